import type { HistoryRun } from '../../render/history.ts';
import type { StoredRun } from '../../state/runs.ts';

/** A run under the names of `history list`. */
export function viewOf({ runId, at, command, mode, outcome, exitCode, result }: StoredRun): HistoryRun {
  return { runId, at, command, mode, outcome, exitCode, summary: result?.summary ?? {} };
}
