import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { runStatus } from '../../src/commands/status.ts';
import { recordAttempt, type Attempt } from '../../src/state/attempts.ts';
import { filesOfRun } from '../../src/state/run-folder.ts';
import { breakJournal, leaveRun, TEAM } from '../state/run-values.ts';
import { place, type Place } from './history/place.ts';

/** The clock of these contexts is at 2026-03-02T10:00:00Z. */
const FRESH = '2026-03-02T07:59:59.500Z';
const OLD = '2026-02-28T10:00:00.000Z';
const HOUR = 3_600_000;
const INPUT = { maxAge: 26 * HOUR, retryBudget: 0 };

const attempt: Attempt = {
  at: '2026-03-02T09:00:00.000Z',
  profile: 'default',
  command: 'reconcile',
  exitCode: 9,
  code: 'locked',
  message: 'Another run holds the lock of this team.',
};

interface Data {
  healthy: boolean;
  lastGoodRun: { runId: string; at: string } | null;
  ageSeconds: number | null;
  reason: string | null;
}

async function status(here: Place, input = INPUT): ReturnType<typeof runStatus> {
  return runStatus(here.context(), input);
}

/** Why it is not healthy; fails where it is. */
async function reasonOf(here: Place): Promise<string> {
  const { exitCode, data, error } = await status(here);
  expect(exitCode).toBe(4);
  expect(error).toMatchObject({ code: 'unhealthy', message: (data as Data).reason });
  return (data as Data).reason ?? '';
}

describe('a good run', () => {
  test('within the time is healthy', async () => {
    const here = await place();
    await leaveRun(here.state, 'old', { at: OLD, result: {} });
    await leaveRun(here.state, 'fresh', { at: FRESH, result: { outcome: 'nothing' } });
    const outcome = await status(here);
    expect(outcome).toMatchObject({ exitCode: 0, error: null });
    expect(outcome.data).toEqual({
      healthy: true,
      lastGoodRun: { runId: 'fresh', at: FRESH },
      ageSeconds: 7200,
      reason: null,
    });
    expect(outcome.text).toContain(`Healthy: the last good run (fresh, ${FRESH})`);
  });

  test('counts up to the last millisecond of it', async () => {
    const here = await place();
    await leaveRun(here.state, 'run-1', { at: '2026-03-02T09:00:00.000Z', result: {} });
    expect((await status(here, { ...INPUT, maxAge: HOUR })).exitCode).toBe(0);
    expect((await status(here, { ...INPUT, maxAge: HOUR - 1 })).exitCode).toBe(4);
  });

  test('stays healthy when a later one goes wrong', async () => {
    const here = await place();
    await leaveRun(here.state, 'good', { at: FRESH, result: {} });
    await leaveRun(here.state, 'bad', {
      at: '2026-03-02T09:00:00.000Z',
      result: { exitCode: 4, outcome: 'failed' },
    });
    await recordAttempt(here.state, attempt);
    expect((await status(here)).data).toMatchObject({ healthy: true, lastGoodRun: { runId: 'good' } });
  });

  test.each([
    ['failed', { exitCode: 4, outcome: 'failed' }],
    ['looked at some people only', { whole: false }],
    ['changed nothing on purpose', { mode: 'dry-run' }],
    ['was another command', { command: 'member suspend' }],
    ['was on another team', { teamId: 'dbtid:AAA-2' }],
  ] as const)('is none that %s', async (_what, result) => {
    const here = await place();
    const teamId = 'teamId' in result ? result.teamId : TEAM;
    await leaveRun(here.state, 'run-1', { at: FRESH, teamId, result });
    expect((await status(here)).data).toMatchObject({
      healthy: false,
      lastGoodRun: null,
      ageSeconds: null,
    });
  });

  test('is none whose date is still to come, as after a wrong clock', async () => {
    const here = await place();
    await leaveRun(here.state, 'future', { at: '2030-01-01T00:00:00.000Z', result: {} });
    await leaveRun(here.state, 'fresh', { at: FRESH, result: {} });
    expect((await status(here)).data).toMatchObject({ healthy: true, lastGoodRun: { runId: 'fresh' } });
  });
});

