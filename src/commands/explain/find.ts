import { isLiving } from '../../plan/index-members.ts';
import { matchPeople } from '../../plan/match.ts';
import type { Removed } from '../../plan/types.ts';
import type { Member, Person } from '../../team.ts';

/** Somebody in the roster, on the team, or both. */
export type Found = { person: Person; member: Member | null } | { person: null; member: Member };

/**
 * Finds somebody by an address: the roster's, the previous one there, or any that their account has. Whoever has it now
 * comes before whoever had it. `null` when neither side knows it.
 */
export function findPerson(
  address: string,
  people: readonly Person[],
  members: readonly Member[],
  formerly: ReadonlyMap<string, Removed> = new Map(),
): Found | null {
  const { matches, unlisted } = matchPeople(people, members, formerly);
  const has = ({ email, secondaryEmails }: Member): boolean =>
    email === address || secondaryEmails.includes(address);
  const removed = (email: string): Member | null =>
    members.find((one) => !isLiving(one) && (one.email === email || formerly.get(one.id)?.email === email)) ??
    null;

  const listed =
    matches.find(({ person }) => person.email === address) ??
    matches.find(({ member }) => member !== null && has(member));
  const stranger = listed === undefined ? unlisted.find(has) : undefined;
  if (stranger !== undefined) return { person: null, member: stranger };
  const match = listed ?? matches.find(({ person }) => person.previousEmail === address);
  if (match !== undefined) {
    return { person: match.person, member: match.member ?? removed(match.person.email) };
  }
  const member = members.find((one) => isLiving(one) && has(one)) ?? removed(address);
  return member === null ? null : { person: null, member };
}
