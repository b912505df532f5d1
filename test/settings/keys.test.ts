import { expect, test } from 'vitest';
import {
  complete,
  DEFAULTS,
  flatten,
  isSettingKey,
  nearestKey,
  nearestSection,
  nest,
  parseValue,
  SETTING_KEYS,
  type SettingKey,
  splitKey,
} from '../../src/settings/keys.ts';

const DEFAULT_TABLE = {
  'provision.enabled': false,
  'provision.silent': false,
  'provision.recover': true,
  'provision.directoryRestricted': false,
  'suspend.enabled': false,
  'suspend.wipeData': false,
  'suspend.invited': 'report',
  'deprovision.enabled': false,
  'deprovision.method': 'remove',
  'deprovision.wipeData': false,
  'deprovision.afterDays': 0,
  'deprovision.transferTo': null,
  'deprovision.transferAdmin': null,
  'deprovision.retainTeamShares': false,
  'deprovision.unlisted': 'managed',
  'update.enabled': false,
  'update.fields': ['name', 'email', 'externalId'],
  'groups.enabled': false,
  'groups.map': {},
  'groups.create': false,
  'invitations.remindAfterDays': [],
  'invitations.cancelAfterDays': null,
  'invitations.evenIfSilent': false,
  'roles.enabled': false,
  'roster.assignedGroups': [],
  'roster.columns': {},
  'roster.delimiter': null,
  'roster.encoding': null,
  'safety.maxDeprovisions': '10%',
  'safety.maxSuspensions': '10%',
  'safety.onLimit': 'refuse',
  'safety.protect': [],
  'safety.protectAdmins': true,
  'safety.allowPurchase': false,
  'safety.windows': [],
  'safety.maxRosterShrink': '30%',
  'notify.on': ['failure', 'refusal'],
};

test('the keys and defaults are those of the public table, and no others', () => {
  expect(Object.fromEntries(DEFAULTS)).toEqual(DEFAULT_TABLE);
  expect([...SETTING_KEYS]).toEqual(Object.keys(DEFAULT_TABLE));
});

test.each(['__proto__', 'constructor', 'provision', 'provision.', 'provision.constructor', 'toString', ''])(
  '%j is no key',
  (text) => {
    expect(isSettingKey(text)).toBe(false);
  },
);

test.each([
  ['provision.silnet', 'provision.silent'],
  ['provision.Silent', 'provision.silent'],
  ['provison.enabled', 'provision.enabled'],
  ['silent', 'provision.silent'],
  ['protectAdmin', 'safety.protectAdmins'],
  ['maxDeprovision', 'safety.maxDeprovisions'],
  ['deprovision', 'deprovision.enabled'],
  ['notify', 'notify.on'],
])('the key nearest to %s is %s', (written, nearest) => {
  expect(nearestKey(written)).toBe(nearest);
});

test('a key is found for every misspelling of one letter', () => {
  for (const key of SETTING_KEYS) expect(nearestKey(`${key}x`)).toBe(key);
});

test('the section nearest to a misspelling is named', () => {
  expect(nearestSection('Provison')).toBe('provision');
  expect(nearestSection('safty')).toBe('safety');
});

test('a key splits into section and field', () => {
  expect(splitKey('safety.onLimit')).toEqual(['safety', 'onLimit']);
});

test('flat settings become nested ones in the order of the schema, and flat again', () => {
  const flat = new Map<SettingKey, unknown>([
    ['safety.onLimit', 'hold'],
    ['provision.silent', true],
    ['provision.enabled', true],
  ]);
  expect(JSON.stringify(nest(flat))).toBe(
    '{"provision":{"enabled":true,"silent":true},"safety":{"onLimit":"hold"}}',
  );
  expect(flatten(nest(flat))).toEqual(flat);
});

test('flattening leaves out what is no setting', () => {
  expect(
    flatten({ provision: { silent: true, other: 1 }, groups: null, stranger: { enabled: true } }),
  ).toEqual(new Map([['provision.silent', true]]));
});

test('defaults fill in what is not set', () => {
  expect(complete(new Map([['provision.silent', true]])).provision).toEqual({
    enabled: false,
    silent: true,
    recover: true,
    directoryRestricted: false,
  });
});

test.each([
  ['true', true],
  ['10', 10],
  ['"10"', '10'],
  ['10%', '10%'],
  ['null', null],
  ['["a"]', ['a']],
  ['NaN', 'NaN'],
  ['', ''],
  ['a=b', 'a=b'],
])('the text %j is read as %j', (text, value) => {
  expect(parseValue(text)).toEqual(value);
});