describe('not healthy', () => {
  test('because nothing ever ran', async () => {
    const here = await place();
    const { data, error } = await status(here);
    expect(data).toEqual({
      healthy: false,
      lastGoodRun: null,
      ageSeconds: null,
      reason: 'No run of this team has ended well yet.',
    });
    expect(error?.hint).toContain('teamsync reconcile ROSTER --yes');
  });

  test('because the last good run is too old and nothing was tried since', async () => {
    const here = await place();
    await leaveRun(here.state, 'old', { at: OLD, result: {} });
    await recordAttempt(here.state, { ...attempt, at: OLD, exitCode: 0, code: null, message: '' });
    expect(await reasonOf(here)).toBe(
      `The last good run (old, ${OLD}) began more than 26 hours ago, and none was tried since.`,
    );
    expect((await status(here)).data).toMatchObject({
      lastGoodRun: { runId: 'old', at: OLD },
      ageSeconds: 172_800,
    });
  });

  test('because a rail refused the last run, whose code and words are in its journal', async () => {
    const here = await place();
    await leaveRun(here.state, 'refused', {
      at: FRESH,
      records: [{ type: 'stop', at: FRESH, code: 'too_many_deprovisions', message: 'It would remove 9.' }],
      result: { exitCode: 3, outcome: 'refused' },
    });
    expect(await reasonOf(here)).toBe(
      'No run of this team has ended well yet; the last run (refused) was refused by a safety rail and ended with exit code 3 (too_many_deprovisions): It would remove 9.',
    );
    expect((await status(here)).error?.hint).toContain('teamsync history show refused');
    await recordAttempt(here.state, { ...attempt, exitCode: 3, code: 'too_many_deprovisions' });
    expect(await reasonOf(here)).toContain('the last run (refused)');
  });

  test('because a run failed whose journal can no longer be read', async () => {
    const here = await place();
    await leaveRun(here.state, 'run-1', { at: FRESH, result: { exitCode: 4, outcome: 'failed' } });
    await breakJournal(here.state, 'run-1');
    expect(await reasonOf(here)).toContain('the last run (run-1) ended with exit code 4.');
  });

  test('because the last run was cut off', async () => {
    const here = await place();
    await leaveRun(here.state, 'old', { at: OLD, result: {} });
    await leaveRun(here.state, 'run-1', { at: FRESH });
    expect(await reasonOf(here)).toContain(
      'the last run (run-1) has not ended: it is at work, or was cut off',
    );
    await leaveRun(here.state, 'run-2', { at: FRESH, result: { exitCode: 1, outcome: 'crashed' } });
    expect(await reasonOf(here)).toContain('the last run (run-2) was cut off.');
  });

  test('because the last run looked at some people only', async () => {
    const here = await place();
    await leaveRun(here.state, 'run-1', { at: FRESH, result: { whole: false } });
    expect(await reasonOf(here)).toContain('the last run (run-1) looked at some people only');
  });

  test.each([
    [9, 'locked', '--wait 10m'],
    [5, 'not_authorized', 'teamsync auth dropbox'],
    [6, 'missing_scope', 'teamsync auth status'],
    [7, 'roster_invalid', 'teamsync reconcile ROSTER --dry-run'],
  ])('because the last attempt came to no run: exit code %i', async (exitCode, code, hint) => {
    const here = await place();
    await leaveRun(here.state, 'old', { at: OLD, result: {} });
    await recordAttempt(here.state, { ...attempt, exitCode, code, message: 'It did not go. ' });
    expect(await reasonOf(here)).toContain(
      `; the last attempt (reconcile, ${attempt.at}) ended with exit code ${String(exitCode)} (${code}): It did not go.`,
    );
    expect((await status(here)).error?.hint).toContain(hint);
  });

  test('an attempt counts only where it is the last thing that happened, went wrong, and is of this profile', async () => {
    const here = await place();
    await leaveRun(here.state, 'run-1', { at: FRESH, result: { exitCode: 4, outcome: 'failed' } });
    await recordAttempt(here.state, { ...attempt, profile: 'acme' });
    for (const other of [{ at: OLD }, { exitCode: 0, code: null }, { exitCode: 2, code: null }]) {
      await recordAttempt(here.state, { ...attempt, ...other });
      expect(await reasonOf(here)).toContain('the last run (run-1)');
    }
    await recordAttempt(here.state, attempt);
    expect(await reasonOf(here)).toContain('the last attempt');
  });
});

describe('where this machine does not know the team', () => {
  test('it is not healthy by the runs of another one', async () => {
    const here = await place(null);
    await leaveRun(here.state, 'run-1', { at: FRESH, result: {} });
    const { exitCode, data, error } = await status(here);
    expect(exitCode).toBe(4);
    expect(data).toMatchObject({ healthy: false, lastGoodRun: null });
    expect(error).toMatchObject({ code: 'unhealthy', details: { code: 'not_authorized' } });
    expect(error?.hint).toContain('teamsync auth dropbox');
  });

  test('and nothing ever ran, nobody is asked', async () => {
    const here = await place(null);
    await recordAttempt(here.state, { ...attempt, exitCode: 5, code: 'not_authorized' });
    expect(await reasonOf(here)).toContain('(not_authorized)');
  });

  test('a credential that is not even complete is exit 7', async () => {
    const here = await place(null);
    await leaveRun(here.state, 'run-1', { at: FRESH, result: {} });
    const context = here.context({}, { env: { TEAMSYNC_DROPBOX_REFRESH_TOKEN: 'r' } });
    await expect(runStatus(context, INPUT)).rejects.toMatchObject({ exitCode: 7 });
  });
});

test('runs of which nothing can be told are warnings', async () => {
  const here = await place();
  await leaveRun(here.state, 'run-1', { at: FRESH, result: {} });
  await writeFile(filesOfRun(here.state, TEAM, 'run-1').folder + '/result.json', '{');
  const { warnings, exitCode } = await status(here);
  expect(exitCode).toBe(4);
  expect(warnings.map(({ code }) => code)).toEqual(['run_unreadable']);
});
