import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { teamsIn } from '../../../src/commands/history/teams.ts';
import { teamFolder } from '../../../src/state/team-folder.ts';
import { temporaryFolder } from '../../settings/temporary.ts';

test('the teams are those that have a folder, under their own ids', async () => {
  const state = await temporaryFolder();
  for (const id of ['dbtid:B/2', 'dbtid:A', '..']) await mkdir(teamFolder(state, id), { recursive: true });
  expect(await teamsIn(state)).toEqual(['..', 'dbtid:A', 'dbtid:B/2']);
});

test('what else lies there is no team', async () => {
  const state = await temporaryFolder();
  expect(await teamsIn(state)).toEqual([]);
  for (const name of ['%zz', 'dbtid:unescaped']) await mkdir(join(state, 'teams', name), { recursive: true });
  await writeFile(join(state, 'teams', 'a-file'), '');
  expect(await teamsIn(state)).toEqual([]);
});
