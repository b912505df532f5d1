import * as z from 'zod';
import { RouteRefusal } from '../replies.ts';
import { roleById, wireRole } from '../roles.ts';
import { recordApplied } from '../applied.ts';
import { SET_PERMISSIONS_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { requireLiving, selectorSchema } from '../selector.ts';
import { nullable, roleId } from '../validate.ts';

/** The Stone specification allows one role. */
const MAX_ROLES = 1;

/** `team/members/set_admin_permissions_v2`: gives a member another role, or with an empty list none. */
export const teamMembersSetAdminPermissionsV2 = defineRoute({
  path: SET_PERMISSIONS_ROUTE,
  scope: 'members.write',
  access: 'write',
  argument: z.strictObject({ user: selectorSchema, new_roles: nullable(z.array(roleId).max(MAX_ROLES)) }),
  run({ team }, { user, new_roles: ids }) {
    const member = requireLiving(team, user);
    const isTooEarly = member.status === 'invited' && !team.state.team.rolesForInvited;
    if (member.status === 'suspended' || isTooEarly) throw new RouteRefusal('cannot_set_permissions');
    const roles = (ids ?? []).map((id) => {
      const role = roleById(id);
      if (role === undefined) throw new RouteRefusal('role_not_found');
      return role;
    });
    if (!roles.includes('team_admin') && team.isLastAdmin(member)) throw new RouteRefusal('last_admin');
    member.roles = roles;
    team.state.counters.roleChanges += 1;
    recordApplied(team, SET_PERMISSIONS_ROUTE, member.memberId);
    return { team_member_id: member.memberId, roles: roles.map(wireRole) };
  },
});
