import { expect, test } from 'vitest';
import { stagesOf } from '../../src/apply/stages.ts';
import type { Change } from '../../src/plan/change.ts';
import {
  buying,
  deprovision,
  provision,
  recover,
  rename,
  suspend,
  unsuspend,
  update,
  waiting,
} from '../helpers/changes.ts';
import { appoint, dismiss, invite, join, joinNew, leave, transfer } from './changes.ts';

const shown = (changes: readonly Change[]): string[] =>
  stagesOf(changes).map(
    ({ changes: some, serial }) => some.map(({ id }) => id).join(' ') + (serial ? ' (serial)' : ''),
  );

test('each action is a stage, in the order of the plan', () => {
  const plan = [
    update('u@x.org', { surname: 'A' }, { surname: 'B' }),
    recover('r@x.org'),
    unsuspend('s@x.org'),
    provision('p1@x.org'),
    provision('p2@x.org'),
    join('g@x.org', 'Eng'),
    joinNew('p1@x.org', 'New', { memberId: null }),
    leave('l@x.org', 'Eng'),
    appoint('a@x.org'),
    dismiss('b@x.org'),
    suspend('s2@x.org'),
    deprovision('d@x.org'),
    invite('i@x.org'),
    transfer('t@x.org'),
  ];
  expect(shown(plan)).toEqual([
    'update:u@x.org',
    'recover:r@x.org',
    'unsuspend:s@x.org',
    'provision:p1@x.org provision:p2@x.org',
    'group_add:g@x.org:Eng group_add:p1@x.org:New (serial)',
    'group_remove:l@x.org:Eng (serial)',
    'set_role:a@x.org set_role:b@x.org (serial)',
    'suspend:s2@x.org',
    'deprovision:d@x.org',
    'invite:i@x.org',
    'transfer:t@x.org',
  ]);
});

test('joiners who wait for a seat are a stage after the removals, apart from those who have one', () => {
  expect(
    shown([provision('p@x.org'), deprovision('d@x.org'), waiting('w@x.org'), buying('b@x.org')]),
  ).toEqual(['provision:p@x.org', 'deprovision:d@x.org', 'provision:w@x.org provision:b@x.org']);
  expect(shown([provision('p@x.org'), waiting('w@x.org')])).toEqual([
    'provision:p@x.org',
    'provision:w@x.org',
  ]);
});

test('updates that take an address given up by another come one by one, after all that give one up', () => {
  const plan = [
    rename('c@x.org', 'free@x.org'),
    rename('b@x.org', 'c@x.org'),
    rename('a@x.org', 'b@x.org'),
    update('u@x.org', { surname: 'A' }, { surname: 'B' }),
    recover('r@x.org'),
  ];
  expect(shown(plan)).toEqual([
    'update:free@x.org update:u@x.org',
    'update:c@x.org update:b@x.org (serial)',
    'recover:r@x.org',
  ]);
});

test('nothing to do has no stages', () => {
  expect(stagesOf([])).toEqual([]);
});
