import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listRuns, type ListChoices } from '../../src/state/list-runs.ts';
import { temporaryFolder } from '../settings/temporary.ts';
import { end, intent } from './records.ts';
import { AT, breakJournal, leaveRun, runResult, TEAM } from './run-values.ts';

const OTHER = 'dbtid:AAA-2';

async function idsOf(state: string, choices?: ListChoices): Promise<string[]> {
  return (await listRuns(state, choices)).runs.map(({ runId }) => runId);
}

test('the list of runs has the newest first, of one team or of all', async () => {
  const state = await temporaryFolder();
  await leaveRun(state, 'b', { at: '2026-11-02T00:00:00.000Z', result: {} });
  await leaveRun(state, 'a', { at: '2026-11-03T00:00:00.000Z', result: {} });
  await leaveRun(state, 'd', { at: '2026-11-01T00:00:00.000Z', result: {} });
  await leaveRun(state, 'c', { at: '2026-11-01T00:00:00.000Z', result: {} });
  await leaveRun(state, 'e', { teamId: OTHER, at: '2026-11-02T12:00:00.000Z', result: {} });
  expect(await idsOf(state)).toEqual(['a', 'e', 'b', 'd', 'c']);
  expect(await idsOf(state, { teamId: TEAM })).toEqual(['a', 'b', 'd', 'c']);
  expect(await idsOf(state, { teamId: OTHER })).toEqual(['e']);
});

test('the list of runs is empty where nothing ran yet, and reading it writes nothing', async () => {
  const state = await temporaryFolder();
  expect(await listRuns(state)).toEqual({ runs: [], total: 0, warnings: [] });
  expect(await listRuns(state, { teamId: TEAM })).toEqual({ runs: [], total: 0, warnings: [] });
  expect(await readdir(state)).toEqual([]);
});

test('the list of runs tells what a run left behind', async () => {
  const state = await temporaryFolder();
  const folder = await leaveRun(state, 'run-1', {
    records: [end(130)],
    result: { outcome: 'interrupted', exitCode: 130 },
  });
  expect((await listRuns(state)).runs).toEqual([
    {
      runId: 'run-1',
      teamId: TEAM,
      at: AT,
      command: 'reconcile',
      mode: 'apply',
      outcome: 'interrupted',
      exitCode: 130,
      result: runResult('run-1', { outcome: 'interrupted', exitCode: 130 }),
      folder,
      planFile: join(folder, 'plan.json'),
      journalFile: join(folder, 'journal.ndjson'),
    },
  ]);
});

test('the list of runs has a run without a result as crashed', async () => {
  const state = await temporaryFolder();
  await leaveRun(state, 'run-1', { records: [intent(0, ['ana@example.com'])] });
  expect((await listRuns(state)).runs).toMatchObject([
    { runId: 'run-1', teamId: TEAM, at: AT, outcome: 'crashed', exitCode: null, result: null },
  ]);
});

test('the list of runs leaves out a run that ended before it had written anything whole', async () => {
  const state = await temporaryFolder();
  const folder = join(state, 'teams', encodeURIComponent(TEAM), 'runs');
  await mkdir(join(folder, 'run-1'), { recursive: true });
  await mkdir(join(folder, 'run-2'));
  await writeFile(join(folder, 'run-2', 'journal.ndjson'), '{"n":0');
  await writeFile(join(folder, 'a-file'), '');
  expect(await listRuns(state)).toEqual({ runs: [], total: 0, warnings: [] });
});

test('the list of runs names a run of which nothing can be told, beside the others', async () => {
  const state = await temporaryFolder();
  await leaveRun(state, 'run-1');
  await breakJournal(state, 'run-1');
  await writeFile(join(await leaveRun(state, 'run-2', { result: {} }), 'result.json'), '{');
  await leaveRun(state, 'run-3', { result: {} });
  const { runs, warnings } = await listRuns(state);
  expect(runs.map(({ runId }) => runId)).toEqual(['run-3']);
  expect(warnings.map(({ code }) => code)).toEqual(['run_unreadable', 'run_unreadable']);
  expect(warnings.map(({ message }) => /run-\d/.exec(message)?.[0]).sort()).toEqual(['run-1', 'run-2']);
});

/** Runs under ids as they are made, a second apart, the oldest first. */
async function datedRuns(state: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = new Date(Date.parse(AT) + index * 1000).toISOString();
    const runId = `${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z-00000a`;
    await leaveRun(state, runId, { at, result: {} });
    ids.push(runId);
  }
  return ids;
}

test('the list of runs has those under other names in their place', async () => {
  const state = await temporaryFolder();
  const ids = await datedRuns(state, 40);
  await leaveRun(state, 'between', { at: '2026-11-25T15:25:13.500Z', result: {} });
  await leaveRun(state, 'earlier', { at: '2026-11-24T00:00:00.000Z', result: {} });
  const expected = [...ids.slice(0, 6), 'between', ...ids.slice(6)].reverse();
  expect(await idsOf(state)).toEqual([...expected, 'earlier']);
});

test('the list of runs has those of one second by their milliseconds', async () => {
  const state = await temporaryFolder();
  for (let index = 0; index < 20; index += 1) {
    const digit = (19 - index).toString(16).padStart(6, '0');
    const at = `2026-11-25T15:25:08.${String(index).padStart(3, '0')}Z`;
    await leaveRun(state, `20261125T152508Z-${digit}`, { at, result: {} });
  }
  const ids = await idsOf(state);
  expect(ids).toHaveLength(20);
  expect(ids).toEqual([...ids].sort());
});

test('the list of runs ends where it is told to, and does not even read what is older', async () => {
  const state = await temporaryFolder();
  const ids = await datedRuns(state, 40);
  await breakJournal(state, ids[0] ?? '');
  await writeFile(join(state, 'teams', encodeURIComponent(TEAM), 'runs', ids[0] ?? '', 'result.json'), '{');
  const { runs, total, warnings } = await listRuns(state, { until: ({ runId }) => runId === ids[37] });
  expect(runs.map(({ runId }) => runId)).toEqual([ids[39], ids[38], ids[37]]);
  expect({ total, warnings }).toEqual({ total: 40, warnings: [] });
  const whole = await listRuns(state);
  expect(whole).toMatchObject({ total: 39, warnings: [{ code: 'run_unreadable' }] });
});

test('the list of runs leaves out those that nobody asks for', async () => {
  const state = await temporaryFolder();
  const ids = await datedRuns(state, 3);
  const { runs, total } = await listRuns(state, { without: (runId) => runId === ids[1] });
  expect(runs.map(({ runId }) => runId)).toEqual([ids[2], ids[0]]);
  expect(total).toBe(2);
});
