import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runSettingsUnset } from '../../../src/commands/settings/unset.ts';
import { refusalOf } from '../../settings/refusal.ts';
import { temporaryFolder } from '../../settings/temporary.ts';
import { contextFor } from './context.ts';

const CONTENT = '{ "settings":{"roles":{"enabled":true},"provision":{"recover":false,"silent":true}} }';

async function setUp() {
  const folder = await temporaryFolder();
  const path = join(folder, 'default.json');
  await writeFile(path, CONTENT, { mode: 0o600 });
  return { context: contextFor(folder), read: async (): Promise<string> => readFile(path, 'utf8') };
}

test('a forgotten setting returns to its default', async () => {
  const { context, read } = await setUp();
  const { text, data } = await runSettingsUnset(context, { keys: ['roles.enabled', 'provision.silent'] });
  expect(text).toBe('provision.silent  true → false\nroles.enabled     true → false\n');
  expect(data).toMatchObject({
    changed: ['provision.silent', 'roles.enabled'],
    origins: { 'roles.enabled': 'default' },
  });
  expect(JSON.parse(await read())).toEqual({ settings: { provision: { recover: false } } });
});

test('forgetting what was never set changes nothing', async () => {
  const { context, read } = await setUp();
  const { text } = await runSettingsUnset(context, { keys: ['groups.map'] });
  expect(text).toBe('Nothing changes: every value is already so.\n');
  expect(await read()).toBe(CONTENT);
});

test.each([
  [[], 'nothing_to_unset'],
  [['roles.enabled', 'role.enabled'], 'unknown_setting'],
  [['__proto__'], 'unknown_setting'],
])('%j is refused and the file stays as it was', async (keys, code) => {
  const { context, read } = await setUp();
  expect(await refusalOf(() => runSettingsUnset(context, { keys }))).toMatchObject({ code, exitCode: 7 });
  expect(await read()).toBe(CONTENT);
});
