import type { Gateway } from './gateway.ts';
import type { Place } from './place.ts';

/** One way in which Dropbox can misbehave. */
export interface Misfortune {
  name: string;
  /** Sets it, given the access token in use. */
  set: (at: Place, access: string) => Promise<void> | void;
  /** How the status, a run and the logout end. */
  ends: [status: number, run: number, logout: number];
}

/** Sets a fault, which may repeat the access token, for every call of a route. */
export const everyCall =
  (fault: (access: string) => object, route = '*') =>
  (at: Place, access: string): Promise<void> =>
    at.control('faults', { route, times: 0, ...fault(access) });

/** What the API says when it refuses with a tag. */
export function refusal(tag: string): object {
  return { error_summary: `${tag}/..`, error: { '.tag': tag, required_scope: tag } };
}

/** Has the gateway answer with what it was sent. */
export function repeat({ gateway }: Place, repeats: Gateway['repeats']): void {
  gateway.repeats = repeats;
}

/** Cases for `test.each` that are called by their names. */
export function named(fates: readonly Misfortune[]): [string, Misfortune][] {
  return fates.map((fate) => [fate.name, fate]);
}

/** A text as base64 writes it. */
export function inBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}
