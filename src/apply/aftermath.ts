import type { Change } from '../plan/types.ts';
import type { Member } from '../team.ts';
import { clearUp } from './doubt.ts';
import { lookAt } from './look.ts';
import { settle } from './settle.ts';
import type { Answers, Surroundings } from './types.ts';

/** A call of an earlier run of which nobody wrote down how it ended. */
export interface OpenCall {
  changes: readonly Change[];
  /** The job that it had become. */
  job: { jobId: string; kind: 'add' | 'remove' } | null;
}

/** What finding out needs from outside. */
type Aftermath = Pick<Surroundings, 'reader' | 'writer' | 'sleep' | 'monotonic' | 'signal' | 'jobBudgetMs'>;

const CUT_OFF = { code: 'run_cut_off', message: 'The run ended before it could write down what came of it.' };

/**
 * Finds out what became of a call of a run that was cut off: waits for its job, and looks at its people until they show
 * it or a minute is over. Throws when Dropbox cannot be asked.
 */
export async function settleOpenCall({ changes, job }: OpenCall, outside: Aftermath): Promise<Answers> {
  if (job !== null) await waitForJob(job, outside);
  const found = await lookAt(changes, outside.reader);
  const planned = new Map<string, Member>();
  for (const change of changes) {
    const member = found(change);
    if (member !== undefined) planned.set(member.id, asBefore(change, member));
  }
  const { answers, notDone } = await clearUp({ changes, reason: CUT_OFF, planned }, outside);
  const message = 'The run was cut off before Dropbox carried it out.';
  const failed: Answers = notDone.map((change) => [
    change,
    { status: 'failed', error: { code: CUT_OFF.code, message } },
  ]);
  return [...answers, ...failed];
}

/** What the plan knew of the person is only their status. */
function asBefore({ before }: Change, member: Member): Member {
  return { ...member, status: before?.status ?? member.status };
}

/** How the job says it ended is not asked: the people show it, and an id that Dropbox forgot says nothing. */
async function waitForJob({ jobId, kind }: NonNullable<OpenCall['job']>, outside: Aftermath): Promise<void> {
  const { writer } = outside;
  const launch = { kind: 'job', jobId } as const;
  const written = (): Promise<void> => Promise.resolve();
  if (kind === 'add') await settle(launch, (id) => writer.checkAddJob(id), outside, written);
  else await settle(launch, (id) => writer.checkRemoveJob(id), outside, written);
}
