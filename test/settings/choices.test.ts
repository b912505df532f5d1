import { expect, test } from 'vitest';
import { choicesOf, defaultOf } from '../../src/settings/choices.ts';
import { SETTING_KEYS } from '../../src/settings/keys.ts';
import { readWishes } from '../../src/settings/pairs.ts';

test.each([
  ['provision.silent', ['true', 'false']],
  ['deprovision.method', ['remove', 'suspend', 'downgrade']],
  ['roster.delimiter', [',', ';', '"\\t"', 'null']],
  ['safety.maxDeprovisions', ['10%']],
  ['deprovision.afterDays', ['0']],
  ['deprovision.transferTo', ['null']],
  ['groups.map', ['{}']],
  ['update.fields', ['["name","email","externalId"]']],
] as const)('the choices of %s', (key, choices) => {
  expect(choicesOf(key)).toEqual(choices);
});

test.each(SETTING_KEYS)('every choice of %s can be set, and its default is one of them', (key) => {
  const choices = choicesOf(key);
  for (const choice of choices) {
    expect(readWishes([`${key}=${choice}`], {}).has(key), choice).toBe(true);
  }
  expect(choices).toContain(defaultOf(key));
});
