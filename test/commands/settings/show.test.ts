import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import { runSettingsShow } from '../../../src/commands/settings/show.ts';
import { SETTING_KEYS } from '../../../src/settings/keys.ts';
import { refusalOf } from '../../settings/refusal.ts';
import { temporaryFolder } from '../../settings/temporary.ts';
import { contextFor } from './context.ts';

const store = (folder: string, settings: object, mode = 0o600): Promise<void> =>
  writeFile(join(folder, 'default.json'), JSON.stringify({ settings }), { mode });

test('what is enabled comes first, then every key with its value as JSON, by section', async () => {
  const folder = await temporaryFolder();
  await store(folder, { provision: { enabled: true }, safety: { protect: ['*@board.example.com'] } });
  const { text, exitCode, warnings } = await runSettingsShow(contextFor(folder));
  const lines = text.split('\n');
  expect(lines.slice(0, 10)).toEqual([
    'Settings of the profile default',
    'Enabled:      provision',
    'Not enabled:  suspend, deprovision, update, groups, roles',
    '',
    'provision.enabled              true',
    'provision.silent               false',
    'provision.recover              true',
    'provision.directoryRestricted  false',
    '',
    'suspend.enabled                false',
  ]);
  expect(lines.filter((line) => line.includes('.')).map((line) => line.split(' ')[0])).toEqual([
    ...SETTING_KEYS,
  ]);
  expect(lines).toContain('safety.protect                 ["*@board.example.com"]');
  expect(text.endsWith('\n')).toBe(true);
  expect([exitCode, warnings]).toEqual([0, []]);
});

test('with nothing enabled it says so, and looking stores nothing', async () => {
  const folder = await temporaryFolder();
  const { text } = await runSettingsShow(contextFor(folder));
  expect(text).toContain('\nEnabled:      nothing\n');
  expect(await readdir(folder)).toEqual([]);
});

test('verbose adds where each value comes from and marks what is not the default', async () => {
  const folder = await temporaryFolder();
  await store(folder, { provision: { enabled: true, silent: false } });
  const { text } = await runSettingsShow(contextFor(folder, { verbose: true }));
  const line = (key: string): string | undefined => text.split('\n').find((one) => one.startsWith(`${key} `));
  expect(line('provision.enabled')).toMatch(/^provision\.enabled +true +file \*$/);
  expect(line('provision.silent')).toMatch(/^provision\.silent +false +file$/);
  expect(line('provision.recover')).toMatch(/^provision\.recover +true +default$/);
  expect(text).toContain('* differs from the default');
});

test('the data is nested settings and flat origins', async () => {
  const folder = await temporaryFolder();
  await store(folder, { provision: { silent: true } });
  const { data } = await runSettingsShow(contextFor(folder));
  expect(Object.keys(data)).toEqual(['settings', 'origins']);
  expect(data).toMatchObject({
    settings: { provision: { enabled: false, silent: true } },
    origins: { 'provision.silent': 'file', 'provision.enabled': 'default' },
  });
});

test('a settings file is shown in the place of what is stored', async () => {
  const folder = await temporaryFolder();
  await store(folder, { provision: { enabled: true } });
  const settingsFile = join(folder, 's.json');
  await writeFile(settingsFile, '{"update": {"enabled": true}}');
  const { text, data } = await runSettingsShow(contextFor(folder), { settingsFile });
  expect(text).toContain('\nEnabled:      update\n');
  expect(data).toMatchObject({ origins: { 'update.enabled': 'option', 'provision.enabled': 'default' } });
});

test('the sandbox profile shows what it starts with', async () => {
  const folder = await temporaryFolder();
  const { text } = await runSettingsShow(contextFor(folder, { profile: 'sandbox' }));
  expect(text).toContain('\nEnabled:      provision, suspend, deprovision, update\n');
});

test('a repaired mode is a warning of the outcome', async () => {
  const folder = await temporaryFolder();
  await store(folder, {}, 0o644);
  expect((await runSettingsShow(contextFor(folder))).warnings).toMatchObject([{ code: 'config_mode' }]);
});

test('text that could steer the terminal is shown escaped', async () => {
  const folder = await temporaryFolder();
  await store(folder, { roster: { encoding: '\u009b31m' } });
  expect((await runSettingsShow(contextFor(folder))).text).toContain('"\\u009b31m"');
});

test('colours stand only where the context has them', async () => {
  const folder = await temporaryFolder();
  const paint = new Chalk({ level: 1 });
  expect((await runSettingsShow(contextFor(folder, {}, { paint }))).text).toContain('\u001b[1m');
  expect((await runSettingsShow(contextFor(folder))).text).not.toContain('\u001b');
});

test('a bad profile name and a missing settings file are refused', async () => {
  const folder = await temporaryFolder();
  const bad = await refusalOf(() => runSettingsShow(contextFor(folder, { profile: '../x' })));
  expect(bad).toMatchObject({ code: 'bad_profile', exitCode: 7 });
  const missing = await refusalOf(() =>
    runSettingsShow(contextFor(folder), { settingsFile: join(folder, 'no') }),
  );
  expect(missing).toMatchObject({ code: 'settings_file_missing', exitCode: 7 });
});
