import type { Dropbox } from 'dropbox';
import type { Role } from '../team.ts';
import { call } from './call.ts';
import { availableRoles, type RoleInfo } from './wire.ts';

const ROUTE = 'team/members/get_available_team_member_roles';

/** Reads the roles that the team offers. */
export async function listRoles(client: Dropbox): Promise<Role[]> {
  const { roles } = await call(ROUTE, availableRoles, () => client.teamMembersGetAvailableTeamMemberRoles());
  return roles.map(roleFrom);
}

/** A role as the planner needs it, out of what Dropbox shows. */
export function roleFrom({ role_id: id, name }: RoleInfo): Role {
  return { id, name };
}
