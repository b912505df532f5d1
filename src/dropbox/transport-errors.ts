import { InterruptedError, LostAnswerError, UnavailableError } from '../errors.ts';
import type { Attempt } from './exchange.ts';

type Broken = Extract<Attempt, { kind: 'broken' }>;

function where(route: string, requestId: string | null): { text: string; details: object } {
  const id = requestId === null ? '' : `, request ${requestId}`;
  return { text: `${route}${id}`, details: { endpoint: route, requestId } };
}

/** A write that may or may not have been executed. */
export function lost(route: string, { reason, requestId, cause }: Broken): LostAnswerError {
  const { text, details } = where(route, requestId);
  return new LostAnswerError(
    'lost_answer',
    `Dropbox was asked (${text}) and its answer was lost: ${reason}. Whether it was done is not known yet.`,
    {
      hint: 'Run the same command again: it reads the team first and does only what is left.',
      details,
      cause,
    },
  );
}

/** A request that certainly did nothing and got no usable answer. */
export function unavailable(
  route: string,
  { reason, sent, requestId, cause }: Broken,
  tries: number,
): UnavailableError {
  const { text, details } = where(route, requestId);
  const times = tries === 1 ? 'once' : `${String(tries)} times`;
  const what = sent ? 'Dropbox gave no usable answer' : 'Dropbox could not be reached';
  return new UnavailableError(
    sent ? 'dropbox_unavailable' : 'dropbox_unreachable',
    `${what} (${text}, asked ${times}): ${reason}.`,
    {
      hint: 'Check the network and status.dropbox.com, then run the same command again.',
      details,
      cause,
    },
  );
}

/** A request that an interrupt kept from being sent. */
export function notSent(route: string, signal: AbortSignal): InterruptedError {
  const { details } = where(route, null);
  return new InterruptedError(signal.reason, `Not sent (${route}), because the run was interrupted.`, {
    details,
  });
}

/** An answer that points elsewhere. */
export function redirected(route: string, host: string): UnavailableError {
  return new UnavailableError(
    'redirected',
    `The answer to ${route} points to ${host}, and credentials are never sent after a redirect.`,
    {
      hint: 'Check TEAMSYNC_DROPBOX_API_URL and whether a proxy or a sign-in page of the network is in the way.',
      details: { endpoint: route, requestId: null },
    },
  );
}

/** A wait that Dropbox asks for and the run has no time for. */
export function rateLimited(route: string, waitMs: number, requestId: string | null): UnavailableError {
  const { text, details } = where(route, requestId);
  return new UnavailableError(
    'rate_limited',
    `Dropbox asks to wait ${String(Math.ceil(waitMs / 1000))} s (${text}), which does not fit into what is left of the retry budget.`,
    { hint: 'Run the same command again later, or give it more time with --retry-budget 30m.', details },
  );
}
