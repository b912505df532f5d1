import * as z from 'zod';
import { RouteRefusal } from '../replies.ts';
import { suspend } from '../lifecycle.ts';
import { recordApplied } from '../applied.ts';
import { SUSPEND_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { requireLiving, selectorSchema } from '../selector.ts';

/** `team/members/suspend`: locks an active member out. Left out, `wipe_data` is true, as with Dropbox. */
export const teamMembersSuspend = defineRoute({
  path: SUSPEND_ROUTE,
  scope: 'members.write',
  access: 'write',
  argument: z.strictObject({ user: selectorSchema, wipe_data: z.boolean().default(true) }),
  run({ team }, { user, wipe_data: wipeData }) {
    const member = requireLiving(team, user);
    if (member.status !== 'active') throw new RouteRefusal('suspend_inactive_user');
    if (team.isLastAdmin(member)) throw new RouteRefusal('suspend_last_admin');
    suspend(member, team.timestamp());
    const { counters } = team.state;
    counters.suspensions += 1;
    recordApplied(team, SUSPEND_ROUTE, member.memberId);
    if (wipeData) counters.wipesRequested.push({ memberId: member.memberId, email: member.email });
    return null;
  },
});
