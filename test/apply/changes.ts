import type {
  Change,
  DeprovisionChange,
  GroupAddChange,
  GroupRemoveChange,
  InviteChange,
  SetRoleChange,
  TransferChange,
  TransferOptions,
} from '../../src/plan/change.ts';
import { deprovision, idOf } from '../helpers/changes.ts';
import { groupIdOf } from '../helpers/fake-reader.ts';

/** The role that `admin` stands for in these changes. */
export const ADMIN_ROLE = { id: 'pid_dbtmr:admin', name: 'Team' };

function common(action: Change['action'], email: string) {
  return {
    id: `${action}:${email}`,
    email,
    memberId: idOf(email),
    externalId: null,
    name: null,
    explanation: 'Because a test wants it.',
    source: { line: 2, groups: [] },
    reversibleUntil: null,
    seats: 0 as const,
  };
}

/** Somebody who comes into a group that exists. */
export function join(email: string, group: string, fields: Partial<GroupAddChange> = {}): GroupAddChange {
  return {
    ...common('group_add', email),
    id: `group_add:${email}:${group}`,
    action: 'group_add',
    reason: 'in_group',
    before: null,
    after: { group },
    options: { groupId: groupIdOf(group) },
    ...fields,
  };
}

/** Somebody who comes into a group that did not exist when it was planned. */
export function joinNew(email: string, group: string, fields: Partial<GroupAddChange> = {}): GroupAddChange {
  return join(email, group, { options: { groupId: null, createGroup: true }, ...fields });
}

export function leave(email: string, group: string): GroupRemoveChange {
  return {
    ...common('group_remove', email),
    id: `group_remove:${email}:${group}`,
    action: 'group_remove',
    reason: 'not_in_group',
    before: { group },
    after: null,
    options: { groupId: groupIdOf(group) },
  };
}

/** Somebody who becomes an admin. */
export function appoint(email: string, fields: Partial<SetRoleChange> = {}): SetRoleChange {
  return {
    ...common('set_role', email),
    action: 'set_role',
    reason: 'role_differs',
    before: { role: 'member' },
    after: { role: ADMIN_ROLE.name },
    options: { roleId: ADMIN_ROLE.id },
    ...fields,
  };
}

/** An admin who becomes a plain member. */
export function dismiss(email: string): SetRoleChange {
  return appoint(email, {
    before: { role: ADMIN_ROLE.name },
    after: { role: 'member' },
    options: { roleId: null },
  });
}

export function invite(email: string): InviteChange {
  return {
    ...common('invite', email),
    action: 'invite',
    reason: 'invitation_pending',
    before: { status: 'invited' },
    after: null,
    options: { afterDays: 3 },
  };
}

/** Who gets the files of everybody here. */
export const HEIR: TransferOptions = {
  transferTo: 'heir@x.org',
  transferToId: idOf('heir@x.org'),
  transferAdmin: 'boss@x.org',
  transferAdminId: idOf('boss@x.org'),
};

export function transfer(email: string): TransferChange {
  return {
    ...common('transfer', email),
    action: 'transfer',
    reason: 'requested',
    before: { status: 'removed' },
    after: null,
    options: HEIR,
  };
}

/** A removal that passes the files on. */
export function bequeath(email: string): DeprovisionChange {
  return deprovision(email, HEIR);
}
