import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { FaultRule } from '../../src/sandbox/faults.ts';
import { checkFaults } from '../../src/sandbox/faults.ts';
import { builtInSeed } from '../../src/sandbox/seed.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { install, type Installation, type Ran } from '../helpers/cli.ts';
import { dataOf, documentOf } from '../helpers/documents.ts';

const EVERYTHING = {
  provision: { enabled: true },
  suspend: { enabled: true },
  deprovision: { enabled: true, unlisted: 'deprovision' },
  update: { enabled: true },
};

interface Rehearsal {
  here: Installation;
  sandbox: Sandbox;
  /** `reconcile` on the fixture roster against a sandbox that misbehaves, without time for retries. */
  reconcile: (...options: string[]) => Promise<Ran>;
}

/** A profile that knows nothing of sandboxes, pointed at one by the environment as at any other Dropbox. */
async function rehearse(...faults: object[]): Promise<Rehearsal> {
  const here = await install();
  const rules: FaultRule[] = checkFaults(faults, 'this test');
  const sandbox = await startSandbox({ team: { seed: builtInSeed() }, faults: rules });
  onTestFinished(() => sandbox.close());
  const settings = join(here.folder, 'settings.json');
  await writeFile(settings, JSON.stringify(EVERYTHING));
  const env = {
    TEAMSYNC_DROPBOX_API_URL: sandbox.url,
    TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken,
  };
  const fixed = [
    'reconcile',
    'fixtures/roster.csv',
    '--settings',
    settings,
    '--retry-budget',
    '0s',
    '--json',
  ];
  return { here, sandbox, reconcile: (...options) => here.run([...fixed, ...options], { env }) };
}

const changeOf = (ran: Ran, id: string): object | undefined =>
  (dataOf(ran)['changes'] as { id: string }[]).find((change) => change.id === id);

test('a profile of its own, pointed at the team by the environment, does the whole job', async () => {
  const { reconcile, sandbox } = await rehearse();
  const ran = await reconcile('--yes');
  expect(ran.exitCode).toBe(0);
  expect(dataOf(ran)).toMatchObject({ verified: true, differences: [], summary: { applied: 8 } });
  expect(sandbox.snapshot().counters.wipesRequested).toEqual([]);
});

test.each([
  ['a web page with status 200', { route: 'team/members/list_v2', times: 0, html: true }],
  ['JSON that ends early', { route: 'team/get_info', times: 0, truncate: true }],
  ['a connection that breaks', { route: 'team/members/list_v2', times: 0, drop: 'before' }],
  ['an error of the server', { route: '*', times: 0, status: 503 }],
])('%s is no data: 8, and nothing is sent', async (_name, fault) => {
  const { reconcile, sandbox } = await rehearse(fault);
  const ran = await reconcile('--yes');
  expect(ran.exitCode).toBe(8);
  expect(documentOf(ran)).toMatchObject({ ok: false, exitCode: 8, error: { code: 'dropbox_unavailable' } });
  expect(sandbox.snapshot().counters.writes).toBe(0);
});

test('a listing that stays short plans nothing destructive, says so, and ends with 3', async () => {
  const { reconcile, sandbox } = await rehearse({ route: 'team/members/list_v2', times: 2, omit: 1 });
  const ran = await reconcile('--yes');
  expect(ran.exitCode).toBe(3);
  expect(documentOf(ran)).toMatchObject({ error: { code: 'listing_incomplete' } });
  const { counters } = sandbox.snapshot();
  expect(counters).toMatchObject({ removals: 0, suspensions: 0, adds: 2 });
});

test('adds and removals that go on as jobs are waited for', async () => {
  const { reconcile } = await rehearse(
    { route: 'team/members/add_v2', async: 2 },
    { route: 'team/members/remove', times: 2, async: 1 },
  );
  const ran = await reconcile('--yes', '--retry-budget', '1m');
  expect(ran.exitCode).toBe(0);
  expect(dataOf(ran)).toMatchObject({ verified: true, summary: { applied: 8 } });
});

test('one person whom Dropbox refuses stops nobody else, and the run ends with 4', async () => {
  const { reconcile } = await rehearse({
    route: 'team/members/add_v2',
    item: { email: 'priya.nair@example.com', tag: 'user_on_another_team' },
  });
  const ran = await reconcile('--yes');
  expect(ran.exitCode).toBe(4);
  expect(documentOf(ran)).toMatchObject({ ok: false, error: { code: 'some_changes_failed' } });
  expect(dataOf(ran)).toMatchObject({
    summary: { applied: 7, failed: 1 },
    verified: false,
    differences: ['provision:priya.nair@example.com'],
  });
  expect(changeOf(ran, 'provision:priya.nair@example.com')).toMatchObject({
    status: 'failed',
    error: { code: 'user_on_another_team' },
  });
});

test('a removal whose answer is lost is settled by reading the team again', async () => {
  const { reconcile, sandbox } = await rehearse({ route: 'team/members/remove', drop: 'after' });
  const ran = await reconcile('--yes', '--concurrency', '1');
  expect(ran.exitCode).toBe(0);
  expect(changeOf(ran, 'deprovision:greta.lind@example.com')).toMatchObject({ status: 'applied' });
  expect(sandbox.snapshot().counters.removals).toBe(2);
});

