import { settleOpenCall } from '../../apply/aftermath.ts';
import type { Answers } from '../../apply/types.ts';
import { TeamsyncError, type Warning } from '../../errors.ts';
import type { Change } from '../../plan/change.ts';
import { openJournal } from '../../state/journal.ts';
import { callsOf, type RecordedCall } from '../../state/journal-records.ts';
import { plannedChanges } from '../../state/planned-changes.ts';
import { readPlanFile } from '../../state/plan-file.ts';
import { unfinishedRuns, type UnfinishedRun } from '../../state/unfinished-runs.ts';
import type { Actual, Member, Person } from '../../team.ts';
import type { Context } from '../context.ts';
import type { Connection } from './connect.ts';
import { KILLED, keepSettled, NEVER_SENT, type Became } from './keep-settled.ts';
import { remember } from './remember.ts';

/** Looking more than once is worth it only for what was sent so lately that Dropbox may still be at it. */
const RECENT_MS = 120_000;

type Outcomes = Map<string, Answers[number][1]>;

/**
 * Settles the runs of a team that were killed: asks Dropbox what became of each call that nobody wrote the end of, and
 * writes it down, so that the history is complete before anything new is sent. To be called under the team's lock.
 */
export async function settleEarlier(
  context: Context,
  { team, members }: Pick<Actual, 'team' | 'members'>,
  connection: Pick<Connection, 'reader' | 'writer'>,
  retryBudgetMs: number,
): Promise<Warning[]> {
  const warnings: Warning[] = [];
  for (const run of await unfinishedRuns(context.folders.state, team.id)) {
    warnings.push(await settleRun(context, run, members, { ...connection, retryBudgetMs }));
  }
  return warnings;
}

async function settleRun(
  context: Context,
  run: UnfinishedRun,
  members: readonly Member[],
  { reader, writer, retryBudgetMs }: Pick<Connection, 'reader' | 'writer'> & { retryBudgetMs: number },
): Promise<Warning> {
  const { now, sleep, monotonic, signal } = context.outside;
  const { changes, people } = await planOf(run);
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
    const became = outcomesOf(run, found);
    await remember(context.folders.state, run.start.teamId, {
      changes: [...changes.values()].map((change) => {
        const { status, error } = became.get(change.id) ?? NEVER_SENT;
        return { change, status, error };
      }),
      people,
      members: members.map((member) => asPlanned(member, changes)),
      named: [],
      passed: [],
      looked: false,
      now: now(),
    });
    await keepSettled(run, changes, became);
    await journal.append({ type: 'end', at: now().toISOString(), exitCode: KILLED });
  } finally {
    await journal.close();
  }
  return warningOf(run, found);
}

interface KeptPlan {
  changes: ReadonlyMap<string, Change>;
  people: readonly Person[];
}

/** A run that was killed before its plan was kept sent nothing; one whose plan is damaged can only be told about. */
async function planOf({ planFile }: UnfinishedRun): Promise<KeptPlan> {
  try {
    const plan = await readPlanFile(planFile);
    return { changes: plannedChanges(plan), people: plan.people };
  } catch (error) {
    if (error instanceof TeamsyncError) return { changes: new Map(), people: [] };
    throw error;
  }
}

/** What is known now of each change that was sent, whether the run heard of it or it was found out. */
function outcomesOf({ records }: UnfinishedRun, found: Outcomes): ReadonlyMap<string, Became> {
  return new Map<string, Became>([...callsOf(records).flatMap(resultsOf), ...found]);
}

/** The reading comes after the removal, and Dropbox may alter the address of a removed account. */
function asPlanned(member: Member, changes: ReadonlyMap<string, Change>): Member {
  if (member.status !== 'removed') return member;
  const removal = [...changes.values()].find(
    ({ action, memberId }) => action === 'deprovision' && memberId === member.id,
  );
  if (removal === undefined) return member;
  return { ...member, email: removal.email, externalId: removal.externalId ?? member.externalId };
}

function resultsOf({ results }: RecordedCall): [string, Became][] {
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
