import type { Change } from '../plan/types.ts';
import type { Member } from '../team.ts';
import { clearUp } from './doubt.ts';
import { lookAt } from './look.ts';
import { settle, STILL_RUNNING, UnsettledError } from './settle.ts';
import type { Answers, ChangeResult, Surroundings } from './types.ts';

/** A call of an earlier run of which nobody wrote down how it ended. */
export interface OpenCall {
  changes: readonly Change[];
  /** The job that it had become. */
  job: { jobId: string; kind: 'add' | 'remove' } | null;
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
 * it or a minute is over. Throws when Dropbox cannot be asked.
 */
export async function settleOpenCall({ changes, job }: OpenCall, outside: Aftermath): Promise<Answers> {
  const running = job === null ? null : await waitForJob(job, outside);
  const found = await lookAt(changes, outside.reader);
  const planned = new Map<string, Member>();
  for (const change of changes) {
    const member = found(change);
    if (member !== undefined) planned.set(member.id, asBefore(change, member));
  }
  const { answers, notDone, stop } = await clearUp({ changes, reason: CUT_OFF, planned }, outside);
  if (stop !== null) throw stop;
  const open: Answers = notDone.map((change) => [change, running ?? NEVER_DONE]);
  return [...answers, ...open];
}

/** What the plan knew of the person is only their status. */
function asBefore({ before }: Change, member: Member): Member {
  return { ...member, status: before?.status ?? member.status };
}

/**
 * How the job says it ended is not asked: the people show it, and an id that Dropbox forgot says nothing. One that is still
 * at work leaves open what they do not show yet.
 */
async function waitForJob(
  { jobId, kind }: NonNullable<OpenCall['job']>,
  outside: Aftermath,
): Promise<ChangeResult | null> {
  const { writer } = outside;
  const launch = { kind: 'job', jobId } as const;
  const written = (): Promise<void> => Promise.resolve();
  try {
    const settled =
      kind === 'add'
        ? await settle(launch, (id) => writer.checkAddJob(id), outside, written)
        : await settle(launch, (id) => writer.checkRemoveJob(id), outside, written);
    return settled.kind === 'lost' && settled.code === STILL_RUNNING
      ? { status: 'unknown', error: { code: settled.code, message: settled.message } }
      : null;
  } catch (error) {
    throw error instanceof UnsettledError ? error.reason : error;
  }
}
