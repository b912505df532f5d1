import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runHistoryVerify } from '../../../src/commands/history/verify.ts';
import { appendAudit, type AuditEntry } from '../../../src/state/audit.ts';
import { teamFolder } from '../../../src/state/team-folder.ts';
import { AT, leaveRun, TEAM } from '../../state/run-values.ts';
import { place } from './place.ts';

const OTHER = 'dbtid:AAA-2';
const pathOf = (state: string, teamId = TEAM): string => join(teamFolder(state, teamId), 'audit.ndjson');

/** Runs with their entries in the audit log, in this order. */
async function audited(state: string, runIds: readonly string[], teamId = TEAM): Promise<void> {
  for (const [index, runId] of runIds.entries()) {
    const fields = { at: AT, runId, command: 'reconcile', exitCode: 0, summary: {}, changes: [] };
    const entry: AuditEntry = { ...fields, mode: 'apply' };
    const auditHead = await appendAudit(teamFolder(state, teamId), entry);
    const at = `2026-02-0${String(index + 1)}T00:00:00.000Z`;
    await leaveRun(state, runId, { teamId, at, result: { auditHead } });
  }
}

async function tamper(path: string): Promise<void> {
  await writeFile(path, (await readFile(path, 'utf8')).replace('"exitCode":0', '"exitCode":1'));
}

test('a log that is as it was written is intact', async () => {
  const here = await place();
  await audited(here.state, ['run-1', 'run-2']);
  const outcome = await runHistoryVerify(here.context());
  expect(outcome).toMatchObject({ exitCode: 0, error: null, data: { intact: true, firstBroken: null } });
  expect(outcome.text).toBe('Intact: 2 entries in the audit log.\n');
});

test('where nothing was ever run there is nothing to be damaged', async () => {
  for (const team of [TEAM, null]) {
    const outcome = await runHistoryVerify((await place(team)).context());
    expect(outcome).toMatchObject({ exitCode: 0, data: { intact: true, firstBroken: null } });
    expect(outcome.text).toContain('nothing to check');
  }
});

test('a line that was changed ends with 4 and is named', async () => {
  const here = await place();
  await audited(here.state, ['run-1', 'run-2']);
  await tamper(pathOf(here.state));
  const { exitCode, data, error } = await runHistoryVerify(here.context());
  expect(exitCode).toBe(4);
  expect(data).toEqual({
    intact: false,
    firstBroken: { line: 1, reason: 'It was changed after it was written.' },
  });
  expect(error).toMatchObject({ code: 'audit_damaged', exitCode: 4, details: { line: 1 } });
  expect(error?.message).toContain(`${pathOf(here.state)}:1`);
});

test('an end that was cut off is found by the newest run', async () => {
  const here = await place();
  await audited(here.state, ['run-1', 'run-2']);
  await leaveRun(here.state, 'run-3', { at: '2026-02-03T00:00:00.000Z' });
  const [first] = (await readFile(pathOf(here.state), 'utf8')).split('\n');
  await writeFile(pathOf(here.state), `${first ?? ''}\n`);
  const { data } = await runHistoryVerify(here.context());
  expect(data).toMatchObject({ intact: false, firstBroken: { line: 2 } });
  await rm(pathOf(here.state));
  expect((await runHistoryVerify(here.context())).data).toMatchObject({ firstBroken: { line: 1 } });
});

test('without a login the logs of every team are checked, and the damaged one names its team', async () => {
  const here = await place(null);
  await audited(here.state, ['run-1']);
  await audited(here.state, ['run-2'], OTHER);
  const whole = await runHistoryVerify(here.context());
  expect(whole.text).toBe('Intact: 2 entries in the audit logs of 2 teams.\n');
  await tamper(pathOf(here.state, OTHER));
  const { data, exitCode } = await runHistoryVerify(here.context());
  expect(exitCode).toBe(4);
  expect(data).toMatchObject({ intact: false, firstBroken: { line: 1, team: OTHER } });
});

test('damage to another team’s log is none of the team that the profile is logged in to', async () => {
  const here = await place();
  await audited(here.state, ['run-1']);
  await audited(here.state, ['run-2'], OTHER);
  await tamper(pathOf(here.state, OTHER));
  expect((await runHistoryVerify(here.context())).exitCode).toBe(0);
});
