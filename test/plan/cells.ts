import { fingerprint } from '../../src/plan/fingerprint.ts';
import type { World } from '../helpers/team-builder.ts';
import {
  off,
  otherName,
  ourSuspension,
  same,
  suspendMethod,
  withSettings,
  type Case,
  type Perturb,
} from './cell-worlds.ts';
import {
  deprovision,
  EMAIL,
  invite,
  provision,
  recover,
  suspend,
  unsuspend,
  update,
} from './expected-changes.ts';

const remindedAfter = (days: number) => withSettings({ invitations: { remindAfterDays: [days] } });
const withdrawnAfter = (days: number) => withSettings({ invitations: { cancelAfterDays: days } });
const expired = deprovision('invitation_expired', 'invited', { source: provision.source });

/** Ana's invitation was withdrawn because nobody accepted it, when her row stood there. */
const cancelled =
  (line: number) =>
  (world: World): World =>
    world.given({
      cancelled: new Map(
        world.people.map((person): [string, string] => [person.email, fingerprint({ ...person, line })]),
      ),
    });
const otherRow =
  (before: Perturb) =>
  (world: World): World =>
    before(world).withPerson({ email: EMAIL, givenName: 'Anna' });
const reservedUntil =
  (until: string) =>
  (world: World): World =>
    world.given({ reserved: new Map([[EMAIL, until]]) });

export const ASSIGNED: Case[] = [
  ['assigned, active', 'none', '', same, { changes: [provision] }],
  [
    'assigned, active',
    'none',
    'silent and restricted',
    withSettings({ provision: { enabled: true, silent: true, directoryRestricted: true } }),
    { changes: [{ ...provision, options: { silent: true, directoryRestricted: true } }] },
  ],
  ['assigned, active', 'none', 'provision off', off('provision'), { disabled: { provision: 1 } }],
  [
    'assigned, active',
    'none',
    'invitation withdrawn',
    cancelled(22),
    { kept: ['provision invitation_cancelled'] },
  ],
  [
    'assigned, active',
    'none',
    'invitation withdrawn, row moved',
    cancelled(9),
    { kept: ['provision invitation_cancelled'] },
  ],
  [
    'assigned, active',
    'none',
    'invitation withdrawn, row changed',
    otherRow(cancelled(22)),
    { changes: [{ ...provision, name: 'Anna Lopez' }] },
  ],
  [
    'assigned, active',
    'none',
    'invitation withdrawn, provision off',
    (world: World): World => off('provision')(cancelled(22)(world)),
    { disabled: { provision: 1 } },
  ],
  [
    'assigned, active',
    'none',
    'refused lately',
    reservedUntil('2026-03-02T10:00:01Z'),
    { blocked: ['provision recoverable_until'] },
  ],
  [
    'assigned, active',
    'none',
    'refused long ago',
    reservedUntil('2026-03-02T10:00:00Z'),
    { changes: [provision] },
  ],
  [
    'assigned, active',
    'none',
    'refused lately, provision off',
    (world: World): World => off('provision')(reservedUntil('2026-03-09T10:00:00Z')(world)),
    { disabled: { provision: 1 } },
  ],
  ['assigned, active', 'invited', '', same, { unchanged: ['invitation_pending'] }],
  ['assigned, active', 'invited', 'other name', otherName, { changes: [update] }],
  ['assigned, active', 'invited', 'reminder due', remindedAfter(1), { changes: [invite] }],
  ['assigned, active', 'invited', 'reminder later', remindedAfter(2), { unchanged: ['invitation_pending'] }],
  [
    'assigned, active',
    'invited',
    'reminder due, other name',
    (world: World): World => otherName(remindedAfter(1)(world)),
    { changes: [update, invite] },
  ],
  ['assigned, active', 'invited', 'too old', withdrawnAfter(1), { changes: [expired] }],
  [
    'assigned, active',
    'invited',
    'too old, reminder due, other name',
    (world: World): World => otherName(remindedAfter(1)(withdrawnAfter(1)(world))),
    { changes: [expired] },
  ],
  ['assigned, active', 'invited', 'not too old', withdrawnAfter(2), { unchanged: ['invitation_pending'] }],
  [
    'assigned, active',
    'invited',
    'too old, reminder due, deprovision off',
    (world: World): World => off('deprovision')(remindedAfter(1)(withdrawnAfter(1)(world))),
    { changes: [invite], disabled: { deprovision: 1 } },
  ],
  ['assigned, active', 'active', '', same, { unchanged: ['as_wanted'] }],
  ['assigned, active', 'active', 'other name', otherName, { changes: [update] }],
  [
    'assigned, active',
    'active',
    'other name, update off',
    (world: World): World => off('update')(otherName(world)),
    { disabled: { update: 1 } },
  ],
  ['assigned, active', 'suspended', '', same, { changes: [unsuspend] }],
  ['assigned, active', 'suspended', 'other name', otherName, { changes: [update, unsuspend] }],
  ['assigned, active', 'suspended', 'suspend off', off('suspend'), { disabled: { unsuspend: 1 } }],
  [
    'assigned, active',
    'suspended',
    'suspend off, suspended by a deprovision',
    (world: World): World => ourSuspension(off('suspend')(world)),
    { changes: [unsuspend] },
  ],
  [
    'assigned, active',
    'suspended',
    'deprovision off, suspended by a deprovision',
    (world: World): World => ourSuspension(off('deprovision')(world)),
    { changes: [unsuspend] },
  ],
  [
    'assigned, active',
    'suspended',
    'both off, suspended by a deprovision',
    (world: World): World => ourSuspension(off('suspend')(off('deprovision')(world))),
    { disabled: { unsuspend: 1 } },
  ],
  ['assigned, active', 'removed, recoverable', '', same, { changes: [recover] }],
  [
    'assigned, active',
    'removed, recoverable',
    'recover=false',
    withSettings({ provision: { enabled: true, recover: false } }),
    { blocked: ['recover recoverable_until'] },
  ],
  [
    'assigned, active',
    'removed, recoverable',
    'provision off',
    off('provision'),
    { disabled: { recover: 1 } },
  ],
  [
    'assigned, active',
    'removed, recoverable',
    'recover=false, provision off',
    withSettings({ provision: { enabled: false, recover: false } }),
    { disabled: { recover: 1 } },
  ],
  ['assigned, active', 'removed, not recoverable', '', same, { changes: [provision] }],
];

