import { mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readJournal } from '../../src/state/journal.ts';
import { keptShape } from '../../src/state/memory.ts';
import { readPlanFile, type PlanFile } from '../../src/state/plan-file.ts';
import { filesOfRun } from '../../src/state/run-folder.ts';
import { listRuns, readRun, startRun } from '../../src/state/runs.ts';
import { NOTHING_REMEMBERED } from '../helpers/memory.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';
import { end, intent } from './records.ts';
import { AT, breakJournal, leaveRun, runResult, TEAM } from './run-values.ts';

const OTHER = 'dbtid:AAA-2';

const plan: PlanFile = {
  kind: 'teamsync-plan',
  version: 2,
  createdAt: AT,
  team: { id: TEAM, name: 'Example' },
  roster: { source: 'roster.csv', format: 'csv', sha256: 'c0ffee' },
  settings: {},
  limits: {},
  only: [],
  acceptListing: false,
  memory: keptShape(NOTHING_REMEMBERED),
  people: [],
  changes: [],
  checksum: 'abc',
};

const idsOf = async (folder: string, teamId?: string): Promise<string[]> =>
  (await listRuns(folder, teamId)).runs.map(({ runId }) => runId);

test('a run that starts keeps its plan and says in its journal what it is', async () => {
  const state = await temporaryFolder();
  const facts = { runId: 'run-1', teamId: TEAM, at: AT, command: 'apply', mode: 'apply' } as const;
  const { folder, journal } = await startRun(state, facts, plan);
  await journal.append(end());
  await journal.close();
  expect(folder).toBe(join(state, 'teams', 'dbtid%3AAAA-1', 'runs', 'run-1'));
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await readdir(folder)).sort()).toEqual(['journal.ndjson', 'plan.json']);
  const { planFile, journalFile } = filesOfRun(state, TEAM, 'run-1');
  expect(await readPlanFile(planFile)).toEqual(plan);
  expect((await readJournal(journalFile)).records).toEqual([
    { n: 0, type: 'start', ...facts },
    { n: 1, ...end() },
  ]);
});

test('a run whose folder cannot be made does not start', async () => {
  const state = await temporaryFolder();
  await writeFile(join(state, 'teams'), '');
  for (const [kept, code] of [
    [plan, 'cannot_write'],
    [null, 'journal_unwritable'],
  ] as const) {
    const facts = { runId: 'run-1', teamId: TEAM, at: AT, command: 'apply', mode: 'apply' } as const;
    expect(await refusalOf(() => startRun(state, facts, kept))).toMatchObject({ code, exitCode: 1 });
  }
});

test.runIf(process.platform === 'linux')('a run does not start on a full disk', async () => {
  const state = await temporaryFolder();
  const { folder, journalFile } = filesOfRun(state, TEAM, 'run-1');
  await mkdir(folder, { recursive: true });
  await symlink('/dev/full', journalFile);
  const facts = { runId: 'run-1', teamId: TEAM, at: AT, command: 'apply', mode: 'apply' } as const;
  expect(await refusalOf(() => startRun(state, facts, null))).toMatchObject({
    code: 'journal_unwritable',
    exitCode: 1,
  });
});

