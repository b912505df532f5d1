import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkFaults } from '../../src/sandbox/faults.ts';
import { checkSeed, type SandboxSeed } from '../../src/sandbox/seed-file.ts';
import { generateSeed } from '../../src/sandbox/seed.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { install, type Ran } from '../helpers/cli.ts';
import { dataOf } from '../helpers/documents.ts';
import { DRY_RUN, place } from './auth/place.ts';

const INFO = 'team/get_info';
const ADMIN = 'team/token/get_authenticated_admin';
const LIST = 'team/members/list_v2';
const NEXT = 'team/members/list/continue_v2';
const LOOK = 'team/members/get_info_v2';
const ADD = 'team/members/add_v2';
const ADD_POLL = 'team/members/add/job_status/get_v2';
const SUSPEND = 'team/members/suspend';
const REMOVE = 'team/members/remove';

/** Long enough for calls that are made side by side to meet. */
const LATENCY_MS = 50;

const EVERYTHING = {
  provision: { enabled: true },
  suspend: { enabled: true },
  deprovision: { enabled: true, unlisted: 'deprovision' },
  safety: { maxDeprovisions: '100%', maxSuspensions: '100%' },
};

interface Scene {
  sandbox: Sandbox;
  counters: () => ReturnType<Sandbox['snapshot']>['counters'];
  run: (words: readonly string[], rows: readonly string[], settings?: object) => Promise<Ran>;
}

/** A team, and a program that is pointed at it with a roster of these rows. */
async function scene(seed: SandboxSeed, ...faults: object[]): Promise<Scene> {
  const here = await install();
  const sandbox = await startSandbox({
    team: { seed },
    latencyMs: LATENCY_MS,
    faults: checkFaults(faults, 'this test'),
  });
  onTestFinished(() => sandbox.close());
  const env = {
    TEAMSYNC_DROPBOX_API_URL: sandbox.url,
    TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken,
  };
  return {
    sandbox,
    counters: () => sandbox.snapshot().counters,
    async run(words, rows, settings = EVERYTHING) {
      const [roster, file] = [join(here.folder, 'roster.csv'), join(here.folder, 'settings.json')];
      await writeFile(
        roster,
        ['email,status,role', 'person0001@example.com,active,', ...rows, ''].join('\n'),
      );
      await writeFile(file, JSON.stringify(settings));
      return here.run(['reconcile', roster, '--settings', file, '--json', ...words], { env });
    },
  };
}

