import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changeLines, changeSettings } from '../../src/settings/change.ts';
import type { SettingKey } from '../../src/settings/keys.ts';
import { refusalOf } from './refusal.ts';
import { temporaryFolder } from './temporary.ts';

async function setUp(content: string) {
  const configFolder = await temporaryFolder();
  const path = join(configFolder, 'default.json');
  await writeFile(path, content, { mode: 0o600 });
  const stored = async (): Promise<string> => readFile(path, 'utf8');
  return { place: { configFolder, profile: 'default' }, stored };
}

test('settings are stored and forgotten in one step, and the changes are told in order', async () => {
  const { place, stored } = await setUp(
    '{"settings": {"roles": {"enabled": true}, "update": {"enabled": true}}}',
  );
  const changed = await changeSettings(place, {
    set: new Map<SettingKey, unknown>([
      ['safety.onLimit', 'hold'],
      ['provision.silent', true],
    ]),
    unset: ['roles.enabled', 'groups.create'],
  });
  expect(changed.changes).toEqual([
    { key: 'provision.silent', before: false, after: true },
    { key: 'roles.enabled', before: true, after: false },
    { key: 'safety.onLimit', before: 'refuse', after: 'hold' },
  ]);
  expect(changed.settings.roles.enabled).toBe(false);
  expect(changed.origins).toMatchObject({ 'roles.enabled': 'default', 'provision.silent': 'file' });
  expect(JSON.parse(await stored())).toEqual({
    settings: { provision: { silent: true }, update: { enabled: true }, safety: { onLimit: 'hold' } },
  });
});

test('a default that is stored is no change of the value, but it is stored', async () => {
  const { place, stored } = await setUp('{}');
  const changed = await changeSettings(place, { set: new Map([['provision.silent', false]]) });
  expect(changed.changes).toEqual([]);
  expect(changed.origins['provision.silent']).toBe('file');
  expect(JSON.parse(await stored())).toEqual({ settings: { provision: { silent: false } } });
});

test('forgetting the last setting leaves none', async () => {
  const { place, stored } = await setUp('{"settings": {"roles": {"enabled": true}}}');
  await changeSettings(place, { unset: ['roles.enabled'] });
  expect(JSON.parse(await stored())).toEqual({ settings: {} });
});

test('a combination that is impossible changes nothing', async () => {
  const content = '{"settings": {"deprovision": {"method": "downgrade"}}}';
  const { place, stored } = await setUp(content);
  const set = new Map([['deprovision.wipeData', true]] as const);
  expect((await refusalOf(() => changeSettings(place, { set }))).code).toBe('impossible_settings');
  expect(await stored()).toBe(content);
});

test('an impossible combination that was written by hand can be set right', async () => {
  const { place } = await setUp('{"settings": {"deprovision": {"method": "downgrade", "wipeData": true}}}');
  const { changes } = await changeSettings(place, { unset: ['deprovision.wipeData'] });
  expect(changes).toEqual([{ key: 'deprovision.wipeData', before: true, after: false }]);
});

test('in the sandbox a forgotten setting returns to what the sandbox starts with', async () => {
  const { place } = await setUp('{}');
  const sandbox = { ...place, profile: 'sandbox' };
  await changeSettings(sandbox, { set: new Map([['update.enabled', false]]) });
  const { changes } = await changeSettings(sandbox, { unset: ['update.enabled'] });
  expect(changes).toEqual([{ key: 'update.enabled', before: false, after: true }]);
});

test('changes are printed aligned, with their values as JSON', () => {
  const changes = [
    { key: 'provision.silent', before: false, after: true },
    { key: 'deprovision.transferTo', before: null, after: 'boss@example.com' },
  ] as const;
  expect(changeLines(changes)).toEqual([
    'provision.silent        false → true',
    'deprovision.transferTo  null → "boss@example.com"',
  ]);
});
