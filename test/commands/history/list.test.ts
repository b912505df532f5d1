import { expect, test } from 'vitest';
import { runHistoryList } from '../../../src/commands/history/list.ts';
import { breakJournal, leaveRun, TEAM } from '../../state/run-values.ts';
import { place, type Place } from './place.ts';

const OTHER = 'dbtid:AAA-2';

async function withRuns(number: number): Promise<Place> {
  const here = await place();
  for (let run = 0; run < number; run += 1) {
    const minute = String(run).padStart(2, '0');
    await leaveRun(here.state, `run-${minute}`, { at: `2026-02-01T10:${minute}:00.000Z`, result: {} });
  }
  return here;
}

const idsOf = (data: object): string[] =>
  (data as { runs: { runId: string }[] }).runs.map(({ runId }) => runId);

test('the runs are listed newest first, each with how it ended', async () => {
  const here = await place();
  const summary = { suspend: 2, applied: 1, failed: 1 };
  const result = { exitCode: 4, outcome: 'failed', summary } as const;
  await leaveRun(here.state, 'run-a', { at: '2026-02-01T10:00:00.000Z', result });
  await leaveRun(here.state, 'run-b', { at: '2026-02-02T10:00:00.000Z' });
  const { data, exitCode } = await runHistoryList(here.context(), {});
  expect(exitCode).toBe(0);
  expect(data).toEqual({
    runs: [
      {
        runId: 'run-b',
        at: '2026-02-02T10:00:00.000Z',
        command: 'reconcile',
        mode: 'apply',
        outcome: 'crashed',
        exitCode: null,
        summary: {},
      },
      {
        runId: 'run-a',
        at: '2026-02-01T10:00:00.000Z',
        command: 'reconcile',
        mode: 'apply',
        ...result,
      },
    ],
  });
});

test('people get the last 20 and are told of the others, programs get all', async () => {
  const here = await withRuns(22);
  const { data, text } = await runHistoryList(here.context(), {});
  expect(idsOf(data)).toHaveLength(20);
  expect(idsOf(data)[0]).toBe('run-21');
  expect(text).toContain('2 earlier runs: teamsync history --limit 22');
  const all = await runHistoryList(here.context({ json: true }), {});
  expect(idsOf(all.data)).toHaveLength(22);
});

test('a limit counts for both', async () => {
  const here = await withRuns(3);
  for (const json of [false, true]) {
    expect(idsOf((await runHistoryList(here.context({ json }), { limit: 2 })).data)).toEqual([
      'run-02',
      'run-01',
    ]);
  }
});

test('only the runs of the team that the profile is logged in to are listed', async () => {
  const here = await withRuns(1);
  await leaveRun(here.state, 'elsewhere', { teamId: OTHER, result: {} });
  const { data, text } = await runHistoryList(here.context(), {});
  expect(idsOf(data)).toEqual(['run-00']);
  expect(text).not.toContain(TEAM);
});

test('without a login those of every team are listed, and each names its team', async () => {
  const here = await place(null);
  await leaveRun(here.state, 'here', { result: {} });
  await leaveRun(here.state, 'elsewhere', { teamId: OTHER, result: {} });
  const { data, text } = await runHistoryList(here.context(), {});
  expect(idsOf(data).sort()).toEqual(['elsewhere', 'here']);
  expect(text).toMatch(new RegExp(`here .*${TEAM}`));
  expect(text).toMatch(new RegExp(`elsewhere .*${OTHER}`));
});

test('a run of which nothing can be told is a warning', async () => {
  const here = await withRuns(1);
  await leaveRun(here.state, 'run-x');
  await breakJournal(here.state, 'run-x');
  const { data, warnings, exitCode } = await runHistoryList(here.context(), {});
  expect(exitCode).toBe(0);
  expect(idsOf(data)).toEqual(['run-00']);
  expect(warnings.map(({ code }) => code)).toEqual(['run_unreadable']);
});

test('where nothing was run yet the list is empty and says how to begin', async () => {
  const here = await place();
  const { data, text } = await runHistoryList(here.context(), {});
  expect(data).toEqual({ runs: [] });
  expect(text).toContain('teamsync reconcile ROSTER --dry-run');
});
