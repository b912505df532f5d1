import { EXIT, TeamsyncError } from '../errors.ts';

/** What a run that somebody interrupted ends with; the reason of the signal is the name of the one that came. */
export function interrupted(signal: AbortSignal): TeamsyncError {
  return new TeamsyncError(
    signal.reason === 'SIGTERM' ? EXIT.terminated : EXIT.declined,
    'interrupted',
    'The run was interrupted; no further change was sent.',
    { hint: 'Run the same command again: it plans from the live team and does what is left.' },
  );
}