test('a removal that got lost on its way is looked for, and sent once more', async () => {
  const { reconcile, sandbox } = await rehearse({ route: 'team/members/remove', drop: 'before' });
  const ran = await reconcile('--yes', '--concurrency', '1');
  expect(ran.exitCode).toBe(0);
  expect(sandbox.snapshot().counters.removals).toBe(2);
});

test('a removal that gets lost twice has failed, ends with 4, and is done by the next run', async () => {
  const { reconcile, sandbox } = await rehearse({ route: 'team/members/remove', drop: 'before', times: 2 });
  const ran = await reconcile('--yes', '--concurrency', '1');
  expect(ran.exitCode).toBe(4);
  expect(changeOf(ran, 'deprovision:greta.lind@example.com')).toMatchObject({
    status: 'failed',
    error: { code: 'lost_answer' },
  });
  expect(changeOf(ran, 'deprovision:lena.vogt@example.com')).toMatchObject({ status: 'applied' });
  const again = await reconcile('--yes');
  expect(again.exitCode).toBe(0);
  expect(sandbox.snapshot().counters.removals).toBe(2);
});

test.each(['before', 'after'])(
  'whoever is invited while every answer is dropped %s it is acted on gets one e-mail at most',
  async (drop) => {
    const { reconcile, sandbox } = await rehearse({ route: 'team/members/add_v2', drop, times: 2 });
    await reconcile('--yes');
    const again = await reconcile('--yes');
    expect(again.exitCode).toBe(0);
    const { mailsSent, adds } = sandbox.snapshot().counters;
    expect([...mailsSent].sort()).toEqual(['priya.nair@example.com', 'quinn.baker@example.com']);
    expect(adds).toBe(2);
  },
);

test('a reading that Dropbox refuses is an unexpected error, not some failed change', async () => {
  const { reconcile } = await rehearse({
    route: 'team/members/list_v2',
    times: 0,
    status: 400,
    body: 'Error in call to API function',
    contentType: 'text/plain',
  });
  expect((await reconcile('--dry-run')).exitCode).toBe(1);
});

test.each([
  ['expired', 401, { '.tag': 'expired_access_token' }, 5],
  ['revoked', 401, { '.tag': 'invalid_access_token' }, 5],
  ['without a scope', 401, { '.tag': 'missing_scope', required_scope: 'members.read' }, 6],
])('a token that is %s ends the run with its own code', async (_name, status, error, exitCode) => {
  const body = JSON.stringify({ error_summary: 'x/.', error });
  const { reconcile, sandbox } = await rehearse({
    route: 'team/members/list_v2',
    times: 0,
    status,
    body,
    contentType: 'application/json',
  });
  const ran = await reconcile('--dry-run');
  expect(ran.exitCode).toBe(exitCode);
  expect(ran.stdout + ran.stderr).not.toContain(sandbox.accessToken);
});

test('a token that dies in the middle stops the run before its next call and says what was done', async () => {
  const body = JSON.stringify({ error_summary: 'x/.', error: { '.tag': 'invalid_access_token' } });
  const { reconcile, sandbox } = await rehearse({
    route: 'team/members/suspend',
    times: 0,
    status: 401,
    body,
    contentType: 'application/json',
  });
  const ran = await reconcile('--yes');
  expect(ran.exitCode).toBe(5);
  expect(dataOf(ran)).toMatchObject({ summary: { applied: 5, failed: 1, skipped: 2 } });
  expect(sandbox.snapshot().counters.removals).toBe(0);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s ends a run after the call in flight, and the document says what is done',
  async (signal, exitCode) => {
    const here = await install();
    const sandbox = await startSandbox({ team: { seed: builtInSeed() }, latencyMs: 100 });
    onTestFinished(() => sandbox.close());
    const settings = join(here.folder, 'settings.json');
    await writeFile(settings, JSON.stringify(EVERYTHING));
    const env = {
      TEAMSYNC_DROPBOX_API_URL: sandbox.url,
      TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken,
    };
    const args = ['reconcile', 'fixtures/roster.csv', '--settings', settings, '--yes', '--json'];
    let child: ChildProcess | undefined;
    const running = here.run(args, { env, onStart: (started) => (child = started) });
    await vi.waitFor(
      () => {
        expect(sandbox.snapshot().counters.writes).toBeGreaterThan(0);
      },
      { timeout: 20_000, interval: 5 },
    );
    child?.kill(signal);
    const ran = await running;
    expect(ran.exitCode).toBe(exitCode);
    expect(documentOf(ran)).toMatchObject({ ok: false, exitCode, error: { code: 'interrupted' } });
    const { summary } = dataOf(ran) as { summary: Record<string, number> };
    expect(summary).toMatchObject({ failed: 0, unknown: 0 });
    expect(summary['applied']).toBeGreaterThan(0);
    expect(summary['skipped']).toBeGreaterThan(0);
    expect(sandbox.snapshot().counters.removals).toBe(0);
  },
);

test('nothing is enabled in a new profile, so nothing happens and the plan says what would', async () => {
  const { here, sandbox } = await rehearse();
  const env = {
    TEAMSYNC_DROPBOX_API_URL: sandbox.url,
    TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken,
  };
  const ran = await here.run(['reconcile', 'fixtures/roster.csv', '--yes', '--json'], { env });
  expect(ran.exitCode).toBe(0);
  expect(dataOf(ran)).toMatchObject({
    changes: [],
    disabled: { provision: 2, recover: 1, unsuspend: 1, update: 1, suspend: 1, deprovision: 1 },
  });
  expect(sandbox.snapshot().counters.writes).toBe(0);
});
