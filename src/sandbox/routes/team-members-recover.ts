import * as z from 'zod';
import { isTransferSource } from '../jobs.ts';
import { recoverMember } from '../recovering.ts';
import { refuseIf } from '../replies.ts';
import { RECOVER_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { requireMember, selectorSchema } from '../selector.ts';

/** `team/members/recover`: brings somebody back who was removed less than seven days ago. */
export const teamMembersRecover = defineRoute({
  path: RECOVER_ROUTE,
  scope: 'members.delete',
  access: 'write',
  argument: z.strictObject({ user: selectorSchema }),
  run({ team }, { user }) {
    const member = requireMember(team, user);
    const isLeavingFiles = isTransferSource(team, member.memberId);
    refuseIf(!team.isRecoverable(member) || isLeavingFiles, 'user_unrecoverable');
    refuseIf(member.membership === 'full' && !team.hasFreeSeat(), 'team_license_limit');
    recoverMember(team, member);
    return null;
  },
});
