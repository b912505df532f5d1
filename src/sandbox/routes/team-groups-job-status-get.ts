import * as z from 'zod';
import { pollEmptyJob } from '../jobs.ts';
import { GROUP_POLL_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { asyncJobId } from '../validate.ts';

/** `team/groups/job_status/get`: how the deletion of a group is doing; no other change of groups is ever a job. */
export const teamGroupsJobStatusGet = defineRoute({
  path: GROUP_POLL_ROUTE,
  scope: 'groups.write',
  access: 'record',
  argument: z.strictObject({ async_job_id: asyncJobId }),
  run: ({ team }, { async_job_id: id }) => pollEmptyJob(team, id, 'delete_group'),
});