describe('the list of runs', () => {
  test('has the newest first, of one team or of all', async () => {
    const state = await temporaryFolder();
    await leaveRun(state, 'b', { at: '2026-11-02T00:00:00.000Z', result: {} });
    await leaveRun(state, 'a', { at: '2026-11-03T00:00:00.000Z', result: {} });
    await leaveRun(state, 'd', { at: '2026-11-01T00:00:00.000Z', result: {} });
    await leaveRun(state, 'c', { at: '2026-11-01T00:00:00.000Z', result: {} });
    await leaveRun(state, 'e', { teamId: OTHER, at: '2026-11-02T12:00:00.000Z', result: {} });
    expect(await idsOf(state)).toEqual(['a', 'e', 'b', 'd', 'c']);
    expect(await idsOf(state, TEAM)).toEqual(['a', 'b', 'd', 'c']);
    expect(await idsOf(state, OTHER)).toEqual(['e']);
  });

  test('is empty where nothing ran yet, and reading it writes nothing', async () => {
    const state = await temporaryFolder();
    expect(await listRuns(state)).toEqual({ runs: [], warnings: [] });
    expect(await listRuns(state, TEAM)).toEqual({ runs: [], warnings: [] });
    expect(await readdir(state)).toEqual([]);
  });

  test('tells what a run left behind', async () => {
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

  test('has a run without a result as crashed', async () => {
    const state = await temporaryFolder();
    await leaveRun(state, 'run-1', { records: [intent(0, ['ana@example.com'])] });
    expect((await listRuns(state)).runs).toMatchObject([
      { runId: 'run-1', teamId: TEAM, at: AT, outcome: 'crashed', exitCode: null, result: null },
    ]);
  });

  test('leaves out a run that ended before it had written anything whole', async () => {
    const state = await temporaryFolder();
    const folder = join(state, 'teams', encodeURIComponent(TEAM), 'runs');
    await mkdir(join(folder, 'run-1'), { recursive: true });
    await mkdir(join(folder, 'run-2'));
    await writeFile(join(folder, 'run-2', 'journal.ndjson'), '{"n":0');
    await writeFile(join(folder, 'a-file'), '');
    expect(await listRuns(state)).toEqual({ runs: [], warnings: [] });
  });

  test('names a run of which nothing can be told, beside the others', async () => {
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
});

describe('one run', () => {
  async function someRuns(): Promise<string> {
    const state = await temporaryFolder();
    for (const id of ['20261101T', '20261102T-a', '20261102T-b', '20261103T']) {
      await leaveRun(state, id, { result: {} });
    }
    await leaveRun(state, '20261102T', { teamId: OTHER, result: {} });
    return state;
  }

  test.each([
    ['20261101T', '20261101T'],
    ['20261101', '20261101T'],
    ['20261102T-b', '20261102T-b'],
    ['20261102T', '20261102T'],
  ])('%s is %s', async (given, runId) => {
    expect((await readRun(await someRuns(), given)).runId).toBe(runId);
  });

  test.each(['2026110', '20261102'])('%s is the beginning of several, which are named', async (given) => {
    const state = await someRuns();
    const error = await refusalOf(() => readRun(state, given));
    expect(error).toMatchObject({ code: 'ambiguous_run', exitCode: 7 });
    expect(error.message).toContain('20261102T-a, 20261102T');
  });

  test.each(['2027', '', '../runs', '1101'])('%j is none, and the latest are named', async (given) => {
    const state = await someRuns();
    await leaveRun(state, '20261031T', { result: {} });
    const error = await refusalOf(() => readRun(state, given));
    expect(error).toMatchObject({
      code: 'unknown_run',
      exitCode: 7,
      details: {
        runId: given,
        latest: ['20261103T', '20261102T-b', '20261102T-a', '20261102T', '20261101T'],
      },
    });
    expect(error.message).toContain('20261103T, 20261102T-b');
    expect(error.message).not.toContain('20261031T');
  });

  test('is none where nothing ran yet', async () => {
    const state = await temporaryFolder();
    const error = await refusalOf(() => readRun(state, 'run-1'));
    expect(error).toMatchObject({ code: 'unknown_run', details: { latest: [] } });
    expect(error.message).toContain('none yet');
  });

  test('that ended before its first record is none', async () => {
    const state = await someRuns();
    await mkdir(join(state, 'teams', encodeURIComponent(TEAM), 'runs', '20261104T'));
    const error = await refusalOf(() => readRun(state, '20261104T'));
    expect(error.code).toBe('unknown_run');
    expect(error.message).not.toMatch(/latest.*20261104T/);
  });

  test('that is damaged is an error', async () => {
    const state = await someRuns();
    await leaveRun(state, 'run-1');
    await breakJournal(state, 'run-1');
    expect(await refusalOf(() => readRun(state, 'run-1'))).toMatchObject({ code: 'journal_broken' });
  });
});
