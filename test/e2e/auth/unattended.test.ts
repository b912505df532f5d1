import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataOf } from '../../helpers/documents.ts';
import { DRY_RUN, place } from './place.ts';

describe('without a stored login', () => {
  test('a refresh token of the environment serves a run, and nothing is written to disk', async () => {
    const at = await place();
    await at.logIn(['--profile', 'maker']);
    const maker = await at.run('auth', 'token', '--show-refresh-token', '--yes', '--profile', 'maker');
    const env = {
      ...at.env,
      TEAMSYNC_DROPBOX_REFRESH_TOKEN: maker.stdout.trim(),
      TEAMSYNC_CONFIG_DIR: join(at.here.folder, 'empty'),
    };
    const [ran, status] = await Promise.all([
      at.here.run(DRY_RUN, { env }),
      at.here.run(['auth', 'status', '--json'], { env }),
    ]);
    expect(ran.exitCode).toBe(0);
    expect(dataOf(status)).toMatchObject({ source: 'environment', valid: true, scopes: null });
    await expect(readdir(join(at.here.folder, 'empty'))).rejects.toThrow('ENOENT');
  });

  test('nobody is authorized, and the data of the status says so', async () => {
    const { here } = await place();
    const ran = await here.run(['auth', 'status', '--json']);
    expect(ran.exitCode).toBe(5);
    expect(dataOf(ran)).toEqual({
      authorized: false,
      source: null,
      team: null,
      admin: null,
      scopes: null,
      missingScopes: null,
      expiresAt: null,
      valid: false,
    });
  });

  test('a login without a terminal ends at once with 5 and names the variables', async () => {
    const { here } = await place();
    const ran = await here.run(['auth', 'dropbox']);
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toContain('TEAMSYNC_DROPBOX_REFRESH_TOKEN');
    expect(ran.stderr).toContain('TEAMSYNC_DROPBOX_ACCESS_TOKEN');
  });

  test('a keychain that does not exist is said before anybody has to authorize', async () => {
    const at = await place();
    const ran = await at.run('auth', 'dropbox', '--no-browser', '--keychain');
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toContain('keychain');
    expect(ran.stderr).not.toContain('/oauth2/authorize');
  });

  test.each(['TEAMSYNC_DROPBOX_API_URL', 'TEAMSYNC_DROPBOX_AUTH_URL'])(
    'an address in %s that is http and not on this machine is refused with 7',
    async (name) => {
      const at = await place();
      at.env[name] = 'http://dropbox.example.com';
      expect((await at.run('auth', 'dropbox', '--no-browser')).exitCode).toBe(7);
    },
  );
});
