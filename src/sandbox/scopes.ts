/** The scopes that the sandbox knows; a fresh token has all of them. */
export const SCOPES = [
  'team_info.read',
  'members.read',
  'members.write',
  'members.delete',
  'groups.read',
  'groups.write',
] as const;

export type Scope = (typeof SCOPES)[number];
