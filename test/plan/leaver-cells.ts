import type { World } from '../helpers/team-builder.ts';
import {
  downgrade,
  named,
  off,
  same,
  suspendMethod,
  unlisted,
  withSettings,
  type Case,
  type Row,
} from './cell-worlds.ts';
import { byDowngrade, bySuspension, deprovision, EMAIL, staged } from './expected-changes.ts';

/** The cells of a leaver are the same for a listed and an unlisted one, but for the reason. */
function leaver(row: Row, reason: string): Case[] {
  return [
    ...stagedLeaver(row, reason),
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

const afterDays = (days: number) => withSettings({ deprovision: { afterDays: days } });

/** With days between the suspension and the removal; Ana's suspensions are 29 days old. */
function stagedLeaver(row: Row, reason: string): Case[] {
  const removedNow = { changes: [deprovision(reason, 'suspended')] };
  const waiting = { kept: ['deprovision waiting_for_removal'] };
  const undated = (world: World): World => world.withMember({ email: EMAIL, suspendedOn: null });
  return [
    [row, 'invited', 'staged', afterDays(30), { changes: [deprovision(reason, 'invited')] }],
    [row, 'active', 'staged', afterDays(30), { changes: [deprovision(reason, 'active', staged)] }],
    [row, 'suspended', 'staged, days left', afterDays(30), waiting],
    [row, 'suspended', 'staged, days over', afterDays(29), removedNow],
    [row, 'suspended', 'staged, no date', (world: World): World => undated(afterDays(1)(world)), waiting],
    [
      row,
      'suspended',
      'staged, deprovision off',
      (world: World): World => off('deprovision')(afterDays(30)(world)),
      { disabled: { deprovision: 1 } },
    ],
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
