import { InvalidInputError, type Warning } from '../errors.ts';
import type { Member, Person } from '../team.ts';
import { Claims, NOBODY, type MatchedBy } from './claims.ts';
import { indexMembers, isLiving, type Lookup, type MemberIndex } from './index-members.ts';
import { compareText } from './order.ts';
import type { Removed } from './types.ts';

/** What a person of the roster is on the team. */
export interface Match {
  person: Person;
  /** Their account: a living one, else a removed one that can be brought back, else `null`. */
  member: Member | null;
  /** Their account and a second one that the same row names; `null` when it names one at most. */
  conflict: [Member, Member] | null;
}

export interface Matching {
  /** One for each person, in roster order. */
  matches: Match[];
  /** Living members whom no row names, by e-mail. */
  unlisted: Member[];
  index: MemberIndex;
  warnings: Warning[];
}

/**
 * Finds for each person the account that is theirs: by external id, then e-mail, then previous e-mail, then secondary
 * e-mail; removed accounts only where no living one matches. Throws `duplicate_person` when two rows name one member.
 */
export function matchPeople(
  people: readonly Person[],
  members: readonly Member[],
  removed: ReadonlyMap<string, Removed> = new Map(),
): Matching {
  const index = indexMembers(members, removed);
  const claims = claimAccounts(people, members, index);
  const matches = people.map((person, rank): Match => {
    const member = claims.found[rank] ?? null;
    const conflict = member === null ? null : conflictOf(person, { member, rank }, claims, index);
    return { person, member, conflict };
  });
  const contested = new Set<Member>();
  const warnings: Warning[] = [];
  for (const match of matches) {
    for (const member of match.conflict ?? []) contested.add(member);
    const { person, member } = match;
    if (member !== null && isSecondaryEmail(person, member)) warnings.push(secondaryWarning(person, member));
  }
  const unlisted = members
    .filter((member, place) => isLiving(member) && claims.ownerOf(place) === NOBODY && !contested.has(member))
    .sort((a, b) => compareText(a.email, b.email));
  return { matches, unlisted, index, warnings };
}

/**
 * The account of each person, in roster order. Each way of naming one is tried for everybody before the next, so that the
 * order of the rows does not matter.
 */
function claimAccounts(people: readonly Person[], members: readonly Member[], index: MemberIndex): Claims {
  const claims = new Claims(people.length, members);
  const claim = (by: MatchedBy, accounts: Lookup): void => {
    if (accounts.size === 0) return;
    for (const [rank, person] of people.entries()) {
      if (claims.found[rank] !== undefined) continue;
      const key = nameOf(person, by);
      const place = key === null ? undefined : accounts.placeOf(key);
      if (place === undefined) continue;
      const earlier = claims.ownerOf(place);
      const owner = people[earlier];
      const member = members[place];
      if (owner === undefined || member === undefined) claims.give(place, rank, by);
      else if (by !== 'email' || !isSomebodyElse(person, claims.wayOf(earlier)))
        throw duplicatePerson(owner, person, member);
    }
  };
  for (const accounts of [index.living, index.recoverable]) {
    claim('externalId', accounts.byExternalId);
    claim('email', accounts.byEmail);
    claim('previousEmail', accounts.byEmail);
    claim('secondaryEmail', accounts.bySecondaryEmail);
  }
  return claims;
}

function nameOf(person: Person, by: MatchedBy): string | null {
  switch (by) {
    case 'externalId':
      return person.externalId;
    case 'previousEmail':
      return person.previousEmail;
    case 'email':
    case 'secondaryEmail':
      return person.email;
  }
}

/** A row with an external id of its own, whose address still belongs to the account that another row names by its id. */
function isSomebodyElse(person: Person, earlierBy: MatchedBy | null): boolean {
  return earlierBy === 'externalId' && person.externalId !== null;
}

/** A second account that a row names, unless another row is about to give that account another address. */
function conflictOf(
  person: Person,
  { member, rank }: { member: Member; rank: number },
  claims: Claims,
  index: MemberIndex,
): [Member, Member] | null {
  const { byEmail, bySecondaryEmail, distinct } = isLiving(member) ? index.living : index.recoverable;
  // Most rows name one account and nothing else, and to look further takes long in a team of a million.
  if (distinct && person.email === member.email && person.previousEmail === null) return null;
  const holder = byEmail.get(person.email);
  const isRenamed = RENAMES.has(claims.wayOf(ownerIn(claims, byEmail, person.email)));
  const former = person.previousEmail === null ? undefined : byEmail.get(person.previousEmail);
  const isFree = ownerIn(claims, byEmail, person.previousEmail) === NOBODY;
  // Beside an external id, a previous address tells nothing that is not known already.
  const isOpen = former !== undefined && isFree && claims.wayOf(rank) === 'email';
  const named = [
    isRenamed ? undefined : holder,
    bySecondaryEmail.get(person.email),
    isOpen ? former : undefined,
  ];
  const rival = named.find((other) => other !== undefined && other.id !== member.id);
  return rival === undefined ? null : [member, rival];
}

/** The rank of whoever has the account of an address. */
function ownerIn(claims: Claims, byEmail: Lookup, email: string | null): number {
  return claims.ownerOf(email === null ? undefined : byEmail.placeOf(email));
}

/** Matches whose member may get another primary address in the same plan. */
const RENAMES: ReadonlySet<MatchedBy | null> = new Set(['externalId', 'previousEmail'] as const);

function duplicatePerson(first: Person, second: Person, member: Member): InvalidInputError {
  const [a, b] = first.line <= second.line ? [first, second] : [second, first];
  return new InvalidInputError(
    'duplicate_person',
    `Rows ${String(a.line)} (${a.email}) and ${String(b.line)} (${b.email}) of the roster both name the member ${member.email}.`,
    {
      hint: 'Keep one row for the person, or give each row the external id of its own account.',
      details: { member: member.email, memberId: member.id, lines: [a.line, b.line] },
    },
  );
}

function secondaryWarning(person: Person, member: Member): Warning {
  const message = `${person.email} (row ${String(person.line)}) is a secondary address of ${member.email}: taken as that member, whose primary address stays as it is.`;
  return { code: 'secondary_email', message };
}

/** True when the roster's address is a secondary one of the member: then the primary address is left alone. */
export function isSecondaryEmail(person: Person, member: Member): boolean {
  return member.secondaryEmails.includes(person.email) && member.email !== person.email;
}
