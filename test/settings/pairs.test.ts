import { expect, test } from 'vitest';
import { readKeys, readWishes } from '../../src/settings/pairs.ts';

test('pairs and flags come together', () => {
  expect(readWishes(['safety.maxDeprovisions=5%', 'deprovision.afterDays=30'], { silent: true })).toEqual(
    new Map<string, unknown>([
      ['provision.silent', true],
      ['deprovision.afterDays', 30],
      ['safety.maxDeprovisions', '5%'],
    ]),
  );
});

test('only the first equals sign separates', () => {
  expect(readWishes(['roster.encoding=a=b'], {})).toEqual(new Map([['roster.encoding', 'a=b']]));
});

test('everything that is wrong is told at once', () => {
  const pairs = [
    'provision',
    '=true',
    'provision.silnet=true',
    'update.enabled=maybe',
    '__proto__=1',
    'constructor=1',
  ];
  const message = [
    '6 problems:',
    '  "provision" has no "="; expected KEY=VALUE',
    '  "=true" names no setting before "="; expected KEY=VALUE',
    '  "provision.silnet" is no setting; did you mean "provision.silent"?',
    '  "__proto__" is no setting; did you mean "safety.protect"?',
    '  "constructor" is no setting; did you mean "deprovision.transferTo"?',
    '  update.enabled is "maybe"; expected true or false',
  ].join('\n');
  expect(() => readWishes(pairs, {})).toThrow(
    expect.objectContaining({ code: 'bad_pair', exitCode: 7, message }),
  );
});

test('two values for one setting are refused, the same value twice is not', () => {
  expect(() => readWishes(['provision.silent=false'], { silent: true })).toThrow(
    'provision.silent is given two values, by "--silent" and "provision.silent=false"',
  );
  expect(readWishes(['provision.silent=true', 'provision.silent=true'], { silent: true })).toEqual(
    new Map([['provision.silent', true]]),
  );
});

test('keys are read, and every unknown one is named', () => {
  expect(readKeys(['roles.enabled'])).toEqual(['roles.enabled']);
  expect(() => readKeys(['role.enabled', 'roles.enabled', 'update'])).toThrow(
    '2 problems:\n  "role.enabled" is no setting; did you mean "roles.enabled"?\n  "update" is no setting; did you mean "update.enabled"?',
  );
});
