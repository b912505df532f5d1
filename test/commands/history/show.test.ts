import { expect, test } from 'vitest';
import { runHistoryShow } from '../../../src/commands/history/show.ts';
import { refusalOf } from '../../settings/refusal.ts';
import { AT, leaveRun, resultChange, TEAM } from '../../state/run-values.ts';
import { place } from './place.ts';

const NOW = { now: () => new Date('2026-11-28T00:00:00Z') };
const removal = {
  ...resultChange('deprovision', 'ben@example.com'),
  options: { method: 'remove' },
  reversibleUntil: '2026-12-02T15:25:00.000Z',
};

test('a run is found by the beginning of its id and shown with its changes and its team', async () => {
  const here = await place();
  const changes = [resultChange('suspend', 'ana@example.com'), removal];
  const summary = { suspend: 1, deprovision: 1, applied: 2 };
  await leaveRun(here.state, '20261125T152508Z-3f9a1c', { result: { changes, summary } });
  const { data } = await runHistoryShow(here.context({}, NOW), { run: '20261125' });
  expect(data).toEqual({
    runId: '20261125T152508Z-3f9a1c',
    at: AT,
    command: 'reconcile',
    mode: 'apply',
    outcome: 'done',
    exitCode: 0,
    summary,
    teamId: TEAM,
    changes,
  });
});

test('what can still be undone says until when, and how', async () => {
  const here = await place();
  await leaveRun(here.state, 'run-1', { result: { changes: [removal] } });
  const { text } = await runHistoryShow(here.context({}, NOW), { run: 'run-1' });
  expect(text).toContain('can be undone until 2026-12-02T15:25:00.000Z');
  expect(text).toContain('teamsync undo run-1');
});

test('what is past says so, and no command is named', async () => {
  const here = await place();
  await leaveRun(here.state, 'run-1', { result: { changes: [removal] } });
  const later = { now: () => new Date('2026-12-02T15:25:00Z') };
  const { text } = await runHistoryShow(here.context({}, later), { run: 'run-1' });
  expect(text).toContain('could be undone until 2026-12-02T15:25:00.000Z');
  expect(text).not.toContain('teamsync undo');
});

test('a run that never came to its end has no changes and says that it was cut off', async () => {
  const here = await place();
  await leaveRun(here.state, 'run-1');
  const { data, text } = await runHistoryShow(here.context(), { run: 'run-1' });
  expect(data).toMatchObject({ outcome: 'crashed', exitCode: null, summary: {}, changes: [] });
  expect(text).toContain('cut off');
});

test('a run that does not exist is refused with those that do', async () => {
  const here = await place();
  await leaveRun(here.state, 'run-1', { result: {} });
  const error = await refusalOf(() => runHistoryShow(here.context(), { run: 'nope' }));
  expect(error).toMatchObject({ code: 'unknown_run', exitCode: 7, details: { latest: ['run-1'] } });
});
