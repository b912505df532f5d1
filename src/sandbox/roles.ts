/** The admin roles that Dropbox defines itself, by the names of the first version of its API. */
export const ROLE_TAGS = ['team_admin', 'user_management_admin', 'support_admin'] as const;

export type RoleTag = (typeof ROLE_TAGS)[number];

/** A role as `team/members/get_available_team_member_roles` describes it. */
export interface WireRole {
  role_id: string;
  name: string;
  description: string;
}

/** Ids of Dropbox's own roles are the same in every team, so they are constants here too. */
const CATALOGUE: Record<RoleTag, WireRole> = {
  team_admin: {
    role_id: 'pid_dbtmr:AAAAAAsandboxTeamAdmin',
    name: 'Team',
    description: 'Manages the team, its members, its content and its security settings.',
  },
  user_management_admin: {
    role_id: 'pid_dbtmr:AAAAAAsandboxUserManagementAdmin',
    name: 'User management',
    description: 'Adds, removes and edits members who are no admins.',
  },
  support_admin: {
    role_id: 'pid_dbtmr:AAAAAAsandboxSupportAdmin',
    name: 'Support',
    description: 'Helps members with sign-in and restores their deleted files.',
  },
};

/** A role as it goes over the wire. */
export function wireRole(tag: RoleTag): WireRole {
  return CATALOGUE[tag];
}

/** The role with this id, or `undefined` when the team has none such. */
export function roleById(id: string): RoleTag | undefined {
  return ROLE_TAGS.find((tag) => CATALOGUE[tag].role_id === id);
}
