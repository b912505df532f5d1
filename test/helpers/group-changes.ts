import type { GroupAddChange, GroupRemoveChange } from '../../src/plan/change.ts';
import { common, idOf } from './changes.ts';

export function groupAdd(email: string, group: string, fields: Partial<GroupAddChange> = {}): GroupAddChange {
  return {
    ...common('group_add', email),
    id: `group_add:${email}:${group}`,
    action: 'group_add',
    memberId: idOf(email),
    reason: 'in_group',
    before: null,
    after: { group },
    options: { groupId: `g:${group}` },
    seats: 0,
    ...fields,
  };
}

/** The first of a group that does not exist yet. */
export function groupCreate(email: string, group: string): GroupAddChange {
  return groupAdd(email, group, { options: { groupId: null, createGroup: true } });
}

export function groupRemove(
  email: string,
  group: string,
  fields: Partial<GroupRemoveChange> = {},
): GroupRemoveChange {
  return {
    ...common('group_remove', email),
    id: `group_remove:${email}:${group}`,
    action: 'group_remove',
    memberId: idOf(email),
    reason: 'not_in_group',
    before: { group },
    after: null,
    options: { groupId: `g:${group}` },
    seats: 0,
    ...fields,
  };
}
