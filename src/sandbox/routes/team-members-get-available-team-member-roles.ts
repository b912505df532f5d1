import { ROLE_TAGS, wireRole } from '../roles.ts';
import { defineBareRoute } from '../route.ts';

/** `team/members/get_available_team_member_roles`: the roles that a member can be given. */
export const teamMembersGetAvailableTeamMemberRoles = defineBareRoute({
  path: 'team/members/get_available_team_member_roles',
  scope: 'members.read',
  access: 'read',
  run: () => ({ roles: ROLE_TAGS.map(wireRole) }),
});
