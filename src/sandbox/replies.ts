import { randomInt } from 'node:crypto';

/** An answer, ready to be sent. */
export interface Reply {
  status: number;
  contentType: string | null;
  body: string;
  headers?: Readonly<Record<string, string>>;
}

/** Thrown by a route to answer 409 with this tag, and with whom it is about where the tag says so. */
export class RouteRefusal extends Error {
  override readonly name = 'RouteRefusal';
  readonly tag: string;
  readonly names: readonly string[] | undefined;

  constructor(tag: string, names?: readonly string[]) {
    super(`the route answers with ${tag}`);
    this.tag = tag;
    this.names = names;
  }
}

/** Answers 409 with this tag where the condition holds. */
export function refuseIf(condition: boolean, tag: string): void {
  if (condition) throw new RouteRefusal(tag);
}

/** Captures show none to three dots behind the last slash. */
const MAX_DOTS = 3;

/** `error_summary`: the tag and as many dots as there happen to be. */
export function summaryOf(tag: string): string {
  return `${tag}/${'.'.repeat(randomInt(MAX_DOTS + 1))}`;
}

/** A JSON answer. */
export function jsonReply(status: number, value: unknown): Reply {
  return { status, contentType: 'application/json', body: JSON.stringify(value) };
}

/** A plain-text answer. */
export function textReply(status: number, body: string): Reply {
  return { status, contentType: 'text/plain; charset=utf-8', body };
}

/** 409: the route understood the call and refuses it. */
export function routeError(tag: string, names?: readonly string[]): Reply {
  const value = names === undefined ? {} : { [tag]: names };
  return jsonReply(409, { error_summary: summaryOf(tag), error: { '.tag': tag, ...value } });
}

/** 401: the token does not open this route. */
export function authError(tag: string, fields: Readonly<Record<string, string>> = {}): Reply {
  return jsonReply(401, { error_summary: summaryOf(tag), error: { '.tag': tag, ...fields } });
}

/** 400 (or another status) in the words of Dropbox's front door. */
export function callError(route: string, reason: string, status = 400): Reply {
  return textReply(status, `Error in call to API function "${route}": ${reason}`);
}
