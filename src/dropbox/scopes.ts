/** What a person loses without a scope. */
const PURPOSES = new Map<string, string>([
  ['team_info.read', 'reading the name and the licences of the team'],
  ['members.read', 'listing members'],
  ['members.write', 'inviting, suspending and updating members'],
  ['members.delete', 'removing and recovering members and withdrawing invitations'],
  ['groups.read', 'reading groups'],
  ['groups.write', 'changing groups'],
]);

/** The scope and what it is for, as a message needs it. */
export function scopePhrase(scope: string): string {
  const purpose = PURPOSES.get(scope);
  return purpose === undefined ? `"${scope}"` : `"${scope}" (${purpose})`;
}
