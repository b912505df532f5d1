import type {
  Change,
  DeprovisionChange,
  Facts,
  InviteChange,
  ProvisionChange,
  RecoverChange,
  SetRoleChange,
  SuspendChange,
  TransferChange,
  TransferOptions,
  UnsuspendChange,
  UpdateChange,
} from '../../src/plan/change.ts';
import type { Plan } from '../../src/plan/types.ts';

/** The member id that belongs to an address in these builders and in `team-builder.ts`. */
export function idOf(email: string): string {
  return `dbmid:${email}`;
}

/** What every change has, as far as nobody asks for anything else. */
export function common(
  action: Change['action'],
  email: string,
): Pick<Change, 'id' | 'email' | 'externalId' | 'name' | 'explanation' | 'source' | 'reversibleUntil'> {
  return {
    id: `${action}:${email}`,
    email,
    externalId: null,
    name: null,
    explanation: 'Because a test wants it.',
    source: { line: 2, groups: [] },
    reversibleUntil: null,
  };
}

export function provision(email: string, fields: Partial<ProvisionChange> = {}): ProvisionChange {
  return {
    ...common('provision', email),
    action: 'provision',
    memberId: null,
    reason: 'assigned_active',
    before: null,
    after: { status: 'invited' },
    options: { silent: false, directoryRestricted: false },
    seats: 1,
    ...fields,
  };
}

/** A joiner who takes the seat of somebody who leaves in the same plan. */
export function waiting(email: string): ProvisionChange {
  return provision(email, { options: { silent: false, directoryRestricted: false, waitsForSeat: true } });
}

/** A joiner for whom a licence is bought. */
export function buying(email: string): ProvisionChange {
  return provision(email, { options: { silent: false, directoryRestricted: false, buysSeat: true } });
}

export function recover(email: string, fields: Partial<RecoverChange> = {}): RecoverChange {
  return {
    ...common('recover', email),
    action: 'recover',
    memberId: idOf(email),
    reason: 'returned',
    before: { status: 'removed' },
    after: { status: 'active' },
    options: {},
    seats: 1,
    ...fields,
  };
}

export function unsuspend(email: string): UnsuspendChange {
  return {
    ...common('unsuspend', email),
    action: 'unsuspend',
    memberId: idOf(email),
    reason: 'no_longer_suspended',
    before: { status: 'suspended' },
    after: { status: 'active' },
    options: {},
    seats: 0,
  };
}

export function update(
  email: string,
  before: Facts,
  after: Facts,
  fields: Partial<UpdateChange> = {},
): UpdateChange {
  return {
    ...common('update', email),
    action: 'update',
    memberId: idOf(before.email ?? email),
    reason: 'profile_differs',
    before,
    after,
    options: {},
    seats: 0,
    ...fields,
  };
}

/** Somebody who gets another address. */
export function rename(from: string, to: string): UpdateChange {
  return update(to, { email: from }, { email: to });
}

export function suspend(email: string, wipeData = false): SuspendChange {
  return {
    ...common('suspend', email),
    action: 'suspend',
    memberId: idOf(email),
    reason: 'suspended_in_roster',
    before: { status: 'active' },
    after: { status: 'suspended' },
    options: { wipeData },
    seats: 0,
  };
}

export function deprovision(
  email: string,
  options: Partial<DeprovisionChange['options']> = {},
  fields: Partial<DeprovisionChange> = {},
): DeprovisionChange {
  const suspends = options.method === 'suspend';
  return {
    ...common('deprovision', email),
    action: 'deprovision',
    memberId: idOf(email),
    reason: 'unassigned',
    before: { status: 'active' },
    after: { status: suspends ? 'suspended' : 'removed' },
    options: { method: 'remove', wipeData: false, retainTeamShares: false, ...options },
    seats: suspends ? 0 : -1,
    ...fields,
  };
}

/** The first step of a removal that comes later. */
export function staged(email: string, removeOn: string): DeprovisionChange {
  return deprovision(email, { method: 'suspend', removeOn });
}

/** Files that go to this member, with the same one hearing of errors. */
export function filesTo(email: string): TransferOptions {
  return {
    transferTo: email,
    transferToId: idOf(email),
    transferAdmin: email,
    transferAdminId: idOf(email),
  };
}

export function setRole(email: string, before: string, after: string): SetRoleChange {
  return {
    ...common('set_role', email),
    action: 'set_role',
    memberId: idOf(email),
    reason: 'role_differs',
    before: { role: before },
    after: { role: after },
    options: { roleId: after === 'member' ? null : `pid_dbtmr:${after}` },
    seats: 0,
  };
}

export function invite(email: string, afterDays: number): InviteChange {
  return {
    ...common('invite', email),
    action: 'invite',
    memberId: idOf(email),
    reason: 'invitation_pending',
    before: { status: 'invited' },
    after: { status: 'invited' },
    options: { afterDays },
    seats: 0,
  };
}

/** The files of somebody who was removed earlier go to somebody else. */
export function transfer(email: string, to: string): TransferChange {
  return {
    ...common('transfer', email),
    action: 'transfer',
    memberId: idOf(email),
    reason: 'requested',
    before: null,
    after: null,
    options: filesTo(to),
    seats: 0,
  };
}

/** A plan of these changes, with nothing else to say. */
export function planWith(changes: Change[], fields: Partial<Plan> = {}): Plan {
  return {
    changes,
    blocked: [],
    kept: [],
    unchanged: [],
    disabled: {
      provision: 0,
      recover: 0,
      unsuspend: 0,
      update: 0,
      suspend: 0,
      deprovision: 0,
      groups: 0,
      roles: 0,
    },
    refusals: [],
    seats: { before: { licensed: 10, used: 3, free: 7 }, freed: 0, taken: 0, purchased: 0 },
    named: [],
    passed: [],
    warnings: [],
    checksum: 'c0ffee',
    ...fields,
  };
}
