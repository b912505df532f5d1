import { settleOpenCall } from '../../apply/aftermath.ts';
import type { Answers } from '../../apply/types.ts';
import { TeamsyncError, type Warning } from '../../errors.ts';
import type { Change } from '../../plan/types.ts';
import { openJournal } from '../../state/journal.ts';
import { callsOf, type RecordedCall } from '../../state/journal-records.ts';
import { plannedChanges } from '../../state/planned-changes.ts';
import { readPlanFile } from '../../state/plan-file.ts';
import { writeResult } from '../../state/run-result.ts';
import { unfinishedRuns, type UnfinishedRun } from '../../state/runs.ts';
import type { Context } from '../context.ts';
import type { Connection } from './connect.ts';

/** Looking more than once is worth it only for what was sent so lately that Dropbox may still be at it. */
const RECENT_MS = 120_000;
/** What the history keeps as the exit code of a run that was killed. */
const KILLED = 137;

type Outcomes = Map<string, Answers[number][1]>;

/**
 * Settles the runs of a team that were killed: asks Dropbox what became of each call that nobody wrote the end of, and
 * writes it down, so that the history is complete before anything new is sent. To be called under the team's lock.
 */
export async function settleEarlier(
  context: Context,
  teamId: string,
  connection: Pick<Connection, 'reader' | 'writer'>,
  retryBudgetMs: number,
): Promise<Warning[]> {
  const warnings: Warning[] = [];
  for (const run of await unfinishedRuns(context.folders.state, teamId)) {
    warnings.push(await settleRun(context, run, connection, retryBudgetMs));
  }
  return warnings;
}

async function settleRun(
  context: Context,
  run: UnfinishedRun,
  { reader, writer }: Pick<Connection, 'reader' | 'writer'>,
  retryBudgetMs: number,
): Promise<Warning> {
  const { now, sleep, monotonic, signal } = context.outside;
  const changes = await changesOf(run);
  const journal = await openJournal(run.journalFile);
  const found: Outcomes = new Map();
  try {
    for (const call of run.unsettled) {
      const recent = now().getTime() - Date.parse(call.at) < RECENT_MS;
      const answers = await settleOpenCall(
        { changes: call.changes.flatMap(({ id }) => changes.get(id) ?? []), job: call.job },
        {
          reader,
          writer,
          sleep,
          monotonic,
          signal,
          jobBudgetMs: recent ? retryBudgetMs : 0,
        },
      );
      for (const [{ id }, result] of answers) found.set(id, result);
      await journal.append({
        type: 'settled',
        at: now().toISOString(),
        call: call.call,
        results: answers.map(([{ id }, { status, error }]) => ({ id, status, error })),
        how: 'reread',
      });
    }
    await keepResult(run, changes, found);
    await journal.append({ type: 'end', at: now().toISOString(), exitCode: KILLED });
  } finally {
    await journal.close();
  }
  return warningOf(run, found);
}

/** A run that was killed before its plan was kept sent nothing; one whose plan is damaged can only be told about. */
async function changesOf({ planFile }: UnfinishedRun): Promise<ReadonlyMap<string, Change>> {
  try {
    return plannedChanges(await readPlanFile(planFile));
  } catch (error) {
    if (error instanceof TeamsyncError) return new Map();
    throw error;
  }
}

async function keepResult(
  { folder, start, records }: UnfinishedRun,
  changes: ReadonlyMap<string, Change>,
  found: Outcomes,
): Promise<void> {
  const known = new Map(callsOf(records).flatMap(resultsOf));
  const summary: Record<string, number> = { applied: 0, failed: 0, skipped: 0, unknown: 0 };
  const stored = [...changes.values()].map((change) => {
    const { id, action, email, memberId, reversibleUntil, before, after, options } = change;
    const { status, error } = found.get(id) ?? known.get(id) ?? NEVER_SENT;
    summary[status] = (summary[status] ?? 0) + 1;
    summary[action] = (summary[action] ?? 0) + 1;
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

const NEVER_SENT = { status: 'skipped', error: { code: 'run_cut_off', message: 'Never sent.' } } as const;

function resultsOf({
  results,
}: RecordedCall): [
  string,
  { status: 'applied' | 'failed' | 'skipped' | 'unknown'; error: { code: string; message: string } | null },
][] {
  return (results ?? []).map(({ id, status, error }) => [id, { status, error }]);
}

function warningOf({ start, unsettled }: UnfinishedRun, found: Outcomes): Warning {
  const open = unsettled.reduce((sum, { changes }) => sum + changes.length, 0);
  const done = [...found.values()].filter(({ status }) => status === 'applied').length;
  return {
    code: 'run_settled',
    message: `The run ${start.runId} was cut off. ${whatBecame(open, done)} This run does what is left.`,
  };
}

function whatBecame(open: number, done: number): string {
  if (open === 0) return 'Nothing that it had sent was left open.';
  const changes = open === 1 ? '1 change' : `${String(open)} changes`;
  if (done === open) return `What it had sent without hearing of it (${changes}) is done.`;
  return `Of what it had sent without hearing of it (${changes}), ${String(done)} is done.`;
}
