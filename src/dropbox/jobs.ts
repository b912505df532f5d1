import type { DropboxResponse } from 'dropbox';
import { RequestRefusedError } from '../errors.ts';
import type { JobStatus, Launch } from '../team.ts';
import { call } from './call.ts';
import { sentenceFor } from './tags.ts';
import { emptyLaunch, jobStatus } from './wire.ts';

type Method = () => Promise<DropboxResponse<unknown>>;

/** Runs a method that is done at once or goes on as a job, and tells nothing but that. */
export async function launch(route: string, method: Method): Promise<Launch<null>> {
  const launched = await call(route, emptyLaunch, method);
  if (launched['.tag'] === 'complete') return { kind: 'done', result: null };
  return { kind: 'job', jobId: launched.async_job_id };
}

/** Asks about a job that tells nothing but whether it is done. */
export function checkLaunched(route: string, method: Method): Promise<JobStatus<null>> {
  return checkJob(route, method, () => null);
}

/**
 * Asks about a job; `resultOf` reads the answer once it is complete. A job that Dropbox will not tell about is lost for
 * us: only a reading of the team can tell.
 */
export async function checkJob<T>(
  route: string,
  method: Method,
  resultOf: (completed: object) => T,
): Promise<JobStatus<T>> {
  try {
    const status = await call(route, jobStatus, method);
    return status['.tag'] === 'complete'
      ? { kind: 'done', result: resultOf(status) }
      : unfinished(status['.tag']);
  } catch (error) {
    if (!(error instanceof RequestRefusedError)) throw error;
    return { kind: 'lost', code: error.code, message: error.message };
  }
}

function unfinished(tag: string): { kind: 'running' } | { kind: 'lost'; code: string; message: string } {
  if (tag === 'in_progress') return { kind: 'running' };
  const code = tag === 'failed' ? 'job_failed' : tag;
  const message = tag === 'failed' ? 'Dropbox says that the job failed.' : sentenceFor(tag);
  return { kind: 'lost', code, message };
}
