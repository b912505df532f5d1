import type { Group, Role } from '../team.ts';
import type { Change, GroupAddChange, GroupRemoveChange, SetRoleChange } from './change.ts';
import { isLiving } from './index-members.ts';
import { roleNamed, roleWord } from './roles.ts';
import { common, type Affected } from './undo-changes.ts';
import type { DoneChange } from './undo-verdicts.ts';

/** What takes back a change of groups or roles; `null` where the member does not show it any more, a text where it is impossible. */
export type Inverse = Change | string | null;

/** Somebody whom a run put into a group leaves it; the group itself stays. */
export function afterGroupAdd(
  { after, options }: DoneChange,
  subject: Affected,
  groups: readonly Group[],
): Inverse {
  const group = groupOf(after?.group, options.groupId, groups);
  if (group === undefined || !isIn(group, subject)) return null;
  const { name, id } = group;
  return {
    ...inGroup(subject, 'group_remove', name, `was put into the group ${name} by that run`),
    action: 'group_remove',
    before: { group: name },
    after: null,
    options: { groupId: id },
  } satisfies GroupRemoveChange;
}

/** Somebody whom a run took out of a group is in it again. */
export function afterGroupRemove(
  { before, options }: DoneChange,
  subject: Affected,
  groups: readonly Group[],
): Inverse {
  const group = groupOf(before?.group, options.groupId, groups);
  if (!isLiving(subject.member)) return null;
  if (group === undefined)
    return `was in the group ${before?.group ?? '?'}, which the team does not have any more.`;
  if (isIn(group, subject)) return null;
  const { name, id } = group;
  return {
    ...inGroup(subject, 'group_add', name, `was taken out of the group ${name} by that run`),
    action: 'group_add',
    before: null,
    after: { group: name },
    options: { groupId: id },
  } satisfies GroupAddChange;
}

/** The role that somebody had before, unless others gave another one since. */
export function afterSetRole(
  { before, after }: DoneChange,
  subject: Affected,
  roles: readonly Role[],
): Inverse {
  const { member } = subject;
  const current = roleWord(member.roles[0] ?? null);
  const word = before?.role ?? '';
  if (!isLiving(member) || current !== after?.role || current === word) return null;
  const role = roleNamed(word, roles);
  if (role === undefined) return `had the role ${word}, which the team does not have any more.`;
  return {
    ...common(subject, 'set_role', `had the role ${word} before that run`),
    action: 'set_role',
    before: { role: current },
    after: { role: roleWord(role) },
    options: { roleId: role?.id ?? null },
    seats: 0,
  } satisfies SetRoleChange;
}

function groupOf(name: string | undefined, id: string | null, groups: readonly Group[]): Group | undefined {
  return id === null ? groups.find((group) => group.name === name) : groups.find((group) => group.id === id);
}

function isIn({ id }: Group, { member }: Affected): boolean {
  return isLiving(member) && member.groups.includes(id);
}

function inGroup(subject: Affected, action: 'group_add' | 'group_remove', name: string, why: string) {
  const shared = common(subject, action, why);
  return { ...shared, id: `${shared.id}:${name}`, seats: 0 as const };
}
