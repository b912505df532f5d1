import { chmod, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { checkStateFolder } from '../../../src/commands/doctor/state-folder.ts';
import { place } from '../history/place.ts';

test('a folder that can be written is fine, and nothing is left in it', async () => {
  const here = await place();
  await chmod(here.state, 0o700);
  const { status, message } = await checkStateFolder(here.context());
  expect(status).toBe('ok');
  expect(message).toMatch(/can be written, with \d+ MiB free\.$/);
  expect(await readdir(here.state)).toEqual([]);
});

test('one that is not there yet is made, for its owner alone', async () => {
  const here = await place();
  await rm(here.state, { recursive: true });
  expect(await checkStateFolder(here.context())).toMatchObject({ status: 'ok' });
  expect((await stat(here.state)).mode & 0o777).toBe(0o700);
});

test('one that others can look into is a warning', async () => {
  const here = await place();
  await chmod(here.state, 0o755);
  const { status, message, hint } = await checkStateFolder(here.context());
  expect(status).toBe('warning');
  expect(message).toContain('mode 0755');
  expect(hint).toBe(`Keep them out with: chmod 700 '${here.state}'`);
});

test('one that cannot be written fails as a run would', async () => {
  const here = await place();
  await rm(here.state, { recursive: true });
  await writeFile(here.state, 'in the way');
  const { status, error } = await checkStateFolder(here.context());
  expect([status, error?.exitCode, error?.code]).toEqual(['failed', 1, 'cannot_write']);
});
