import { z } from 'zod';
import { RouteRefusal } from '../replies.ts';
import { recover } from '../lifecycle.ts';
import { defineRoute } from '../route.ts';
import { requireMember, selectorSchema } from '../selector.ts';

/** `team/members/recover`: brings somebody back who was removed less than seven days ago. */
export const teamMembersRecover = defineRoute({
  path: 'team/members/recover',
  scope: 'members.delete',
  access: 'write',
  argument: z.strictObject({ user: selectorSchema }),
  run({ team }, { user }) {
    const member = requireMember(team, user);
    if (!team.isRecoverable(member)) throw new RouteRefusal('user_unrecoverable');
    if (member.membership === 'full' && !team.hasFreeSeat()) throw new RouteRefusal('team_license_limit');
    recover(member);
    team.state.counters.recoveries += 1;
    return null;
  },
});
