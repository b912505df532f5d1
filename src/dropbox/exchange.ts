import { isCrowded, isThrottled } from './crowding.ts';
import { REQUEST_ID } from './request-id.ts';

/** What one attempt at a request came to. */
export type Attempt =
  /** `crowded` says that something in it was not done because there were too many writes at once. */
  | { kind: 'answer'; response: Response; crowded: boolean }
  | { kind: 'throttled'; waitMs: number; requestId: string | null }
  /** `sent` is false only when it is certain that the request did not reach Dropbox. */
  | { kind: 'broken'; reason: string; sent: boolean; requestId: string | null; cause?: unknown }
  | { kind: 'redirected'; host: string };

/** Longest answer that is read: a listing page of 1,000 members is about 2 MB. */
const MOST_BYTES = 64 * 1024 * 1024;
const HTML = /^\s*<(!doctype|html)/i;
/** Errors of a connection that was never made. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Sends a request once and reads the whole answer, so that one that is cut short is noticed here. */
export async function exchange(
  send: typeof fetch,
  url: string,
  init: RequestInit,
  now: () => number,
  retryAfter: (header: string | null, body: string, now: number) => number,
): Promise<Attempt> {
  let response: Response;
  try {
    response = await send(url, { ...init, redirect: 'manual' });
  } catch (cause) {
    const code = codeOf(cause);
    return {
      kind: 'broken',
      reason: reasonOf(cause, code),
      sent: !NOT_SENT.has(code),
      requestId: null,
      // The error itself may hold what was received, down to the bytes.
      cause: new Error(code),
    };
  }
  const requestId = response.headers.get(REQUEST_ID);
  if (response.status >= 300 && response.status < 400) {
    return { kind: 'redirected', host: hostOf(response.headers.get('location'), url) };
  }
  let body: string;
  try {
    body = withoutCredentials(await readBody(response), init.headers);
  } catch (cause) {
    return {
      kind: 'broken',
      reason: 'the answer was cut short or far too long',
      sent: true,
      requestId,
      cause: new Error(codeOf(cause)),
    };
  }
  if (isThrottled(response.status, body)) {
    return {
      kind: 'throttled',
      waitMs: retryAfter(response.headers.get('retry-after'), body, now()),
      requestId,
    };
  }
  const fault = faultOf(response.status, body);
  if (fault !== null) return { kind: 'broken', reason: fault, sent: true, requestId };
  const { status, headers } = response;
  const answer = new Response(body, { status, headers: withoutEncoding(headers) });
  return { kind: 'answer', response: answer, crowded: isCrowded(body) };
}

/** A refusal may repeat the credentials that it refuses; they end here. */
function withoutCredentials(body: string, headers: RequestInit['headers']): string {
  const authorization = new Headers(headers).get('authorization') ?? '';
  const credentials = authorization.replace(/^\S+\s+/, '');
  return credentials === '' ? body : body.replaceAll(credentials, '[redacted]');
}

/** Why an answer is none of Dropbox's; `null` when it can be read. */
function faultOf(status: number, body: string): string | null {
  if (status >= 500) return `status ${String(status)}`;
  if (HTML.test(body)) return `status ${String(status)} with a web page instead of an answer`;
  if (status >= 400) return null;
  if (status !== 200) return `status ${String(status)}, which no answer has`;
  try {
    JSON.parse(body);
    return null;
  } catch {
    return 'an answer that is not JSON, or only a part of it';
  }
}

async function readBody(response: Response): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw new Error(`answer of more than ${String(MOST_BYTES)} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The body was expanded already, so its length and encoding no longer apply. */
function withoutEncoding(headers: Headers): Headers {
  const copy = new Headers(headers);
  copy.delete('content-encoding');
  copy.delete('content-length');
  return copy;
}

function hostOf(location: string | null, base: string): string {
  return location !== null && URL.canParse(location, base)
    ? new URL(location, base).host
    : 'an unknown place';
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if (error.cause !== undefined) return codeOf(error.cause);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function reasonOf(error: unknown, code: string): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'no answer in time';
  return code === '' ? 'the connection failed' : `the connection failed (${code})`;
}
