import { isCrowded, isThrottled } from './crowding.ts';
import { codeOf } from './error-code.ts';
import { REQUEST_ID } from './request-id.ts';
import { UnsentError, type Head, type Outgoing, type Received, type Send } from './send.ts';

/** A usable answer. */
export interface Answer extends Head {
  body: string;
  /** What a body with status 200 says as JSON; undefined with any other status. */
  document: unknown;
}

/** What one attempt at a request came to. */
export type Attempt =
  /** `crowded` says that something in it was not done because there were too many writes at once. */
  | { kind: 'answer'; answer: Answer; crowded: boolean }
  | { kind: 'throttled'; waitMs: number; requestId: string | null }
  /** `sent` is false only when it is certain that the request did not reach Dropbox. */
  | { kind: 'broken'; reason: string; sent: boolean; requestId: string | null; cause?: unknown }
  | { kind: 'redirected'; host: string };

const HTML = /^\s*<(!doctype|html)/i;

/** Sends a request once and judges what came back, so that an answer that is cut short is noticed here. */
export async function exchange(
  send: Send,
  url: string,
  outgoing: Outgoing,
  now: () => number,
  retryAfter: (header: string | null, body: string, now: number) => number,
): Promise<Attempt> {
  let received: Received;
  try {
    received = await send(url, outgoing);
  } catch (error) {
    return unanswered(error);
  }
  const { status, headers } = received;
  const requestId = headers[REQUEST_ID] ?? null;
  if (status >= 300 && status < 400) return { kind: 'redirected', host: hostOf(headers['location'], url) };
  if (received.body === null) {
    const reason = 'the answer was cut short or far too long';
    return { kind: 'broken', reason, sent: true, requestId, cause: new Error(received.code) };
  }
  const body = withoutCredentials(received.body, outgoing.headers);
  if (isThrottled(status, body)) {
    const waitMs = retryAfter(headers['retry-after'] ?? null, body, now());
    return { kind: 'throttled', waitMs, requestId };
  }
  const read = readingOf(status, body);
  if ('fault' in read) return { kind: 'broken', reason: read.fault, sent: true, requestId };
  return { kind: 'answer', answer: { status, headers, body, ...read }, crowded: isCrowded(body) };
}

function unanswered(error: unknown): Attempt {
  const code = codeOf(error);
  return {
    kind: 'broken',
    reason: reasonOf(code),
    sent: !(error instanceof UnsentError),
    requestId: null,
    // The error itself may hold what was received, down to the bytes.
    cause: new Error(code),
  };
}

function reasonOf(code: string): string {
  if (code === 'TimeoutError') return 'no answer in time';
  return code === '' ? 'the connection failed' : `the connection failed (${code})`;
}

/** A refusal may repeat the credentials that it refuses; they end here. */
function withoutCredentials(body: string, headers: Outgoing['headers']): string {
  const credentials = (headers['authorization'] ?? '').replace(/^\S+\s+/, '');
  return credentials === '' ? body : body.replaceAll(credentials, '[redacted]');
}

/** What an answer says, or why it is none of Dropbox's. */
function readingOf(status: number, body: string): { document: unknown } | { fault: string } {
  if (status >= 500) return { fault: `status ${String(status)}` };
  if (HTML.test(body)) return { fault: `status ${String(status)} with a web page instead of an answer` };
  if (status >= 400) return { document: undefined };
  if (status !== 200) return { fault: `status ${String(status)}, which no answer has` };
  try {
    return { document: JSON.parse(body) as unknown };
  } catch {
    return { fault: 'an answer that is not JSON, or only a part of it' };
  }
}

function hostOf(location: string | undefined, base: string): string {
  return location !== undefined && URL.canParse(location, base)
    ? new URL(location, base).host
    : 'an unknown place';
}
