import { describe, expect, test } from 'vitest';
import { checkSettings, parseSettings, refusal } from '../../src/settings/check.ts';
import { DEFAULTS, nest, type SettingKey } from '../../src/settings/keys.ts';
import { refusalOf } from './refusal.ts';

const messages = (value: unknown): string[] => parseSettings(value).problems.map(({ message }) => message);

const FLAG = 'true or false';
const LIMIT = 'a whole number or a percentage such as "10%"';
const TEXTS = 'a list, each entry a text that is not empty';
const MAP = 'an object from text to text, such as {"from": "to"}';

/** Each setting with values that it must refuse and what it says it expects. */
const BAD: [SettingKey, unknown, string][] = [
  ['provision.enabled', 'true', FLAG],
  ['provision.silent', 1, FLAG],
  ['provision.recover', null, FLAG],
  ['provision.directoryRestricted', 'no', FLAG],
  ['suspend.enabled', 'on', FLAG],
  ['suspend.wipeData', 0, FLAG],
  ['suspend.invited', 'ignore', 'one of "report", "cancel"'],
  ['deprovision.enabled', {}, FLAG],
  ['deprovision.method', 'delete', 'one of "remove", "suspend", "downgrade"'],
  ['deprovision.wipeData', 'false', FLAG],
  ['deprovision.afterDays', '7', 'a whole number from 0 to 3650'],
  ['deprovision.afterDays', -1, 'a whole number from 0 to 3650'],
  ['deprovision.afterDays', 1e9, 'a whole number from 0 to 3650'],
  ['deprovision.afterDays', 1.5, 'a whole number from 0 to 3650'],
  ['deprovision.transferTo', 'boss', 'an e-mail address, or null'],
  ['deprovision.transferAdmin', true, 'an e-mail address, or null'],
  ['deprovision.retainTeamShares', 'yes', FLAG],
  ['deprovision.unlisted', 'all', 'one of "managed", "deprovision", "report"'],
  ['update.enabled', [], FLAG],
  ['update.fields', [], 'a list that is not empty, each entry one of "name", "email", "externalId"'],
  ['update.fields', 'name', 'a list that is not empty, each entry one of "name", "email", "externalId"'],
  ['groups.enabled', 'x', FLAG],
  ['groups.map', ['eng'], MAP],
  ['groups.create', 'x', FLAG],
  ['invitations.remindAfterDays', 3, 'a list, each entry a whole number from 1 to 3650'],
  ['invitations.cancelAfterDays', 0, 'a whole number from 1 to 3650, or null'],
  ['invitations.evenIfSilent', 'x', FLAG],
  ['roles.enabled', 'x', FLAG],
  ['roster.assignedGroups', 'Dropbox', TEXTS],
  ['roster.columns', 'email', MAP],
  ['roster.delimiter', '|', 'one of ",", ";", "\\t", or null'],
  ['roster.encoding', '', 'a text that is not empty, or null'],
  ['safety.maxDeprovisions', '10', LIMIT],
  ['safety.maxDeprovisions', -1, LIMIT],
  ['safety.maxDeprovisions', null, LIMIT],
  ['safety.maxDeprovisions', 0.5, LIMIT],
  ['safety.maxDeprovisions', '110%', 'at most "100%"'],
  ['safety.maxSuspensions', 'NaN', LIMIT],
  ['safety.onLimit', 'ignore', 'one of "refuse", "hold"'],
  ['safety.protect', 'boss@example.com', TEXTS],
  ['safety.protectAdmins', 'x', FLAG],
  ['safety.allowPurchase', 'x', FLAG],
  ['safety.windows', {}, 'a list, each entry an object with the keys days, from, to, zone'],
  ['safety.maxRosterShrink', '-1%', LIMIT],
  ['notify.on', 'failure', 'a list, each entry one of "failure", "refusal", "change"'],
];

test.each(BAD)('%s refuses %j', (key, value, expected) => {
  const { settings, problems } = parseSettings(nest(new Map([[key, value]])));
  expect(problems).toEqual([
    { code: 'bad_setting', key, value, message: `${key} is ${JSON.stringify(value)}; expected ${expected}` },
  ]);
  expect(settings.size).toBe(0);
});

test('the table above leaves out no setting', () => {
  expect([...DEFAULTS.keys()].filter((key) => !BAD.some(([bad]) => bad === key))).toEqual([]);
});

test.each([...DEFAULTS])('%s takes its own default', (key, value) => {
  expect(parseSettings(nest(new Map([[key, value]])))).toEqual({
    settings: new Map([[key, value]]),
    problems: [],
  });
});

test('only what was given comes back, without defaults', () => {
  expect(checkSettings({ provision: { silent: true }, safety: {} })).toEqual(
    new Map([['provision.silent', true]]),
  );
});

