import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findSecrets } from '../helpers/secrets.ts';
import { freePort } from '../helpers/browser.ts';
import { install, type Ran } from '../helpers/cli.ts';
import { dataOf, documentOf } from '../helpers/documents.ts';
import { place, storedIn } from './auth/place.ts';

const ROSTER = 'fixtures/roster.csv';

interface Check {
  name: string;
  status: string;
  message: string;
  hint: string | null;
}

const checksOf = (ran: Ran): Check[] => dataOf(ran)['checks'] as Check[];
const statusOf = (ran: Ran): Record<string, string> =>
  Object.fromEntries(checksOf(ran).map(({ name, status }) => [name, status]));

test('the rehearsal team is healthy, and after a good run nothing is left to be warned of', async () => {
  const here = await install();
  const before = await here.run(['doctor', '--sandbox', '--json', '--roster', ROSTER]);
  expect(before.exitCode).toBe(0);
  expect(documentOf(before)).toMatchObject({ command: 'doctor', ok: true, error: null });
  const { schedule, ...others } = statusOf(before);
  expect(schedule).toBe('warning');
  expect(new Set(Object.values(others))).toEqual(new Set(['ok']));

  expect((await here.run(['reconcile', ROSTER, '--sandbox', '--yes'])).exitCode).toBe(0);
  const after = await here.run(['doctor', '--sandbox']);
  expect([after.exitCode, after.stderr]).toEqual([0, '']);
  expect(after.stdout).toMatch(/^ok {7}schedule {7}Healthy: /m);
  expect(after.stdout).toContain('0 warnings, 0 failed.');
});

test('a roster that looks quite different is a warning, one that cannot be used ends with 7', async () => {
  const here = await install();
  await here.run(['reconcile', ROSTER, '--sandbox', '--yes']);
  const small = { input: 'email\nolivia.brandt@example.com\n' };
  const shrunk = await here.run(['doctor', '--sandbox', '--json', '--roster', '-'], small);
  expect(shrunk.exitCode).toBe(0);
  expect(statusOf(shrunk)).toMatchObject({ roster: 'warning' });
  const bad = await here.run(['doctor', '--sandbox', '--roster', '-'], { input: 'email\nnobody\n' });
  expect(bad.exitCode).toBe(7);
  expect(bad.stdout).toMatch(/^FAILED {3}roster /m);
  expect(bad.stderr).toContain('The check "roster" failed');
});

test('without a login it ends with 5, and its checks are there all the same', async () => {
  const here = await install();
  const env = { TEAMSYNC_DROPBOX_API_URL: `http://127.0.0.1:${String(await freePort())}` };
  const ran = await here.run(['doctor', '--json', '--retry-budget', '0s'], { env });
  expect(ran.exitCode).toBe(5);
  expect(documentOf(ran)).toMatchObject({ ok: false, error: { code: 'not_authorized' } });
  expect(statusOf(ran)).toMatchObject({ node: 'ok', login: 'failed', reachability: 'failed', state: 'ok' });
});

test('a login is renewed, measured against what is enabled, and never shown', async () => {
  const at = await place();
  await at.logIn(['--access', 'read']);
  const looking = await at.run('doctor', '--json');
  expect(looking.exitCode).toBe(0);
  expect(statusOf(looking)).toMatchObject({ login: 'ok', scopes: 'ok', admin: 'ok', settings: 'warning' });

  await at.run('settings', 'set', '--deprovision');
  const lacking = await at.run('doctor');
  expect(lacking.exitCode).toBe(6);
  expect(lacking.stdout).toMatch(/^FAILED {3}scopes .*\n(.*\n)?.*members\.delete/m);

  const { credentials } = await storedIn(at);
  const secrets = new Map([
    [credentials.login?.refreshToken ?? '', 'refresh token'],
    [credentials.login?.accessToken.value ?? '', 'access token'],
  ]);
  for (const { stdout, stderr } of [looking, lacking]) {
    expect(findSecrets(stdout + stderr, secrets)).toEqual([]);
  }
});

test('a grant that was revoked ends with 5', async () => {
  const at = await place({ route: 'oauth2/token', nth: 2, times: 0, token: 'invalid_grant' });
  expect((await at.logIn()).exitCode).toBe(0);
  const ran = await at.run('doctor', '--json');
  expect(ran.exitCode).toBe(5);
  expect(checksOf(ran).find(({ name }) => name === 'login')?.hint).toContain('teamsync auth dropbox');
});

test('a configuration that cannot be read ends with 7, told once', async () => {
  const here = await install();
  await mkdir(join(here.folder, 'config'), { mode: 0o700 });
  await writeFile(join(here.folder, 'config', 'sandbox.json'), '{', { mode: 0o600 });
  const ran = await here.run(['doctor', '--sandbox', '--json']);
  expect(ran.exitCode).toBe(7);
  expect(statusOf(ran)['configuration']).toBe('failed');
  expect(statusOf(ran)).not.toHaveProperty('settings');
});
