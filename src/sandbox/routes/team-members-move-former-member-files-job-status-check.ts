import * as z from 'zod';
import { pollEmptyJob } from '../jobs.ts';
import { MOVE_FILES_POLL_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { asyncJobId } from '../validate.ts';

/** `team/members/move_former_member_files/job_status/check`: how a move of files that runs as a job is doing. */
export const teamMembersMoveFormerMemberFilesJobStatusCheck = defineRoute({
  path: MOVE_FILES_POLL_ROUTE,
  scope: 'members.write',
  access: 'record',
  argument: z.strictObject({ async_job_id: asyncJobId }),
  run: ({ team }, { async_job_id: id }) => pollEmptyJob(team, id, 'move'),
});
