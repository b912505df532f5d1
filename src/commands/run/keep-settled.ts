import type { Change } from '../../plan/change.ts';
import { writeResult } from '../../state/run-result.ts';
import type { UnfinishedRun } from '../../state/unfinished-runs.ts';
import { SUMMARY_KEYS } from './report.ts';

/** What the history keeps as the exit code of a run that was killed. */
export const KILLED = 137;

/** What became of a change of a run that was killed. */
export interface Became {
  status: 'applied' | 'failed' | 'skipped' | 'unknown';
  error: { code: string; message: string } | null;
}

/** What is known of a change of such a run that no journal tells of. */
export const NEVER_SENT: Became = {
  status: 'skipped',
  error: { code: 'run_cut_off', message: 'Never sent.' },
};

/** Writes the result of a run that was killed, so that it stands in the history like any other. */
export async function keepSettled(
  { folder, start }: UnfinishedRun,
  changes: ReadonlyMap<string, Change>,
  became: ReadonlyMap<string, Became>,
): Promise<void> {
  const summary: Record<string, number> = { applied: 0, failed: 0, skipped: 0, unknown: 0 };
  const stored = [...changes.values()].map((change) => {
    const { id, action, email, memberId, reversibleUntil, before, after, options } = change;
    const { status, error } = became.get(id) ?? NEVER_SENT;
    summary[status] = (summary[status] ?? 0) + 1;
    const key = SUMMARY_KEYS[action];
    summary[key] = (summary[key] ?? 0) + 1;
    return { id, action, email, memberId, status, error, reversibleUntil, before, after, options };
  });
  const { runId, at, command, mode, teamId } = start;
  await writeResult(folder, {
    version: 1,
    runId,
    at,
    command,
    mode,
    teamId,
    exitCode: KILLED,
    outcome: 'crashed',
    whole: false,
    summary,
    changes: stored,
    rosterSha256: null,
    auditHead: null,
  });
}
