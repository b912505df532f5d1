import { InvalidInputError } from '../errors.ts';
import { keptDays } from './prunable-runs.ts';
import type { PrunedRun } from './pruned-run.ts';

/** How many runs are named to somebody who named one that does not exist. */
const RUNS_NAMED = 5;

/** The error for a name that no run has: `unknown_run` (exit 7), with the latest of those that there are. */
export function unknownRun(runId: string, names: readonly string[]): InvalidInputError {
  const latest = latestOf(names);
  const known = latest.length === 0 ? 'There are none yet.' : `The latest are: ${latest.join(', ')}.`;
  return new InvalidInputError('unknown_run', `There is no run ${JSON.stringify(runId)}. ${known}`, {
    hint: 'See them all with: teamsync history',
    details: { runId, latest },
  });
}

/** The error for a name with which several runs begin: `ambiguous_run` (exit 7), with the latest of them. */
export function ambiguousRun(runId: string, names: readonly string[]): InvalidInputError {
  const matches = latestOf(names);
  const more = names.length > matches.length ? ', …' : '';
  return new InvalidInputError(
    'ambiguous_run',
    `${JSON.stringify(runId)} is how ${String(names.length)} runs begin: ${matches.join(', ')}${more}.`,
    { hint: 'Give more of the id.', details: { runId, matches } },
  );
}

/** The error for a run of which only its line in the audit log is left: `run_pruned` (exit 7), with the rule. */
export function prunedRun({ entry, path, line }: PrunedRun): InvalidInputError {
  const { runId, at, command, changed } = entry;
  const days = String(keptDays(changed ? 'changed' : 'nothing'));
  return new InvalidInputError(
    'run_pruned',
    `The run ${runId} (${command}, ended ${at}) is no longer kept: ` +
      `runs that changed ${changed ? 'somebody' : 'nothing'} are removed after ${days} days.`,
    {
      hint: `Its line in the audit log stays: ${path}:${String(line)}. See the runs that are kept with: teamsync history`,
      details: { runId, at, command, path, line },
    },
  );
}

/** Ids begin with the time. */
function latestOf(names: readonly string[]): string[] {
  return [...names].sort().reverse().slice(0, RUNS_NAMED);
}
