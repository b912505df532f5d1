import { expect, test } from 'vitest';
import { keysBut, pairsOf } from '../../../src/commands/completion/settings.ts';
import { SETTING_KEYS } from '../../../src/settings/keys.ts';
import { MEANINGS } from '../../../src/settings/meanings.ts';

test('all settings are offered, with what they mean', () => {
  expect(keysBut([], '').map(({ value }) => value)).toEqual(SETTING_KEYS);
  expect(keysBut([], '=')[0]).toEqual({ value: 'provision.enabled=', about: MEANINGS['provision.enabled'] });
});

test('a setting that was named is not offered again', () => {
  const values = keysBut(['provision.silent', 'nonsense'], '').map(({ value }) => value);
  expect(values).toHaveLength(SETTING_KEYS.length - 1);
  expect(values).not.toContain('provision.silent');
});

test('the values of a setting tell which is the default', () => {
  expect(pairsOf('suspend.invited')).toEqual([
    { value: 'suspend.invited=report', about: 'the default' },
    { value: 'suspend.invited=cancel', about: '' },
  ]);
  expect(pairsOf('nonsense')).toEqual([]);
});