describe('faults inside lists and maps are named by their place', () => {
  test('windows', () => {
    const windows = [{ days: [], from: '25:00', to: '09:00', zone: 'Berlin/Mitte' }, {}];
    expect(messages({ safety: { windows } })).toEqual([
      'safety.windows[0].days is []; expected a list that is not empty, each entry one of "mon", "tue", "wed", "thu", "fri", "sat", "sun"',
      'safety.windows[0].from is "25:00"; expected a time such as "08:00"',
      'safety.windows[0].zone is "Berlin/Mitte"; expected a time zone such as "Europe/Berlin"',
      'safety.windows[1].days is missing; expected a list that is not empty, each entry one of "mon", "tue", "wed", "thu", "fri", "sat", "sun"',
      'safety.windows[1].from is missing; expected a time such as "08:00"',
      'safety.windows[1].to is missing; expected a time such as "08:00"',
      'safety.windows[1].zone is missing; expected a time zone such as "Europe/Berlin"',
    ]);
  });

  test('a window that ends before it begins', () => {
    const windows = [{ days: ['mon'], from: '17:00', to: '08:00', zone: 'UTC' }];
    expect(messages({ safety: { windows } })).toEqual([
      expect.stringContaining('expected "from" to come before "to" on the same day'),
    ]);
  });

  test('an unknown key of a window', () => {
    const windows = [{ days: ['mon'], from: '08:00', to: '17:00', zone: 'UTC', until: 'x' }];
    expect(messages({ safety: { windows } })).toEqual([
      '"safety.windows[0].until" is no setting; did you mean "safety.windows[0]"?',
    ]);
  });

  test('values and names of a map', () => {
    expect(messages({ groups: { map: { eng: 1 } } })).toEqual([
      'groups.map.eng is 1; expected a text that is not empty',
    ]);
    expect(messages({ groups: { map: { '': 'x' } } })).toEqual([
      expect.stringContaining('names that are not empty'),
    ]);
  });
});

test('an unknown field is refused with the nearest key', () => {
  expect(parseSettings({ provision: { silnet: true } }).problems).toEqual([
    {
      code: 'unknown_setting',
      key: 'provision.silnet',
      message: '"provision.silnet" is no setting; did you mean "provision.silent"?',
      nearest: 'provision.silent',
    },
  ]);
});

test('an unknown section is refused with the nearest section', () => {
  expect(messages({ provison: { silent: true } })).toEqual([
    '"provison" is no setting; did you mean "provision"?',
  ]);
});

test('a key written flat in a file is refused with the nested way to write it', () => {
  expect(messages({ 'provision.silent': true })).toEqual([
    '"provision.silent" is written flat; settings files are nested: {"provision": {"silent": …}}',
  ]);
});

test.each([
  ['{"__proto__": {"provision": {"enabled": true}}}', '__proto__'],
  ['{"constructor": {"enabled": true}}', 'constructor'],
  ['{"provision": {"__proto__": {"enabled": true}}}', 'provision.__proto__'],
  ['{"provision": {"constructor": 1}}', 'provision.constructor'],
  ['{"groups": {"map": {"__proto__": "x"}}}', 'groups.map.__proto__'],
  ['{"roster": {"columns": {"__proto__": "x", "email": "Mail"}}}', 'roster.columns.__proto__'],
])('%s is an unknown key without effect', (text, key) => {
  const { settings, problems } = parseSettings(JSON.parse(text));
  expect(problems).toMatchObject([{ code: 'unknown_setting', key }]);
  expect(settings.size).toBe(0);
  expect(Object.hasOwn(Object.prototype, 'provision')).toBe(false);
});

test('a group may be called constructor', () => {
  const map = { constructor: 'Construction' };
  expect(parseSettings({ groups: { map } }).problems).toEqual([]);
});

test.each([[[]], [null], ['text'], [7]])('%j is no settings at all', (value) => {
  expect(messages(value)).toEqual([
    expect.stringMatching(/^The whole is .*; expected an object with the keys prov/),
  ]);
});

test('a section must be an object', () => {
  expect(messages({ provision: true })).toEqual([
    'provision is true; expected an object with the keys enabled, silent, recover, directoryRestricted',
  ]);
});

describe('the error', () => {
  test('names all problems at once, with the place where they stand', async () => {
    const error = await refusalOf(() =>
      checkSettings({ provision: { silnet: 1, enabled: 'x' }, toads: 1 }, '/etc/s.json'),
    );
    expect(error.message.split('\n')).toEqual([
      '/etc/s.json: 3 problems:',
      '  provision.enabled is "x"; expected true or false',
      '  "provision.silnet" is no setting; did you mean "provision.silent"?',
      expect.stringMatching(/^ {2}"toads" is no setting; did you mean "/),
    ]);
    expect(error).toMatchObject({ exitCode: 7, code: 'bad_setting', details: { problems: [{}, {}, {}] } });
  });

  test('stands in one line for one problem', async () => {
    const error = await refusalOf(() => checkSettings({ roles: { enabled: 1 } }));
    expect(error.message).toBe('roles.enabled is 1; expected true or false');
    expect(error.hint).toContain('teamsync settings show');
  });

  test('takes another code and hint where the caller has better ones', () => {
    const problem = { code: 'bad_setting', key: 'x', message: 'm' } as const;
    expect(refusal([problem], { code: 'config_broken', hint: 'h' })).toMatchObject({
      code: 'config_broken',
      hint: 'h',
    });
  });
});
