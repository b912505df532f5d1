import * as z from 'zod';
import { wireAddItems } from '../adding.ts';
import { pollJob } from '../jobs.ts';
import { ADD_POLL_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { asyncJobId } from '../validate.ts';

/** `team/members/add/job_status/get_v2`: how an addition that runs as a job is doing. */
export const teamMembersAddJobStatusGetV2 = defineRoute({
  path: ADD_POLL_ROUTE,
  scope: 'members.write',
  access: 'record',
  argument: z.strictObject({ async_job_id: asyncJobId }),
  run({ team, effect }, { async_job_id: id }) {
    const job = pollJob(team, id, 'add');
    if (job === null) return { '.tag': 'in_progress' };
    if (job.ending === 'failed') return { '.tag': 'failed', failed: 'The members could not be added.' };
    return { '.tag': 'complete', complete: wireAddItems(team, job.items, effect) };
  },
});
