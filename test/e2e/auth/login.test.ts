import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allow, logIn } from '../../helpers/browser.ts';
import { dataOf } from '../../helpers/documents.ts';
import { DRY_RUN, place, storedIn, tokenCalls } from './place.ts';

describe('a login', () => {
  test('shows team, admin and scopes, and keeps the tokens in a file that only its owner can read', async () => {
    const at = await place();
    const ran = await at.logIn();
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('Authorized for Rehearsal (dbtid:');
    expect(ran.stdout).toContain('olivia.brandt@example.com');
    expect(ran.stdout).toContain('members.delete');
    expect((await stat(at.profile)).mode & 0o777).toBe(0o600);
    expect((await stat(join(at.here.folder, 'config'))).mode & 0o777).toBe(0o700);
    expect(tokenCalls(at)).toBe(1);
  });

  test('serves the commands that follow without another token request', async () => {
    const at = await place();
    await at.logIn();
    const [ran, status] = await Promise.all([at.run(...DRY_RUN), at.run('auth', 'status', '--json')]);
    expect(ran.exitCode).toBe(0);
    expect(status.exitCode).toBe(0);
    expect(dataOf(status)).toMatchObject({
      authorized: true,
      source: 'file',
      team: { name: 'Rehearsal' },
      admin: { email: 'olivia.brandt@example.com' },
      missingScopes: [],
      valid: true,
    });
    expect(tokenCalls(at)).toBe(1);
  });

  test('asks for no more than --access says, and names what is missing afterwards', async () => {
    const at = await place();
    const ran = await at.logIn(['--access', 'read', '--json']);
    expect(dataOf(ran)).toMatchObject({
      scopes: ['team_info.read', 'members.read', 'groups.read'],
      missingScopes: ['members.write', 'groups.write', 'members.delete'],
    });
  });

  test('keeps several profiles apart', async () => {
    const at = await place();
    await at.logIn(['--profile', 'acme']);
    const [status, other] = await Promise.all([
      at.run('auth', 'status', '--offline', '--profile', 'acme'),
      at.run('auth', 'status', '--offline'),
    ]);
    expect(status.exitCode).toBe(0);
    expect(other.exitCode).toBe(5);
  });

  test('that another one replaces leaves a warning when the team is another one', async () => {
    const at = await place();
    await at.logIn();
    await at.control('reset', {});
    const again = await at.logIn();
    expect(again.exitCode).toBe(0);
    expect(again.stderr).toContain('was authorized for the team Rehearsal');
  });

  test('warns that a token of the environment wins over it', async () => {
    const at = await place();
    Object.assign(at.env, { TEAMSYNC_DROPBOX_ACCESS_TOKEN: at.sandbox.accessToken });
    const ran = await at.logIn();
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toContain('TEAMSYNC_DROPBOX_ACCESS_TOKEN is set and wins');
    expect(dataOf(await at.run('auth', 'status', '--json'))).toMatchObject({
      source: 'environment',
      scopes: null,
      missingScopes: null,
    });
  });

  test('on the rehearsal team of --sandbox ignores the environment and serves later commands', async () => {
    const { here } = await place();
    const env = { TEAMSYNC_DROPBOX_ACCESS_TOKEN: 'not-one', TEAMSYNC_DROPBOX_APP_KEY: 'none' };
    const ran = await logIn(here, ['--sandbox', '--no-browser'], { env });
    expect(ran.exitCode).toBe(0);
    const status = await here.run(['auth', 'status', '--sandbox', '--json'], { env });
    expect(dataOf(status)).toMatchObject({ source: 'file', valid: true });
    expect((await here.run([...DRY_RUN, '--sandbox'], { env })).exitCode).toBe(0);
    await here.run(['sandbox', 'reset']);
    expect((await here.run(['auth', 'status', '--sandbox'])).exitCode).toBe(5);
    expect((await here.run([...DRY_RUN, '--sandbox'])).exitCode).toBe(0);
  });
});

test('allowing twice in a row gives two logins, of which the last one counts', async () => {
  const at = await place();
  await at.logIn();
  const first = await storedIn(at);
  await at.logIn([], { visit: allow });
  const second = await storedIn(at);
  expect(second.credentials.login?.refreshToken).not.toBe(first.credentials.login?.refreshToken);
});
