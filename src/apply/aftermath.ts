import type { Change } from '../plan/change.ts';
import type { JobStatus, Member } from '../team.ts';
import { clearUp } from './doubt.ts';
import { lookAt } from './look.ts';
import { settle, STILL_RUNNING, UnsettledError, type Settled } from './settle.ts';
import { leavesTrace, type Traceable } from './standing.ts';
import { APPLIED, type Answers, type ChangeResult, type Surroundings } from './types.ts';

/** A call of an earlier run of which nobody wrote down how it ended. */
export interface OpenCall {
  changes: readonly Change[];
  /** The job that it had become. */
  job: { jobId: string; kind: 'add' | 'remove' | 'move' } | null;
}

/** What finding out needs from outside. */
type Aftermath = Pick<Surroundings, 'reader' | 'writer' | 'sleep' | 'monotonic' | 'signal' | 'jobBudgetMs'>;

const CUT_OFF = { code: 'run_cut_off', message: 'The run ended before it could write down what came of it.' };

const NEVER_DONE: ChangeResult = {
  status: 'failed',
  error: { code: CUT_OFF.code, message: 'The run was cut off before Dropbox carried it out.' },
};

/**
 * Finds out what became of a call of a run that was cut off: waits for its job, and looks at its people until they show
 * it or a minute is over. What leaves no trace in people is as open as its job. Throws when Dropbox cannot be asked.
 */
export async function settleOpenCall({ changes, job }: OpenCall, outside: Aftermath): Promise<Answers> {
  const ended = job === null ? null : await waitForJob(job, outside);
  const untraceable: Answers = changes
    .filter((change) => !leavesTrace(change))
    .map((change) => [change, resultOf(ended)]);
  const traceable = changes.filter(leavesTrace);
  return traceable.length === 0
    ? untraceable
    : [...untraceable, ...(await settleByLooks(traceable, ended, outside))];
}

/** Of an e-mail or of moved files nobody knows more than the job does. */
function resultOf(ended: Settled<unknown> | null): ChangeResult {
  if (ended?.kind === 'done') return APPLIED;
  const { code, message } = ended ?? CUT_OFF;
  return { status: 'unknown', error: { code, message } };
}

/**
 * How the job says it ended is not asked: the people show it, and an id that Dropbox forgot says nothing. One that is still
 * at work leaves open what they do not show yet.
 */
async function settleByLooks(
  changes: readonly Traceable[],
  ended: Settled<unknown> | null,
  outside: Aftermath,
): Promise<Answers> {
  const { found } = await lookAt(changes, outside.reader);
  const planned = new Map<string, Member>();
  for (const change of changes) {
    const member = found(change);
    if (member !== undefined) planned.set(member.id, asBefore(change, member));
  }
  const { answers, notDone, stop } = await clearUp({ changes, reason: CUT_OFF, planned }, outside);
  if (stop !== null) throw stop;
  const isRunning = ended?.kind === 'lost' && ended.code === STILL_RUNNING;
  const open = isRunning ? resultOf(ended) : NEVER_DONE;
  return [...answers, ...notDone.map((change): Answers[number] => [change, open])];
}

/** What the plan knew of the person is only their status. */
function asBefore({ before }: Change, member: Member): Member {
  return { ...member, status: before?.status ?? member.status };
}

async function waitForJob(
  { jobId, kind }: NonNullable<OpenCall['job']>,
  outside: Aftermath,
): Promise<Settled<unknown>> {
  const { writer } = outside;
  const launch = { kind: 'job', jobId } as const;
  const check = (id: string): Promise<JobStatus<unknown>> => {
    switch (kind) {
      case 'add':
        return writer.checkAddJob(id);
      case 'remove':
        return writer.checkRemoveJob(id);
      case 'move':
        return writer.checkMoveJob(id);
    }
  };
  try {
    return await settle<unknown>(launch, check, outside, () => Promise.resolve());
  } catch (error) {
    throw error instanceof UnsettledError ? error.reason : error;
  }
}
