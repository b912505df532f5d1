import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSettings, readSettingsFile } from '../../src/settings/load.ts';
import { refusalOf } from './refusal.ts';
import { temporaryFolder } from './temporary.ts';

async function setUp(): Promise<{ configFolder: string; settingsFile: string }> {
  const configFolder = await temporaryFolder();
  await writeFile(join(configFolder, 'default.json'), '{"settings": {"safety": {"onLimit": "hold"}}}', {
    mode: 0o600,
  });
  return { configFolder, settingsFile: join(configFolder, 's.json') };
}

test('the stored settings are in force', async () => {
  const { configFolder } = await setUp();
  const { settings, origins } = await loadSettings({ configFolder, profile: 'default' });
  expect(settings.safety.onLimit).toBe('hold');
  expect(origins['safety.onLimit']).toBe('file');
});

test('a settings file is in force instead, and warnings of all kinds come together', async () => {
  const { configFolder, settingsFile } = await setUp();
  await writeFile(settingsFile, '{"roles": {"enabled": true}}');
  await chmod(join(configFolder, 'default.json'), 0o644);
  const { settings, warnings } = await loadSettings({ configFolder, profile: 'default', settingsFile });
  expect(settings.roles.enabled).toBe(true);
  expect(settings.safety.onLimit).toBe('refuse');
  expect(warnings.map(({ code }) => code)).toEqual(['config_mode', 'stored_safety_replaced']);
});

test('a settings file that is missing is an error, not a reason to fall back', async () => {
  const { configFolder, settingsFile } = await setUp();
  const error = await refusalOf(() => loadSettings({ configFolder, profile: 'default', settingsFile }));
  expect(error).toMatchObject({ code: 'settings_file_missing', exitCode: 7 });
  expect(error.message).toContain(settingsFile);
});

test('a directory is no settings file', async () => {
  const { settingsFile } = await setUp();
  await mkdir(settingsFile);
  const error = await refusalOf(() => readSettingsFile(settingsFile));
  expect(error).toMatchObject({ code: 'settings_file_unreadable', exitCode: 7 });
  expect(error.message).toContain('EISDIR');
});

test('a broken stored file is refused even where a settings file would take its place', async () => {
  const { configFolder, settingsFile } = await setUp();
  await writeFile(settingsFile, '{}');
  await writeFile(join(configFolder, 'default.json'), '{');
  const error = await refusalOf(() => loadSettings({ configFolder, profile: 'default', settingsFile }));
  expect(error.code).toBe('config_broken');
});
