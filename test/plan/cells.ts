import type { Member, Person } from '../../src/team.ts';
import { EVERYTHING_ON, type World } from '../helpers/team-builder.ts';
import {
  bySuspension,
  byDowngrade,
  deprovision,
  EMAIL,
  ID,
  provision,
  recover,
  suspend,
  unsuspend,
  update,
} from './expected-changes.ts';

export const ROWS = {
  'assigned, active': { wanted: 'active' },
  'assigned, suspended': { wanted: 'suspended' },
  'unassigned, listed': { wanted: 'unassigned' },
  unlisted: null,
} as const satisfies Record<string, Partial<Person> | null>;

export const COLUMNS = {
  none: null,
  invited: { status: 'invited' },
  active: { status: 'active' },
  suspended: { status: 'suspended' },
  'removed, recoverable': { status: 'removed', recoverable: true },
  'removed, not recoverable': { status: 'removed', recoverable: false },
} as const satisfies Record<string, Partial<Member> | null>;

type Row = keyof typeof ROWS;
type Column = keyof typeof COLUMNS;

/** Everything the plan says about one person. */
export interface Outcome {
  changes?: object[];
  blocked?: string[];
  kept?: string[];
  unchanged?: string[];
  disabled?: object;
}

const same = (world: World): World => world;
const withSettings =
  (patch: Parameters<World['settings']>[0]) =>
  (world: World): World =>
    world.settings(patch);

const otherName = (world: World): World => world.withMember({ email: EMAIL, surname: 'Old' });
const ourSuspension = (world: World): World => world.given({ suspendedByDeprovision: new Set([ID]) });
const suspendMethod = withSettings({
  suspend: { wipeData: false, enabled: true },
  deprovision: { ...EVERYTHING_ON.deprovision, method: 'suspend', wipeData: true },
});
const downgrade = withSettings({
  deprovision: { ...EVERYTHING_ON.deprovision, method: 'downgrade', retainTeamShares: true },
});
const off = (section: 'provision' | 'suspend' | 'deprovision' | 'update') =>
  withSettings({ [section]: { enabled: false } });
const unlisted = (policy: 'managed' | 'report') => withSettings({ deprovision: { unlisted: policy } });
const named = (world: World): World => unlisted('managed')(world).given({ managed: new Set([ID]) });

export type Case = [
  row: Row,
  column: Column,
  variant: string,
  perturb: (world: World) => World,
  outcome: Outcome,
];

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
  ['assigned, active', 'invited', '', same, { unchanged: ['invitation_pending'] }],
  ['assigned, active', 'invited', 'other name', otherName, { changes: [update] }],
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

/** The cells of a leaver are the same for a listed and an unlisted one, but for the reason. */
function leaver(row: Row, reason: string): Case[] {
  return [
    [row, 'invited', '', same, { changes: [deprovision(reason, 'invited')] }],
    [row, 'invited', 'method=suspend', suspendMethod, { changes: [deprovision(reason, 'invited')] }],
    [row, 'invited', 'method=downgrade', downgrade, { changes: [deprovision(reason, 'invited')] }],
    [row, 'invited', 'deprovision off', off('deprovision'), { disabled: { deprovision: 1 } }],
    [row, 'active', '', same, { changes: [deprovision(reason, 'active')] }],
    [
      row,
      'active',
      'method=suspend',
      suspendMethod,
      { changes: [deprovision(reason, 'active', bySuspension)] },
    ],
    [row, 'active', 'method=downgrade', downgrade, { changes: [deprovision(reason, 'active', byDowngrade)] }],
    [row, 'active', 'deprovision off', off('deprovision'), { disabled: { deprovision: 1 } }],
    [row, 'suspended', '', same, { changes: [deprovision(reason, 'suspended')] }],
    [row, 'suspended', 'method=suspend', suspendMethod, { unchanged: ['already_suspended'] }],
    [row, 'suspended', 'downgrade', downgrade, { changes: [deprovision(reason, 'suspended', byDowngrade)] }],
    [row, 'suspended', 'deprovision off', off('deprovision'), { disabled: { deprovision: 1 } }],
  ];
}

export const LEAVING: Case[] = [
  ['unassigned, listed', 'none', '', same, { unchanged: ['already_off_team'] }],
  ...leaver('unassigned, listed', 'unassigned'),
  ['unassigned, listed', 'removed, recoverable', '', same, { unchanged: ['already_off_team'] }],
  ['unassigned, listed', 'removed, not recoverable', '', same, { unchanged: ['already_off_team'] }],
  ['unlisted', 'none', '', same, {}],
  ...leaver('unlisted', 'unlisted'),
  ...(['invited', 'active', 'suspended'] as const).flatMap((column): Case[] => [
    ['unlisted', column, 'unmanaged', unlisted('managed'), { kept: ['deprovision unlisted_unmanaged'] }],
    ['unlisted', column, 'managed', named, { changes: [deprovision('unlisted', column)] }],
    ['unlisted', column, 'report', unlisted('report'), { kept: ['deprovision unlisted_reported'] }],
  ]),
  ['unlisted', 'removed, recoverable', '', same, {}],
  ['unlisted', 'removed, not recoverable', '', same, {}],
];
