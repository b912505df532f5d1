import type { FaultEffect } from './fault-effects.ts';
import { addPeople } from './adding.ts';
import { RouteRefusal } from './replies.ts';
import { newId } from './ids.ts';
import { deleteGroup } from './deleting.ts';
import { carryOutMove } from './former-files.ts';
import { carryOutRemoval } from './removing.ts';
import type { Job, Work } from './job-schema.ts';
import type { Team } from './live-team.ts';

/** How a job goes and ends, as a fault or `force_async` wants it; `null` when the call is answered at once. */
export type JobCourse = Pick<Job, 'pollsLeft' | 'ending' | 'applied' | 'lag'>;

/** Reads the course of a job from a fault. */
export function jobCourse(effect: FaultEffect | null, forced: boolean): JobCourse | null {
  const good = { pollsLeft: 0, ending: 'complete' as const, applied: true, lag: 0 };
  if (effect?.kind === 'async') return { ...good, pollsLeft: effect.async };
  if (effect?.kind === 'job') {
    // A job that says it failed did nothing; one whose end is unknown may well have done everything.
    const applied = effect.applied ?? effect.job !== 'failed';
    return { pollsLeft: effect.polls, ending: effect.job, applied, lag: 0 };
  }
  if (!forced) return null;
  return effect?.kind === 'lag' ? { ...good, lag: effect.lag } : good;
}

/** Starts a job and gives its id. The work is done when the job ends, or at once where nobody ever hears of its end. */
export function startJob(team: Team, work: Work, course: JobCourse): string {
  const job: Job = { id: newId('dbjid'), work, ...course, finished: false, items: [] };
  team.state.jobs.push(job);
  if (job.ending === 'invalid' || job.ending === 'stuck') finish(team, job);
  return job.id;
}

/** One poll: `null` while the job is in progress, else the job as it ended. */
export function pollJob(team: Team, id: string, kind: Work['kind']): Job | null {
  const job = team.state.jobs.find((candidate) => candidate.id === id);
  if (job?.work.kind !== kind || job.ending === 'invalid') {
    throw new RouteRefusal('invalid_async_job_id');
  }
  if (job.ending === 'stuck') return null;
  if (job.pollsLeft > 0) {
    job.pollsLeft -= 1;
    return null;
  }
  finish(team, job);
  if (job.ending === 'internal_error') throw new RouteRefusal('internal_error');
  return job;
}

/** One poll of a job that ends without a result. */
export function pollEmptyJob(team: Team, id: string, kind: Work['kind']): { '.tag': string } {
  const job = pollJob(team, id, kind);
  if (job === null) return { '.tag': 'in_progress' };
  // These routes have no tag for a job that failed: that is an internal error here.
  if (job.ending === 'failed') throw new RouteRefusal('internal_error');
  return { '.tag': 'complete' };
}

/** True while a job hands the files of somebody to this member. */
export function isTransferDestination(team: Team, memberId: string): boolean {
  return runningTransfers(team).some(({ to }) => to === memberId);
}

/** True while the files of this member are being handed to somebody. */
export function isTransferSource(team: Team, memberId: string): boolean {
  return runningTransfers(team).some(({ from }) => from === memberId);
}

function runningTransfers(team: Team): { from: string; to: string }[] {
  return team.state.jobs.flatMap(({ finished, work }) => {
    if (finished || (work.kind !== 'remove' && work.kind !== 'move')) return [];
    return work.transferDestId === null ? [] : [{ from: work.memberId, to: work.transferDestId }];
  });
}

function finish(team: Team, job: Job): void {
  if (job.finished) return;
  job.finished = true;
  if (!job.applied) return;
  const done = team.lagging(job.lag, () => carryOut(team, job));
  if (!done && job.ending === 'complete') job.ending = 'internal_error';
}

/** Does the work of a job; false when things have changed so much meanwhile that it cannot be done. */
function carryOut(team: Team, job: Job): boolean {
  const { work } = job;
  switch (work.kind) {
    case 'add':
      job.items = addPeople(team, work);
      return true;
    case 'remove':
      return carryOutRemoval(team, work);
    case 'move':
      return carryOutMove(team, work);
    case 'delete_group':
      deleteGroup(team, work);
      return true;
  }
}
