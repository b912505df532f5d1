import { EXIT, type ExitCode } from '../errors.ts';

/** What each exit code means, in the order of the codes. */
export const EXIT_MEANINGS: readonly (readonly [code: ExitCode, meaning: string])[] = [
  [EXIT.done, 'done, or nothing to do'],
  [EXIT.unexpected, 'unexpected error'],
  [EXIT.pending, 'changes are pending (dry runs with --detailed-exitcode only)'],
  [EXIT.refused, 'refused by a safety rail; nothing was sent, or only what the message names'],
  [EXIT.someFailed, 'some changes failed or were blocked; the rest is done'],
  [EXIT.unauthorized, 'not authorized, or the token is expired or revoked'],
  [EXIT.forbidden, 'a scope or an admin role is missing'],
  [EXIT.invalid, 'usage, settings or roster invalid; nothing was sent'],
  [EXIT.unavailable, 'Dropbox unavailable, or still rate-limiting after the retry budget'],
  [EXIT.locked, 'another process holds what is needed'],
  [EXIT.stale, 'the plan no longer matches the live team'],
  [EXIT.declined, 'interrupted, or declined at the question'],
  [EXIT.terminated, 'terminated by a signal; what was sent is in the journal'],
];