const withdrawal = deprovision('suspended_in_roster', 'invited');
export const SUSPENDED: Case[] = [
  ['assigned, suspended', 'none', '', same, { unchanged: ['suspended_without_account'] }],
  ['assigned, suspended', 'invited', '', same, { blocked: ['suspend invited_cannot_be_suspended'] }],
  ['assigned, suspended', 'invited', 'suspend off', off('suspend'), { disabled: { suspend: 1 } }],
  [
    'assigned, suspended',
    'invited',
    'invited=cancel',
    withSettings({ suspend: { invited: 'cancel' } }),
    { changes: [withdrawal] },
  ],
  [
    'assigned, suspended',
    'invited',
    'invited=cancel, suspend off',
    withSettings({ suspend: { enabled: false, invited: 'cancel' } }),
    { disabled: { suspend: 1 } },
  ],
  [
    'assigned, suspended',
    'invited',
    'invited=cancel, deprovision off',
    withSettings({ suspend: { invited: 'cancel' }, deprovision: { enabled: false } }),
    { disabled: { deprovision: 1 } },
  ],
  [
    'assigned, suspended',
    'invited',
    'invited=cancel, method=suspend',
    (world: World): World => suspendMethod(world).settings({ suspend: { invited: 'cancel' } }),
    { changes: [withdrawal] },
  ],
  ['assigned, suspended', 'active', '', same, { changes: [suspend] }],
  [
    'assigned, suspended',
    'active',
    'wipeData',
    withSettings({ suspend: { wipeData: true } }),
    { changes: [{ ...suspend, options: { wipeData: true } }] },
  ],
  ['assigned, suspended', 'active', 'suspend off', off('suspend'), { disabled: { suspend: 1 } }],
  ['assigned, suspended', 'active', 'other name', otherName, { changes: [suspend] }],
  ['assigned, suspended', 'suspended', '', same, { unchanged: ['already_suspended'] }],
  ['assigned, suspended', 'suspended', 'other name', otherName, { unchanged: ['already_suspended'] }],
  ['assigned, suspended', 'removed, recoverable', '', same, { unchanged: ['already_off_team'] }],
  ['assigned, suspended', 'removed, not recoverable', '', same, { unchanged: ['suspended_without_account'] }],
];
