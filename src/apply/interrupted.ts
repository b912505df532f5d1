import { InterruptedError } from '../errors.ts';

/** What a run that somebody interrupted ends with; the reason of the signal is the name of the one that came. */
export function interrupted(signal: AbortSignal): InterruptedError {
  return new InterruptedError(signal.reason, 'The run was interrupted; no further change was sent.', {
    hint: 'Run the same command again: it plans from the live team and does what is left.',
  });
}
