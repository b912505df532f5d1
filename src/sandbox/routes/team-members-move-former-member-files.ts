import * as z from 'zod';
import { carryOutMove, moveRefusal } from '../former-files.ts';
import type { MoveWork } from '../job-schema.ts';
import { isTransferSource, jobCourse, startJob } from '../jobs.ts';
import { refuseIf, RouteRefusal } from '../replies.ts';
import { MOVE_FILES_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { requireFormer, selectorSchema } from '../selector.ts';
import { checkParties } from '../transfer-rules.ts';

/** `team/members/move_former_member_files`: hands the files of somebody who was removed earlier to a member. */
export const teamMembersMoveFormerMemberFiles = defineRoute({
  path: MOVE_FILES_ROUTE,
  scope: 'members.write',
  access: 'write',
  argument: z.strictObject({
    user: selectorSchema,
    transfer_dest_id: selectorSchema,
    transfer_admin_id: selectorSchema,
  }),
  run({ team, effect }, argument) {
    const { member, removal } = requireFormer(team, argument.user);
    const { memberId } = member;
    refuseIf(isTransferSource(team, memberId), 'user_data_is_being_transferred');
    const tag = moveRefusal(team, removal);
    if (tag !== undefined) throw new RouteRefusal(tag);
    const dest = checkParties(team, member, {
      dest: argument.transfer_dest_id,
      admin: argument.transfer_admin_id,
    });
    const work: MoveWork = { kind: 'move', memberId, transferDestId: dest.memberId };
    const course = jobCourse(effect, false);
    if (course !== null) return { '.tag': 'async_job_id', async_job_id: startJob(team, work, course) };
    carryOutMove(team, work);
    return { '.tag': 'complete' };
  },
});
