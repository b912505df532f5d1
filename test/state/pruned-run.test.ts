import { appendFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { appendAudit } from '../../src/state/audit.ts';
import { findPruned } from '../../src/state/pruned-run.ts';
import { readRun } from '../../src/state/runs.ts';
import { teamFolder } from '../../src/state/team-folder.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';
import { AT, leaveRun, TEAM } from './run-values.ts';

const OTHER = 'dbtid:AAA-2';

async function audited(
  state: string,
  runId: string,
  summary: Record<string, number> = {},
  teamId = TEAM,
): Promise<void> {
  const fields = { at: AT, runId, command: 'reconcile', mode: 'apply' as const, exitCode: 0 };
  await appendAudit(teamFolder(state, teamId), { ...fields, summary, changes: [] });
}

const foundIn = async (state: string, runId: string): Promise<string | undefined> =>
  (await findPruned(state, runId))?.entry.runId;

test('a run whose folder is gone is found in the log of its team, by its id or the beginning of it', async () => {
  const state = await temporaryFolder();
  for (const id of ['20261101T-a', '20261102T-b']) await audited(state, id);
  await audited(state, '20261102T', { applied: 2 }, OTHER);
  expect(await findPruned(state, '20261102T-b')).toMatchObject({
    entry: { runId: '20261102T-b', at: AT, command: 'reconcile', changed: false },
    path: join(teamFolder(state, TEAM), 'audit.ndjson'),
    line: 2,
  });
  expect(await findPruned(state, '20261102T')).toMatchObject({ entry: { changed: true }, line: 1 });
  expect(await foundIn(state, '20261101')).toBe('20261101T-a');
});

test.each(['', '2026110', '2027', '1101T', '"'])('%j is none, or not one alone', async (runId) => {
  const state = await temporaryFolder();
  for (const id of ['20261101T-a', '20261102T-b']) await audited(state, id);
  expect(await findPruned(state, runId)).toBeNull();
});

test('a run of which something is unknown was not pruned, and a damaged line tells of none', async () => {
  const state = await temporaryFolder();
  await audited(state, 'run-1', { unknown: 1 });
  await appendFile(join(teamFolder(state, TEAM), 'audit.ndjson'), '{"runId":"run-2"}\n"runId":"run-3"');
  for (const runId of ['run-1', 'run-2', 'run-3']) expect(await findPruned(state, runId)).toBeNull();
});

test('where there is no log, or one that cannot be read, there is none', async () => {
  const state = await temporaryFolder();
  expect(await findPruned(state, 'run-1')).toBeNull();
  await mkdir(join(teamFolder(state, TEAM), 'audit.ndjson'), { recursive: true });
  await mkdir(dirname(teamFolder(state, OTHER)), { recursive: true });
  expect(await findPruned(state, 'run-1')).toBeNull();
});

test('whoever names such a run hears on which rule it was removed', async () => {
  const state = await temporaryFolder();
  await audited(state, '20261101T-a');
  await audited(state, '20261102T-b', { applied: 3 });
  await leaveRun(state, '20261103T-c', { result: {} });
  const idle = await refusalOf(() => readRun(state, '20261101T-a'));
  expect(idle).toMatchObject({ code: 'run_pruned', exitCode: 7, details: { runId: '20261101T-a', line: 1 } });
  expect(idle.message).toBe(
    `The run 20261101T-a (reconcile, ended ${AT}) is no longer kept: runs that changed nothing are removed after 7 days.`,
  );
  expect(idle.hint).toContain(`${join(teamFolder(state, TEAM), 'audit.ndjson')}:1`);
  const changed = await refusalOf(() => readRun(state, '20261102'));
  expect(changed.message).toContain('runs that changed somebody are removed after 400 days');
  expect((await readRun(state, '2026110')).runId).toBe('20261103T-c');
});
