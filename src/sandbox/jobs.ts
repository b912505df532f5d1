import type { FaultEffect } from './fault-effects.ts';
import { addPeople } from './adding.ts';
import { RouteRefusal } from './replies.ts';
import { newId } from './ids.ts';
import { carryOutRemoval } from './removing.ts';
import type { AddWork, Job, RemoveWork } from './state.ts';
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
export function startJob(team: Team, work: AddWork | RemoveWork, course: JobCourse): string {
  const job: Job = { id: newId('dbjid'), work, ...course, finished: false, items: [] };
  team.state.jobs.push(job);
  if (job.ending === 'invalid' || job.ending === 'stuck') finish(team, job);
  return job.id;
}

/** One poll: `null` while the job is in progress, else the job as it ended. */
export function pollJob(team: Team, id: string, kind: Job['work']['kind']): Job | null {
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

/** Removals under way that hand the files of somebody to this member. */
export function isTransferDestination(team: Team, memberId: string): boolean {
  return runningRemovals(team).some((work) => work.transferDestId === memberId);
}

/** True while the files of this member are being handed to somebody. */
export function isTransferSource(team: Team, memberId: string): boolean {
  return runningRemovals(team).some((work) => work.memberId === memberId && work.transferDestId !== null);
}

function runningRemovals(team: Team): RemoveWork[] {
  return team.state.jobs.flatMap((job) => (!job.finished && job.work.kind === 'remove' ? [job.work] : []));
}

function finish(team: Team, job: Job): void {
  if (job.finished) return;
  job.finished = true;
  if (!job.applied) return;
  const { work } = job;
  team.lagging(job.lag, () => {
    if (work.kind === 'add') job.items = addPeople(team, work);
    else carryOutRemoval(team, work);
  });
}
