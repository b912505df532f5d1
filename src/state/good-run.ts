import type { RunResult } from './run-result.ts';

/** The commands that a schedule runs. */
const SCHEDULED: readonly string[] = ['reconcile', 'apply'];

/** Whether a run is one that a schedule starts. */
export function isScheduled({ command, mode }: Pick<RunResult, 'command' | 'mode'>): boolean {
  return mode === 'apply' && SCHEDULED.includes(command);
}

/** Whether a run was one of a whole roster that ended well. */
export function isGoodRun(result: Pick<RunResult, 'command' | 'mode' | 'exitCode' | 'whole'>): boolean {
  return isScheduled(result) && result.exitCode === 0 && result.whole;
}
