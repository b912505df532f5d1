import { expect, test } from 'vitest';
import { consequences } from '../../src/settings/consequences.ts';
import { complete, type SettingKey } from '../../src/settings/keys.ts';

function after(key: SettingKey, value: unknown, rest: [SettingKey, unknown][] = []): string[] {
  const settings = complete(new Map([...rest, [key, value]]));
  return consequences([{ key, before: null, after: value }], settings);
}

test.each<[string, SettingKey, [SettingKey, unknown][], string]>([
  ['with an e-mail', 'provision.enabled', [], 'sends each a welcome e-mail'],
  [
    'silently',
    'provision.enabled',
    [['provision.silent', true]],
    'nobody is told, so they must come in through single',
  ],
  ['', 'provision.silent', [], 'single sign-on'],
  ['', 'provision.directoryRestricted', [], 'directory'],
  ['', 'suspend.enabled', [], 'lose access'],
  ['', 'suspend.wipeData', [], 'nothing brings it back'],
  ['by removal', 'deprovision.enabled', [], 'their accounts are removed.'],
  [
    'by suspension',
    'deprovision.enabled',
    [['deprovision.method', 'suspend']],
    'are suspended and keep their licences.',
  ],
  ['by downgrade', 'deprovision.enabled', [['deprovision.method', 'downgrade']], 'become personal accounts.'],
  [
    'later',
    'deprovision.enabled',
    [['deprovision.afterDays', 30]],
    'suspended at once and are removed 30 days later.',
  ],
  [
    'unlisted too',
    'deprovision.enabled',
    [['deprovision.unlisted', 'deprovision']],
    'not in the roster at all.',
  ],
  ['', 'deprovision.wipeData', [], 'nothing brings it back'],
  ['', 'update.enabled', [['update.fields', ['name', 'email']]], 'name, email.'],
  ['of nothing', 'groups.enabled', [], 'groups.map is empty'],
  ['of some', 'groups.enabled', [['groups.map', { eng: 'Engineering' }]], 'who is in Engineering.'],
  ['of all', 'groups.enabled', [['groups.map', { '*': '*' }]], 'called like one of its own.'],
  [
    'of some by their own names',
    'groups.enabled',
    [['groups.map', { eng: '*', ops: 'Ops', sre: 'Ops' }]],
    'who is in eng, Ops.',
  ],
  ['', 'groups.create', [], 'created'],
  ['', 'roles.enabled', [], 'admin roles'],
  ['', 'safety.allowPurchase', [], 'charge'],
])('switching on (%s) %s has one sentence', (_how, key, rest, words) => {
  const said = after(key, true, rest);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain(words);
  expect(after(key, false, rest)).toEqual([]);
});

test('that everybody unlisted leaves is said, and nothing of the other choices', () => {
  expect(after('deprovision.unlisted', 'deprovision')).toEqual([
    expect.stringContaining('not in the roster'),
  ]);
  expect(after('deprovision.unlisted', 'report')).toEqual([]);
});

test('a setting without consequence has no sentence', () => {
  expect(after('safety.protectAdmins', true)).toEqual([]);
});
