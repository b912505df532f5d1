import { roleWord } from '../../plan/roles.ts';
import { displayName } from '../../plan/words.ts';
import type { MemberDetails, MemberView } from '../../render/members.ts';
import type { Actual, Group, Member } from '../../team.ts';

/** Makes the view of any member of a team, with the names of the groups as far as they were read. */
export function viewsOf({ groups }: Pick<Actual, 'groups'>): (member: Member) => MemberView {
  const known = groups === null ? null : new Map(groups.map((group) => [group.id, group]));
  return (member) => ({
    email: member.email,
    memberId: member.id,
    externalId: member.externalId,
    status: member.status,
    name: displayName(null, member),
    groups: known === null ? null : namesOf(member, known),
    role: roleWord(member.roles[0] ?? null),
  });
}

/** Everything that is known of one member. */
export function detailsOf(member: Member, actual: Pick<Actual, 'groups'>): MemberDetails {
  const { secondaryEmails, emailVerified, membership, invitedOn, joinedOn, suspendedOn, recoverable } =
    member;
  const dates = { invitedOn, joinedOn, suspendedOn };
  return { ...viewsOf(actual)(member), secondaryEmails, emailVerified, membership, ...dates, recoverable };
}

/** Everybody is in the system's own group, so it says nothing. */
function namesOf({ groups }: Member, known: ReadonlyMap<string, Group>): string[] {
  return groups
    .flatMap((id) => known.get(id) ?? [])
    .filter(({ management }) => management !== 'system')
    .map(({ name }) => name)
    .sort();
}
