import * as z from 'zod';
import { RouteRefusal } from '../replies.ts';
import { jobCourse, startJob } from '../jobs.ts';
import { checkRemoval } from '../remove-rules.ts';
import { carryOutRemoval } from '../removing.ts';
import { REMOVE_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { requireMember, selectorSchema } from '../selector.ts';
import type { RemoveWork } from '../job-schema.ts';
import { nullable } from '../validate.ts';

/** `team/members/remove`: takes somebody off the team. Left out, `wipe_data` is true, as with Dropbox. */
export const teamMembersRemove = defineRoute({
  path: REMOVE_ROUTE,
  scope: 'members.delete',
  access: 'write',
  argument: z.strictObject({
    user: selectorSchema,
    wipe_data: z.boolean().default(true),
    transfer_dest_id: nullable(selectorSchema),
    transfer_admin_id: nullable(selectorSchema),
    keep_account: z.boolean().default(false),
    retain_team_shares: z.boolean().default(false),
    permanently_delete_files: z.boolean().default(false),
  }),
  run({ team, effect }, argument) {
    const member = requireMember(team, argument.user);
    if (member.status === 'removed') throw new RouteRefusal('user_not_found');
    const dest = checkRemoval(team, member, {
      wipeData: argument.wipe_data,
      keepAccount: argument.keep_account,
      retainTeamShares: argument.retain_team_shares,
      permanentlyDeleteFiles: argument.permanently_delete_files,
      transferDest: argument.transfer_dest_id,
      transferAdmin: argument.transfer_admin_id,
    });
    const { memberId, email } = member;
    if (argument.wipe_data) team.state.counters.wipesRequested.push({ memberId, email });
    const work: RemoveWork = {
      kind: 'remove',
      memberId,
      forfeits: argument.permanently_delete_files || dest !== undefined,
      keepsAccount: argument.keep_account,
      transferDestId: dest?.memberId ?? null,
    };
    const course = jobCourse(effect, false);
    if (course !== null) return { '.tag': 'async_job_id', async_job_id: startJob(team, work, course) };
    carryOutRemoval(team, work);
    return { '.tag': 'complete' };
  },
});
