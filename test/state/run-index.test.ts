import { appendFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { extendRunIndex, readRunIndex } from '../../src/state/run-index.ts';
import { filesOfRun } from '../../src/state/run-folder.ts';
import { teamFolder } from '../../src/state/team-folder.ts';
import { temporaryFolder } from '../settings/temporary.ts';
import { end } from './records.ts';
import { breakJournal, leaveRun, TEAM } from './run-values.ts';

const NOW = new Date('2026-11-30T00:00:00.000Z');
const pathIn = (state: string): string => join(teamFolder(state, TEAM), 'runs.ndjson');
const idsIn = async (state: string): Promise<string[]> => [...(await readRunIndex(state, TEAM)).keys()];
const leaveEnded = (state: string, runId: string): Promise<string> =>
  leaveRun(state, runId, { records: [end()], result: {} });

test('where nothing was indexed yet the index is empty, and reading it writes nothing', async () => {
  const state = await temporaryFolder();
  expect(await idsIn(state)).toEqual([]);
  await expect(stat(teamFolder(state, TEAM))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('the runs that have ended are added once, those that have not are left out', async () => {
  const state = await temporaryFolder();
  await leaveEnded(state, 'run-1');
  await leaveRun(state, 'run-2');
  const [first] = await extendRunIndex(state, TEAM, NOW);
  expect(first).toMatchObject({ runId: 'run-1', did: 'changed', good: true });
  expect((await stat(pathIn(state))).mode & 0o777).toBe(0o600);
  await leaveEnded(state, 'run-3');
  const all = await extendRunIndex(state, TEAM, NOW);
  expect(all.map(({ runId }) => runId)).toEqual(['run-1', 'run-3']);
  expect(await idsIn(state)).toEqual(['run-1', 'run-3']);
  expect((await readFile(pathIn(state), 'utf8')).split('\n')).toHaveLength(3);
});

test('a run that is known is not opened again, and one that is gone is no longer told', async () => {
  const state = await temporaryFolder();
  for (const id of ['run-1', 'run-2']) await leaveEnded(state, id);
  await extendRunIndex(state, TEAM, NOW);
  await breakJournal(state, 'run-1');
  await rm(filesOfRun(state, TEAM, 'run-2').folder, { recursive: true });
  expect((await extendRunIndex(state, TEAM, NOW)).map(({ runId }) => runId)).toEqual(['run-1']);
});

test('a damaged line is none, and its run is looked at again', async () => {
  const state = await temporaryFolder();
  for (const id of ['run-1', 'run-2']) await leaveEnded(state, id);
  await extendRunIndex(state, TEAM, NOW);
  const [, second = ''] = (await readFile(pathIn(state), 'utf8')).split('\n');
  await writeFile(pathIn(state), `{"runId":"run-1","did":"all"}\n${second}\n{"runId":"ru`);
  expect(await idsIn(state)).toEqual(['run-2']);
  expect(await extendRunIndex(state, TEAM, NOW)).toHaveLength(2);
  await appendFile(pathIn(state), '');
  expect((await idsIn(state)).sort()).toEqual(['run-1', 'run-2']);
});

test('an index that cannot be read says nothing, and cannot be extended', async () => {
  const state = await temporaryFolder();
  await mkdir(pathIn(state), { recursive: true });
  expect(await idsIn(state)).toEqual([]);
  await expect(extendRunIndex(state, TEAM, NOW)).rejects.toMatchObject({ code: 'EISDIR' });
});

test('an index in which most lines are of runs that are gone is written anew', async () => {
  const state = await temporaryFolder();
  await leaveEnded(state, 'run-1');
  await extendRunIndex(state, TEAM, NOW);
  const line = await readFile(pathIn(state), 'utf8');
  const gone = Array.from({ length: 2001 }, (_, index) => line.replace('run-1', `gone-${String(index)}`));
  await appendFile(pathIn(state), gone.slice(1).join(''));
  await extendRunIndex(state, TEAM, NOW);
  expect(await idsIn(state)).toHaveLength(2001);
  await appendFile(pathIn(state), gone[0] ?? '');
  await extendRunIndex(state, TEAM, NOW);
  expect(await readFile(pathIn(state), 'utf8')).toBe(line);
});
