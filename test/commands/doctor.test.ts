import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Context, Outcome } from '../../src/commands/context.ts';
import { runDoctor } from '../../src/commands/doctor.ts';
import type { Check } from '../../src/render/doctor.ts';
import { healthyTeam, listed, startFakeDropbox, type Replies } from '../helpers/fake-dropbox.ts';
import { place, type Place } from './history/place.ts';

const INPUT = { retryBudget: 0 };
const TOKEN = { TEAMSYNC_DROPBOX_ACCESS_TOKEN: 'sl.u.SENTINEL-given' };

const checksOf = ({ data }: Outcome): Check[] => (data as { checks: Check[] }).checks;
const statusOf = (outcome: Outcome): Record<string, string> =>
  Object.fromEntries(checksOf(outcome).map(({ name, status }) => [name, status]));

/** A context whose Dropbox answers like this; its clock tells the time of the answers. */
async function against(replies: Replies, env: Record<string, string> = TOKEN): Promise<[Context, Place]> {
  const fake = await startFakeDropbox(replies);
  const here = await place(null);
  await chmod(here.state, 0o700);
  const variables = { TEAMSYNC_DROPBOX_API_URL: fake.origin, ...env };
  return [here.context({}, { env: variables, now: () => new Date() }), here];
}

const TEAM = healthyTeam([{ ...listed('ann'), roles: [{ role_id: 'pid_dbtmr:1', name: 'Team' }] }]);

test('everything that can be told is told, in one order, and warnings alone end with 0', async () => {
  const [context] = await against(TEAM);
  const outcome = await runDoctor(context, INPUT);
  expect(outcome).toMatchObject({ exitCode: 0, error: null, warnings: [] });
  expect(Object.entries(statusOf(outcome))).toEqual([
    ['node', 'ok'],
    ['configuration', 'ok'],
    ['settings', 'warning'],
    ['notifications', 'ok'],
    ['login', 'warning'],
    ['scopes', 'ok'],
    ['admin', 'ok'],
    ['clock', 'ok'],
    ['reachability', 'ok'],
    ['licences', 'ok'],
    ['listing', 'ok'],
    ['state', 'ok'],
    ['lock', 'ok'],
    ['schedule', 'warning'],
  ]);
  expect(outcome.text).toContain('14 checks: 11 ok, 3 warnings, 0 failed.');
  for (const check of checksOf(outcome)) {
    expect(Object.keys(check)).toEqual(['name', 'status', 'message', 'hint']);
  }
});

describe('the first check that failed decides how it ends', () => {
  test('and what cannot be told without it is left out', async () => {
    const [context] = await against({}, {});
    const outcome = await runDoctor(context, INPUT);
    expect(outcome).toMatchObject({
      exitCode: 5,
      error: { code: 'not_authorized', details: { failed: ['login'] } },
    });
    expect(Object.keys(statusOf(outcome))).toEqual([
      'node',
      'configuration',
      'settings',
      'notifications',
      'login',
      'clock',
      'reachability',
      'state',
    ]);
  });

  test('however many follow', async () => {
    const [context] = await against({}, { ...TOKEN, TEAMSYNC_WEBHOOK_URL: 'http://hooks.example.com/' });
    const outcome = await runDoctor(context, { ...INPUT, roster: 'nowhere.csv' });
    expect(outcome.exitCode).toBe(7);
    expect(outcome.error?.details).toMatchObject({ failed: ['notifications', 'listing', 'roster'] });
    expect(outcome.error?.message).toContain('Failed as well: listing, roster.');
  });

  test('and a file that cannot be read is told once', async () => {
    const [context, here] = await against(TEAM, {});
    await writeFile(join(here.config, 'default.json'), '{', { mode: 0o600 });
    const outcome = await runDoctor(context, INPUT);
    expect(outcome.exitCode).toBe(7);
    expect(outcome.error?.details).toEqual({ failed: ['configuration'] });
    expect(statusOf(outcome)).not.toHaveProperty('login');
  });
});

test('where Dropbox cannot be reached that is what it ends with, and the rest of this machine is told', async () => {
  const [context] = await against({ 'team/get_info': { status: 503, text: '' } });
  const outcome = await runDoctor(context, INPUT);
  expect(outcome.exitCode).toBe(8);
  expect(statusOf(outcome)).toMatchObject({ login: 'warning', reachability: 'failed', state: 'ok' });
  expect(statusOf(outcome)).not.toHaveProperty('clock');
});

test('an address that no run would call fails with 7, and nobody is called', async () => {
  const here = await place();
  const context = here.context({}, { env: { TEAMSYNC_DROPBOX_API_URL: 'http://api.example.com' } });
  const outcome = await runDoctor(context, INPUT);
  expect(outcome).toMatchObject({ exitCode: 7, error: { code: 'insecure_url' } });
  expect(statusOf(outcome)).toMatchObject({ reachability: 'failed', lock: 'ok', schedule: 'warning' });
});

test('a roster is looked at beside the team', async () => {
  const [context, here] = await against(TEAM);
  const roster = join(here.state, 'roster.csv');
  await writeFile(roster, 'email\nann@example.com\n');
  expect(statusOf(await runDoctor(context, { ...INPUT, roster }))).toMatchObject({ roster: 'ok' });
});
