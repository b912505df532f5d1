import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkConfiguration } from '../../../src/commands/doctor/configuration.ts';
import { place } from '../history/place.ts';

test('a file that only its owner can read is fine, and so is none at all', async () => {
  const [one, none] = [await place(), await place(null)];
  expect(await checkConfiguration(one.context())).toMatchObject({ status: 'ok', hint: null });
  const { status, message } = await checkConfiguration(none.context());
  expect([status, message]).toEqual([
    'ok',
    `Nothing is stored yet (${join(none.config, 'default.json')}): the defaults count.`,
  ]);
});

test('a file that others could read is repaired, and that is said once', async () => {
  const here = await place();
  const path = join(here.config, 'default.json');
  await chmod(path, 0o644);
  const { status, message, hint } = await checkConfiguration(here.context());
  expect(status).toBe('warning');
  expect(message).toContain('has been set to 0600');
  expect(hint).toContain('teamsync auth logout');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await checkConfiguration(here.context())).toMatchObject({ status: 'ok' });
});

test('a folder to which others can write is a warning', async () => {
  const here = await place();
  await chmod(here.config, 0o777);
  const { status, hint } = await checkConfiguration(here.context());
  expect([status, hint]).toEqual(['warning', `Keep them out with: chmod 700 '${here.config}'`]);
});

test.each([
  ['is no JSON', async (path: string) => writeFile(path, '{', { mode: 0o600 })],
  ['is a folder', async (path: string) => mkdir(path)],
])('a file that %s fails with 7', async (_what, make) => {
  const here = await place(null);
  await make(join(here.config, 'default.json'));
  const { status, error } = await checkConfiguration(here.context());
  expect([status, error?.exitCode, error?.code]).toEqual(['failed', 7, 'config_broken']);
});
