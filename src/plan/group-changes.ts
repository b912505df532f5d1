import type { Member, Person } from '../team.ts';
import type { GroupAddChange, GroupRemoveChange } from './change.ts';
import type { MappedGroup } from './dropbox-groups.ts';
import type { Subject } from './verdict.ts';
import { displayName, row, who } from './words.ts';

/** Somebody who should be in a Dropbox group and is not. */
export function groupAdd(
  subject: Subject,
  person: Person,
  { name, group }: Pick<MappedGroup, 'name' | 'group'>,
  sources: string[],
): GroupAddChange {
  return {
    id: `group_add:${person.email}:${name}`,
    email: person.email,
    externalId: externalIdOf(subject, person),
    name: displayName(person, subject.member),
    source: { line: person.line, groups: sources },
    action: 'group_add',
    memberId: subject.member?.id ?? null,
    reason: 'in_group',
    explanation: `${who(subject)} is in ${sources.join(', ')} (${row(person)}) and not in the Dropbox group ${name}.`,
    before: null,
    after: { group: name },
    options: { groupId: group?.id ?? null },
    seats: 0,
    reversibleUntil: null,
  };
}

/** Somebody who is in a mapped Dropbox group and in none of the roster's groups that lead to it. */
export function groupRemove(
  subject: Subject,
  person: Person,
  member: Member,
  { id, name }: { id: string; name: string },
): GroupRemoveChange {
  return {
    id: `group_remove:${person.email}:${name}`,
    email: person.email,
    externalId: externalIdOf(subject, person),
    name: displayName(person, member),
    source: { line: person.line, groups: [] },
    action: 'group_remove',
    memberId: member.id,
    reason: 'not_in_group',
    explanation: `${who(subject)} is in the Dropbox group ${name}, and no group of ${row(person)} leads there.`,
    before: { group: name },
    after: null,
    options: { groupId: id },
    seats: 0,
    reversibleUntil: null,
  };
}

function externalIdOf({ member }: Subject, person: Person): string | null {
  return person.externalId ?? member?.externalId ?? null;
}
