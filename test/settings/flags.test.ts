import { expect, test } from 'vitest';
import { type FlagName, settingsOfFlags } from '../../src/settings/flags.ts';

test.each<[FlagName, string]>([
  ['provision', 'provision.enabled'],
  ['deprovision', 'deprovision.enabled'],
  ['suspend', 'suspend.enabled'],
  ['silent', 'provision.silent'],
  ['update', 'update.enabled'],
  ['groups', 'groups.enabled'],
])('--%s changes %s and nothing else', (name, key) => {
  expect(settingsOfFlags({ [name]: true })).toEqual([{ key, value: true, written: `--${name}` }]);
  expect(settingsOfFlags({ [name]: false })).toEqual([{ key, value: false, written: `--no-${name}` }]);
});

test('flags that were not given ask for nothing', () => {
  expect(settingsOfFlags({})).toEqual([]);
  expect(settingsOfFlags({ silent: undefined })).toEqual([]);
});
