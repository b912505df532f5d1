import { z } from 'zod';
import { RouteRefusal } from '../replies.ts';
import { recover } from '../lifecycle.ts';
import { recordApplied } from '../applied.ts';
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
    if (!team.isRecoverable(member)) throw new RouteRefusal('user_unrecoverable');
    if (member.membership === 'full' && !team.hasFreeSeat()) throw new RouteRefusal('team_license_limit');
    recover(member);
    team.state.counters.recoveries += 1;
    recordApplied(team, RECOVER_ROUTE, member.memberId);
    return null;
  },
});
