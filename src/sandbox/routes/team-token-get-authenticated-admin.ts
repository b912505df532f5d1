import { RouteRefusal } from '../replies.ts';
import { wireProfile } from '../profile.ts';
import { defineBareRoute } from '../route.ts';

/** `team/token/get_authenticated_admin`: who authorized the token. */
export const teamTokenGetAuthenticatedAdmin = defineBareRoute({
  path: 'team/token/get_authenticated_admin',
  scope: 'team_info.read',
  access: 'read',
  run({ team }) {
    const { adminId } = team.state.team;
    if (adminId === null) throw new RouteRefusal('mapping_not_found');
    const admin = team.members.find({ by: 'team_member_id', value: adminId });
    if (admin?.status !== 'active' || admin.roles.length === 0) throw new RouteRefusal('admin_not_active');
    return { admin_profile: wireProfile(team, admin) };
  },
});
