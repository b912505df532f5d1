/** How much a login may do; each level contains the ones before it. */
export type Access = 'read' | 'write' | 'full';

const READ = ['team_info.read', 'members.read', 'groups.read'] as const;
const WRITE = [...READ, 'members.write', 'groups.write'] as const;
const FULL = [...WRITE, 'members.delete'] as const;

/** The scopes to ask for: to plan, to plan and change without removals, or everything that teamsync can do. */
export const SCOPES_OF: Readonly<Record<Access, readonly string[]>> = {
  read: READ,
  write: WRITE,
  full: FULL,
};

/** What a person loses without a scope. */
const PURPOSES = new Map<string, string>([
  ['team_info.read', 'reading the name and the licences of the team'],
  ['members.read', 'listing members'],
  ['members.write', 'inviting, suspending and updating members'],
  ['members.delete', 'removing and recovering members and withdrawing invitations'],
  ['groups.read', 'reading groups'],
  ['groups.write', 'changing groups'],
]);

/** What a scope allows, in a few words; `null` for one that teamsync has no use for. */
export function purposeOf(scope: string): string | null {
  return PURPOSES.get(scope) ?? null;
}

/** The scope and what it is for, as a message needs it. */
export function scopePhrase(scope: string): string {
  const purpose = purposeOf(scope);
  return purpose === null ? `"${scope}"` : `"${scope}" (${purpose})`;
}

/** The scopes that are wanted and not granted, in the order in which they are wanted. */
export function missingFrom(granted: readonly string[], wanted: readonly string[]): string[] {
  return wanted.filter((scope) => !granted.includes(scope));
}

/** The smallest level of access that has all of these scopes. */
export function accessFor(scopes: readonly string[]): Access {
  const levels: readonly Access[] = ['read', 'write', 'full'];
  return levels.find((access) => missingFrom(SCOPES_OF[access], scopes).length === 0) ?? 'full';
}
