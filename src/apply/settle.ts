import { RequestRefusedError, TeamsyncError } from '../errors.ts';
import type { JobStatus, Launch } from '../team.ts';
import type { Surroundings } from './types.ts';

const FIRST_POLL_MS = 250;
const LONGEST_POLL_MS = 10_000;
const POLL_GROWTH = 1.6;

/** What waiting for a job needs from outside. */
type Waiting = Pick<Surroundings, 'sleep' | 'monotonic' | 'signal' | 'jobBudgetMs'>;

/** Told of a job before it is asked about for the first time. */
export type OnJob = (jobId: string) => Promise<void>;

/** The code of a job that outlasted the patience of the run. */
export const STILL_RUNNING = 'job_still_running';

/** How a launch ended: with its result, or in a way that only a reading of the team can settle. */
export type Settled<T> = { kind: 'done'; result: T } | { kind: 'lost'; code: string; message: string };

/** A job was started, and the run must stop before anybody could tell how it ended. */
export class UnsettledError extends Error {
  override readonly name = 'UnsettledError';
  readonly reason: TeamsyncError;

  constructor(reason: TeamsyncError) {
    super(reason.message, { cause: reason });
    this.reason = reason;
  }
}

/**
 * Waits for a launch to end, asking at growing intervals until the job's budget is spent or the run is stopped. Throws
 * `UnsettledError` when asking fails for a reason that concerns the whole run.
 */
export async function settle<T>(
  launch: Launch<T>,
  check: (jobId: string) => Promise<JobStatus<T>>,
  { sleep, monotonic, signal, jobBudgetMs }: Waiting,
  onJob: OnJob,
): Promise<Settled<T>> {
  if (launch.kind === 'done') return launch;
  await tell(launch.jobId, onJob);
  const start = monotonic();
  for (let wait = FIRST_POLL_MS; ; wait = Math.min(LONGEST_POLL_MS, wait * POLL_GROWTH)) {
    await sleep(wait, signal);
    const status = await ask(launch.jobId, check);
    if (status.kind !== 'running') return status;
    if (signal.aborted || monotonic() - start > jobBudgetMs) {
      return {
        kind: 'lost',
        code: STILL_RUNNING,
        message: 'Dropbox is still working on it; the next run sees how it ended.',
      };
    }
  }
}

/** A job that could not be told of was started all the same. */
async function tell(jobId: string, onJob: OnJob): Promise<void> {
  try {
    await onJob(jobId);
  } catch (error) {
    throw error instanceof TeamsyncError ? new UnsettledError(error) : error;
  }
}

/** The change itself was sent, so an error here says nothing of it. */
async function ask<T>(jobId: string, check: (jobId: string) => Promise<JobStatus<T>>): Promise<JobStatus<T>> {
  try {
    return await check(jobId);
  } catch (error) {
    if (error instanceof RequestRefusedError)
      return { kind: 'lost', code: error.code, message: error.message };
    throw error instanceof TeamsyncError ? new UnsettledError(error) : error;
  }
}
