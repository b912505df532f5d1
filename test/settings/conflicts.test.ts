import { expect, test } from 'vitest';
import { findConflicts } from '../../src/settings/conflicts.ts';
import { complete, type SettingKey } from '../../src/settings/keys.ts';

const conflicts = (values: [SettingKey, unknown][]) => findConflicts(complete(new Map(values)));

test.each<[string, [SettingKey, unknown][]]>([
  [
    'downgrade with wiping',
    [
      ['deprovision.method', 'downgrade'],
      ['deprovision.wipeData', true],
    ],
  ],
  [
    'downgrade with a recipient',
    [
      ['deprovision.method', 'downgrade'],
      ['deprovision.transferTo', 'boss@example.com'],
    ],
  ],
  [
    'kept shares without downgrade',
    [
      ['deprovision.retainTeamShares', true],
      ['deprovision.method', 'remove'],
    ],
  ],
  [
    'kept shares with a suspension',
    [
      ['deprovision.retainTeamShares', true],
      ['deprovision.method', 'suspend'],
    ],
  ],
  [
    'suspension as the end with days before the end',
    [
      ['deprovision.method', 'suspend'],
      ['deprovision.afterDays', 1],
    ],
  ],
])('%s is impossible, and the message names both keys and a way out', (_name, values) => {
  const found = conflicts(values);
  expect(found).toHaveLength(1);
  expect(found[0]?.code).toBe('impossible_settings');
  for (const [key] of values) expect(found[0]?.message).toContain(key);
  expect(found[0]?.message).toContain('; set deprovision.');
});

test('* leads to * alone, and the message says what to write', () => {
  const found = conflicts([['groups.map', { eng: 'Engineering', '*': 'Everybody' }]]);
  expect(found).toMatchObject([{ code: 'impossible_settings', key: 'groups.map' }]);
  expect(found[0]?.message).toContain('set groups.map={"*": "*"}');
});

test('all conflicts are found at once', () => {
  const values: [SettingKey, unknown][] = [
    ['deprovision.method', 'downgrade'],
    ['deprovision.wipeData', true],
    ['deprovision.transferTo', 'boss@example.com'],
  ];
  expect(conflicts(values)).toHaveLength(2);
});

test.each<[string, [SettingKey, unknown][]]>([
  ['the defaults', []],
  ['all groups by equal names', [['groups.map', { '*': '*' }]]],
  ['named groups beside all others', [['groups.map', { '*': '*', eng: 'Engineering', ops: '*' }]]],
  [
    'downgrade with kept shares',
    [
      ['deprovision.method', 'downgrade'],
      ['deprovision.retainTeamShares', true],
    ],
  ],
  [
    'removal with wiping, days and a recipient',
    [
      ['deprovision.wipeData', true],
      ['deprovision.afterDays', 30],
      ['deprovision.transferTo', 'boss@example.com'],
    ],
  ],
  [
    'suspension with wiping',
    [
      ['deprovision.method', 'suspend'],
      ['deprovision.wipeData', true],
    ],
  ],
])('%s are possible', (_name, values) => {
  expect(conflicts(values)).toEqual([]);
});