const people = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name}${String(index + 1)}@example.com`);

/** The admin, so many people to be suspended and so many to be removed. */
function teamOf(suspended: number, removed: number): SandboxSeed {
  const members = [
    { email: 'person0001@example.com', roles: ['team_admin'] },
    ...[...people('s', suspended), ...people('r', removed)].map((email) => ({ email })),
  ];
  const seed = checkSeed({ version: 1, team: { name: 'Counted', licences: 2000 }, members });
  return 'problems' in seed ? expect.fail(seed.problems.join()) : seed;
}

const suspensions = (count: number): string[] => people('s', count).map((email) => `${email},suspended,`);
const additions = (count: number): string[] => people('n', count).map((email) => `${email},active,`);

describe('a dry run', () => {
  test.each([
    [1, { [LIST]: 1 }],
    [1000, { [LIST]: 1 }],
    [1001, { [LIST]: 1, [NEXT]: 1 }],
    [2500, { [LIST]: 1, [NEXT]: 2 }],
  ])('of %i members asks for their pages, and for two facts beside the first one', async (members, pages) => {
    const { run, counters } = await scene(generateSeed(members));
    const ran = await run(['--dry-run'], [], {});
    expect(ran.exitCode).toBe(0);
    expect(counters().requests).toEqual({ [INFO]: 1, [ADMIN]: 1, ...pages });
    expect(counters()).toMatchObject({ writes: 0, mostCallsAtOnce: 3 });
  });

  test('asks for groups and roles only where they are enabled', async () => {
    const { run, counters } = await scene(generateSeed(2));
    const settings = { groups: { enabled: true, map: { eng: 'Engineering' } }, roles: { enabled: true } };
    await run(['--dry-run'], ['person0002@example.com,active,member'], settings);
    expect(counters().requests).toEqual({
      ...{ [INFO]: 1, [ADMIN]: 1, [LIST]: 1 },
      ...{ 'team/groups/list': 1, 'team/members/get_available_team_member_roles': 1 },
    });
  });

  test('starts over with pages of 200 when a page comes up empty', async () => {
    const { run, counters } = await scene(generateSeed(450), { route: LIST, emptyPage: true });
    expect((await run(['--dry-run'], [], {})).exitCode).toBe(0);
    expect(counters().requests).toEqual({ [INFO]: 1, [ADMIN]: 1, [LIST]: 2, [NEXT]: 2 });
  });

  test('refreshes its token once, however many calls wait for it', async () => {
    const at = await place();
    await at.logIn();
    await at.control('counters/reset', {});
    await at.control('team', { token: 'expired' });
    expect((await at.run(...DRY_RUN)).exitCode).toBe(0);
    expect(at.sandbox.snapshot().counters.requests).toMatchObject({ 'oauth2/token': 1 });
  });
});

describe('an apply', () => {
  test('that finds nothing to do reads the team once', async () => {
    const { run, counters } = await scene(generateSeed(1));
    expect((await run(['--yes'], [])).exitCode).toBe(0);
    expect(counters().requests).toEqual({ [INFO]: 1, [ADMIN]: 1, [LIST]: 1 });
  });

  test('adds 20 people a call, reads the team once more to prove it, and nobody asks again who the admin is', async () => {
    const { run, counters } = await scene(teamOf(0, 0));
    const ran = await run(['--yes'], additions(45));
    expect(dataOf(ran)).toMatchObject({ verified: true, summary: { applied: 45 } });
    expect(counters().requests).toEqual({ [INFO]: 2, [ADMIN]: 1, [LIST]: 2, [ADD]: 3 });
  });

  test('asks about a job until it is done', async () => {
    const { run, counters } = await scene(teamOf(0, 0), { route: ADD, async: 1 });
    expect(dataOf(await run(['--yes'], additions(5)))).toMatchObject({ verified: true });
    expect(counters().requests).toEqual({ [INFO]: 2, [ADMIN]: 1, [LIST]: 2, [ADD]: 1, [ADD_POLL]: 2 });
  });

  test('looks at 50 people a call before they are suspended or removed, each in one call', async () => {
    const { run, counters } = await scene(teamOf(51, 2));
    const ran = await run(['--yes', '--concurrency', '16'], suspensions(51));
    expect(dataOf(ran)).toMatchObject({ verified: true, summary: { applied: 53 } });
    expect(counters().requests).toEqual({
      ...{ [INFO]: 2, [ADMIN]: 1, [LIST]: 2, [LOOK]: 3 },
      ...{ [SUSPEND]: 51, [REMOVE]: 2 },
    });
  });

  test.each([1, 3])('has %i writes under way at most where it may have no more', async (writes) => {
    const { run, counters } = await scene(teamOf(8, 0));
    const ran = await run(['--yes', '--concurrency', String(writes)], suspensions(8));
    expect(dataOf(ran)).toMatchObject({ verified: true });
    expect(counters()).toMatchObject({ writes: 8, mostWritesAtOnce: writes });
  });

  test.each([
    ['429', { throttle: 'json-header', reason: 'too_many_write_operations' }],
    ['409', { error: 'too_many_write_operations' }],
  ])('gets everything done once where Dropbox takes few writes and says so with %s', async (_name, kind) => {
    const { run, counters } = await scene(teamOf(9, 0), { writes: true, perSecond: 5, times: 3, ...kind });
    const ran = await run(['--yes'], suspensions(9));
    expect(dataOf(ran)).toMatchObject({ verified: true, summary: { applied: 9, failed: 0 } });
    const { suspensions: done, requests } = counters();
    expect(done).toBe(9);
    expect(requests[SUSPEND]).toBeGreaterThan(9);
  });
});
