import * as z from 'zod';
import { pollEmptyJob } from '../jobs.ts';
import { REMOVE_POLL_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { asyncJobId } from '../validate.ts';

/** `team/members/remove/job_status/get`: how a removal that runs as a job is doing. */
export const teamMembersRemoveJobStatusGet = defineRoute({
  path: REMOVE_POLL_ROUTE,
  scope: 'members.delete',
  access: 'record',
  argument: z.strictObject({ async_job_id: asyncJobId }),
  run: ({ team }, { async_job_id: id }) => pollEmptyJob(team, id, 'remove'),
});
