import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runSettingsPath } from '../../../src/commands/settings/path.ts';
import { refusalOf } from '../../settings/refusal.ts';
import { temporaryFolder } from '../../settings/temporary.ts';
import { contextFor } from './context.ts';

test('the path is printed alone, and nothing is created', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'work.json');
  expect(await runSettingsPath(contextFor(folder, { profile: 'work' }))).toMatchObject({
    text: `${path}\n`,
    data: { path },
  });
  expect(await readdir(folder)).toEqual([]);
});

test('a name that is no file name is refused', async () => {
  const error = await refusalOf(() => runSettingsPath(contextFor('/folder', { profile: 'a/b' })));
  expect(error).toMatchObject({ code: 'bad_profile', exitCode: 7 });
});
