import { roleWord } from '../../plan/roles.ts';
import type { Explanation } from '../../render/explanation.ts';
import type { Group, Member, Person } from '../../team.ts';

/** What an explanation tells of somebody's row. */
export function rowOf(person: Person, source: string): NonNullable<Explanation['roster']> {
  const { line, email, previousEmail, givenName, surname, externalId, wanted, assignedBy, groups, role } =
    person;
  return {
    source,
    line,
    email,
    previousEmail,
    givenName,
    surname,
    externalId,
    wanted,
    assignedBy,
    groups,
    role,
  };
}

/** What an explanation tells of somebody's account. */
export function accountOf(
  member: Member,
  known: readonly Group[] | null,
): NonNullable<Explanation['member']> {
  const { id, email, secondaryEmails, givenName, surname, externalId, status, recoverable } = member;
  const { roles, groups, joinedOn, invitedOn, suspendedOn } = member;
  return {
    memberId: id,
    email,
    secondaryEmails,
    givenName,
    surname,
    externalId,
    status,
    recoverable,
    roles: roles.map(({ name }) => name),
    role: roleWord(roles[0] ?? null),
    groups,
    groupNames: known === null ? null : namesOf(groups, known),
    invitedOn,
    joinedOn,
    suspendedOn,
  };
}

/** The group of everyone says nothing about anybody. */
function namesOf(ids: readonly string[], known: readonly Group[]): string[] {
  return known
    .filter(({ id, management }) => management !== 'system' && ids.includes(id))
    .map(({ name }) => name)
    .sort();
}
