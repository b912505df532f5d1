import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listRuns } from '../../src/state/list-runs.ts';
import { pruneRuns } from '../../src/state/prune-runs.ts';
import { recentDestructive } from '../../src/state/recent.ts';
import { filesOfRun } from '../../src/state/run-folder.ts';
import { readRunIndex } from '../../src/state/run-index.ts';
import type { RunResult } from '../../src/state/run-result.ts';
import { teamFolder } from '../../src/state/team-folder.ts';
import { unfinishedRuns } from '../../src/state/unfinished-runs.ts';
import { temporaryFolder } from '../settings/temporary.ts';
import { end, intent } from './records.ts';
import { leaveRun, TEAM } from './run-values.ts';

const NOW = new Date('2026-11-25T12:00:00.000Z');
const DAY_MS = 86_400_000;
const IDLE: Partial<RunResult> = { changes: [], outcome: 'nothing', exitCode: 4 };

const pruned = (state: string): string => join(teamFolder(state, TEAM), 'pruned');

const daysAgo = (days: number): string => new Date(NOW.getTime() - days * DAY_MS).toISOString();

/** A run that ended so many days ago and found nothing to do. */
async function leaveIdle(state: string, runId: string, days: number): Promise<void> {
  const at = daysAgo(days);
  await leaveRun(state, runId, { at, records: [end(4, at)], result: IDLE });
}

/** A hundred later runs, so that the earlier ones are not among the latest. */
async function leaveLatest(state: string): Promise<void> {
  for (let index = 0; index < 100; index += 1) {
    await leaveIdle(state, `latest-${String(index).padStart(2, '0')}`, 1);
  }
}

async function kept(state: string): Promise<string[]> {
  const names = await readdir(join(teamFolder(state, TEAM), 'runs'));
  return names.filter((name) => !name.startsWith('latest')).sort();
}

test('where nothing ran nothing is pruned', async () => {
  const state = await temporaryFolder();
  await pruneRuns(state, TEAM, NOW);
  expect([...(await readRunIndex(state, TEAM))]).toEqual([]);
});

test('old runs that nobody needs go with all of their folder, others stay', async () => {
  const state = await temporaryFolder();
  await leaveLatest(state);
  await leaveIdle(state, 'old', 8);
  await leaveIdle(state, 'young', 6);
  const at = daysAgo(30);
  await leaveRun(state, 'changed', { at, records: [end(0, at)], result: {} });
  await leaveRun(state, 'unfinished', { at, records: [intent(0, ['ana@example.com'], { at })] });
  await mkdir(filesOfRun(state, TEAM, '20260101T000000Z-abcdef').folder);
  await pruneRuns(state, TEAM, NOW);
  expect(await kept(state)).toEqual(['changed', 'unfinished', 'young']);
  await expect(stat(pruned(state))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('what an earlier pruning was killed over is deleted by the next one', async () => {
  const state = await temporaryFolder();
  await leaveIdle(state, 'half', 8);
  await leaveIdle(state, 'run-1', 8);
  await mkdir(pruned(state));
  await rename(filesOfRun(state, TEAM, 'half').folder, join(pruned(state), 'half'));
  expect((await listRuns(state)).runs.map(({ runId }) => runId)).toEqual(['run-1']);
  await pruneRuns(state, TEAM, NOW);
  expect(await kept(state)).toEqual(['run-1']);
  await expect(stat(pruned(state))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a run that was killed before it wrote its result is never taken for one that ended, whatever the index', async () => {
  const state = await temporaryFolder();
  await leaveIdle(state, 'ended', 1);
  await leaveRun(state, 'killed', { at: daysAgo(0.5), records: [intent(0, ['ana@example.com'])] });
  await pruneRuns(state, TEAM, NOW);
  const [run, ...others] = await unfinishedRuns(state, TEAM);
  expect([run?.start.runId, others]).toEqual(['killed', []]);
});

test('people whom indexed runs touched within a day still count, without a look at those that touched nobody', async () => {
  const state = await temporaryFolder();
  const at = daysAgo(0.1);
  const records = [intent(0, ['ana@example.com'], { at }), end(0, at)];
  await leaveRun(state, 'changed', { at, records, result: {} });
  await leaveIdle(state, 'idle', 0.1);
  await leaveRun(state, 'earlier', { at: daysAgo(2), records: [end(0, daysAgo(2))], result: {} });
  await pruneRuns(state, TEAM, NOW);
  for (const runId of ['idle', 'earlier']) {
    await writeFile(filesOfRun(state, TEAM, runId).journalFile, 'damage\n');
    await writeFile(join(filesOfRun(state, TEAM, runId).folder, 'result.json'), '{');
  }
  expect(await recentDestructive(state, TEAM, new Date(daysAgo(1)))).toEqual({
    suspensions: 1,
    deprovisions: 0,
  });
});
