import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataOf } from '../../helpers/documents.ts';
import { DRY_RUN, place, storedIn } from './place.ts';

describe('logging out', () => {
  test('revokes the grant and forgets it, and the key of the app stays', async () => {
    const at = await place();
    await at.logIn();
    const { credentials } = await storedIn(at);
    const ran = await at.run('auth', 'logout', '--json');
    expect(ran.exitCode).toBe(0);
    expect(dataOf(ran)).toEqual({ revoked: true, forgotten: true });
    expect((await storedIn(at)).credentials).toMatchObject({ login: null, appKey: at.sandbox.appKey });
    const env = { ...at.env, TEAMSYNC_DROPBOX_REFRESH_TOKEN: credentials.login?.refreshToken ?? '' };
    const after = await Promise.all([at.here.run(DRY_RUN, { env }), at.run('auth', 'logout')]);
    expect(after.map(({ exitCode }) => exitCode)).toEqual([5, 0]);
  });

  test('works with an access token that has expired', async () => {
    const at = await place();
    await at.logIn();
    await at.control('team', { token: 'expired' });
    expect((await at.run('auth', 'logout')).exitCode).toBe(0);
  });

  test('forgets the login although Dropbox cannot be reached, says that the grant may live, and ends with 8', async () => {
    const at = await place();
    await at.logIn();
    await at.sandbox.close();
    const ran = await at.run('auth', 'logout', '--retry-budget', '0s');
    expect(ran.exitCode).toBe(8);
    expect(ran.stderr).toContain('may still live');
    expect(ran.stderr).toContain('https://www.dropbox.com/team/admin/settings/team_apps');
    expect((await storedIn(at)).credentials.login).toBeNull();
  });

  test('without a login, or with one that is dead already, ends with 0', async () => {
    const at = await place();
    expect((await at.run('auth', 'logout')).exitCode).toBe(0);
    await at.logIn();
    await at.control('team', { token: 'revoked' });
    expect((await at.run('auth', 'logout')).exitCode).toBe(0);
  });

  test('forgets credentials that cannot be read', async () => {
    const at = await place();
    await mkdir(join(at.here.folder, 'config'), { mode: 0o700 });
    await writeFile(at.profile, '{"credentials": {"version": 9}, "settings": {}}', { mode: 0o600 });
    expect((await at.run('auth', 'logout')).exitCode).toBe(8);
    expect(JSON.parse(await readFile(at.profile, 'utf8'))).toEqual({ settings: {} });
  });
});
