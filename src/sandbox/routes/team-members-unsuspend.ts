import * as z from 'zod';
import { RouteRefusal } from '../replies.ts';
import { activate } from '../lifecycle.ts';
import { recordApplied } from '../applied.ts';
import { UNSUSPEND_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { requireLiving, selectorSchema } from '../selector.ts';

/** `team/members/unsuspend`: lets a suspended member in again; their licence was never given up. */
export const teamMembersUnsuspend = defineRoute({
  path: UNSUSPEND_ROUTE,
  scope: 'members.write',
  access: 'write',
  argument: z.strictObject({ user: selectorSchema }),
  run({ team }, { user }) {
    const member = requireLiving(team, user);
    if (member.status !== 'suspended') throw new RouteRefusal('unsuspend_non_suspended_member');
    if (team.seatsUsed() > team.state.team.licences) throw new RouteRefusal('team_license_limit');
    activate(member, team.timestamp());
    team.state.counters.unsuspensions += 1;
    recordApplied(team, UNSUSPEND_ROUTE, member.memberId);
    return null;
  },
});
