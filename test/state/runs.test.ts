import { mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readJournal } from '../../src/state/journal.ts';
import { keptShape } from '../../src/state/memory.ts';
import { readPlanFile, type PlanFile } from '../../src/state/plan-file.ts';
import { filesOfRun } from '../../src/state/run-folder.ts';
import { readRun, startRun } from '../../src/state/runs.ts';
import { NOTHING_REMEMBERED } from '../helpers/memory.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';
import { end } from './records.ts';
import { AT, breakJournal, leaveRun, TEAM } from './run-values.ts';

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
