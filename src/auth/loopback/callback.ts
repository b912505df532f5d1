import { createHash, timingSafeEqual } from 'node:crypto';
import type { RedirectUri } from './redirect-uri.ts';

/** The parameters of an authorization response that are read (RFC 6749, section 4.1.2; `iss` of RFC 9207). */
const READ_PARAMETERS = ['state', 'code', 'error', 'error_description', 'iss'] as const;
/** What is handed on of a good answer. */
const KEPT_PARAMETERS = ['code', 'state', 'iss'] as const;
/** Codes of Dropbox have less than 100 characters, our states 43. */
const LONGEST_CODE = 2048;
const LONGEST_STATE = 512;
const LONGEST_ERROR = 64;
const LONGEST_DESCRIPTION = 200;
/** Control, format and unassigned characters and the line separators: nothing that a terminal may act on. */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

export interface CallbackRequest {
  method: string;
  /** The one Host header; `undefined` when there is none or more than one. */
  host: string | undefined;
  /** The request target as it came. */
  url: string;
  /** The state is `null` as long as nobody waits for a sign-in. */
  expected: { redirect: RedirectUri; state: string | null };
}

export type IgnoredReason =
  'method' | 'host' | 'path' | 'duplicate' | 'too_long' | 'state' | 'code_and_error' | 'neither';

/** What a request to the listener turns out to be. */
export type Verdict =
  | { kind: 'ignored'; status: 400 | 404 | 405 | 421; reason: IgnoredReason }
  | { kind: 'refused'; error: string; description: string }
  | { kind: 'code'; parameters: URLSearchParams };

/** Tells the answer to this very sign-in from everything else that may reach a port of this machine. */
export function judgeCallback({ method, host, url, expected }: CallbackRequest): Verdict {
  const { redirect, state } = expected;
  if (method !== 'GET') return { kind: 'ignored', status: 405, reason: 'method' };
  if (host !== `${redirect.host}:${String(redirect.port)}`) {
    return { kind: 'ignored', status: 421, reason: 'host' };
  }
  // Compared as it came: parsing would turn "/x/../callback" into the path that is waited for.
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  if (path !== redirect.path) return { kind: 'ignored', status: 404, reason: 'path' };
  return judgeParameters(new URLSearchParams(mark === -1 ? '' : url.slice(mark)), state);
}

function judgeParameters(parameters: URLSearchParams, expectedState: string | null): Verdict {
  if (READ_PARAMETERS.some((name) => parameters.getAll(name).length > 1)) return badRequest('duplicate');
  // A parameter without a value counts as left out (RFC 6749, section 3.1).
  const valueOf = (name: (typeof READ_PARAMETERS)[number]): string => parameters.get(name) ?? '';
  const [state, code, error] = [
    valueOf('state'),
    valueOf('code'),
    printable(valueOf('error'), LONGEST_ERROR),
  ];
  if (code.length > LONGEST_CODE || state.length > LONGEST_STATE) return badRequest('too_long');
  if (state === '' || expectedState === null || !isSame(state, expectedState)) return badRequest('state');
  if (code !== '' && error !== '') return badRequest('code_and_error');
  if (error !== '') {
    return {
      kind: 'refused',
      error,
      description: printable(valueOf('error_description'), LONGEST_DESCRIPTION),
    };
  }
  if (code === '') return badRequest('neither');
  const kept = KEPT_PARAMETERS.map((name): [string, string] => [name, valueOf(name)]);
  return { kind: 'code', parameters: new URLSearchParams(kept.filter(([, value]) => value !== '')) };
}

function badRequest(reason: IgnoredReason): Verdict {
  return { kind: 'ignored', status: 400, reason };
}

/** Compares digests, which are of one length, so that neither content nor length shows in the time it takes. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function printable(text: string, longest: number): string {
  const characters = Array.from(text.replace(INVISIBLE, ''));
  return characters.slice(0, longest).join('').trim();
}
