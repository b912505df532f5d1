import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freePort } from '../../helpers/browser.ts';
import { inBase64 } from './misfortune.ts';
import { obtainTokens, place, useAccessToken, type Place } from './place.ts';
import { APPLY, DRY_RUN, LOGOUT, PLAN, RECONCILE, STATUS, expectSilence } from './silence.ts';

/** Puts credentials of the environment into files that a container would mount. */
async function mount(at: Place, values: Record<string, string>): Promise<void> {
  const folder = join(at.here.folder, 'mounted');
  await mkdir(folder);
  for (const [name, value] of Object.entries(values)) {
    const path = join(folder, name.toLowerCase());
    await writeFile(path, `${value}\n`, { mode: 0o600 });
    at.keepers.push(path);
    at.env[`TEAMSYNC_DROPBOX_${name}_FILE`] = path;
  }
}

describe('no run shows what it read in mounted files:', () => {
  test('an access token', async () => {
    const at = await place();
    await mount(at, { ACCESS_TOKEN: at.sandbox.accessToken });
    expect(await expectSilence(at, [STATUS, DRY_RUN])).toEqual({ [STATUS]: 0, [DRY_RUN]: 0 });
  });

  test('a refresh token, app key and app secret', async () => {
    const at = await place();
    const { appKey, appSecret } = at.sandbox;
    const { refresh } = await obtainTokens(at);
    await mount(at, { REFRESH_TOKEN: refresh, APP_KEY: appKey, APP_SECRET: appSecret });
    const exitCodes = await expectSilence(at, [STATUS, DRY_RUN], [PLAN], [APPLY], [RECONCILE, LOGOUT]);
    expect(Object.values(exitCodes)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('a mistake in the environment is named without its value:', () => {
  test.each<[string, (token: string) => Record<string, string>]>([
    ['a token with a space inside', (token) => ({ ACCESS_TOKEN: `${token} ${token}` })],
    ['a refresh token with a line break inside', (token) => ({ REFRESH_TOKEN: `${token}\n${token}` })],
    ['an app secret with a quote', (token) => ({ ACCESS_TOKEN: 'x'.repeat(20), APP_SECRET: `"${token}"` })],
    ['a refresh token without its app', (token) => ({ REFRESH_TOKEN: token })],
    ['a token and its file', (token) => ({ ACCESS_TOKEN: token, ACCESS_TOKEN_FILE: '/nowhere' })],
    ['a token where the path of its file belongs', (token) => ({ ACCESS_TOKEN_FILE: token })],
    ['a refresh token where the key of the app belongs', (token) => ({ APP_KEY: `${token}${token}` })],
    ['a password in the address of the API', (token) => ({ API_URL: `https://me:${token}@127.0.0.1` })],
  ])('%s', async (_name, variables) => {
    const at = await place();
    const { refresh } = await obtainTokens(at);
    for (const [name, value] of Object.entries(variables(refresh)))
      at.env[`TEAMSYNC_DROPBOX_${name}`] = value;
    expect(await expectSilence(at, [STATUS, DRY_RUN])).toEqual({ [STATUS]: 7, [DRY_RUN]: 7 });
  });
});

test('the password of a proxy that cannot be reached is not shown', async () => {
  const at = await place();
  const password = 'SENTINEL-password-of-the-proxy-0123456789';
  at.secrets
    .set(password, 'password of the proxy')
    .set(inBase64(`me:${password}`), 'credentials of the proxy');
  // Nobody listens there, so nothing leaves this machine whatever the address of the API.
  at.env['HTTPS_PROXY'] = `http://me:${password}@127.0.0.1:${String(await freePort())}`;
  Reflect.deleteProperty(at.env, 'TEAMSYNC_DROPBOX_API_URL');
  await useAccessToken(at);
  expect(await expectSilence(at, [STATUS, DRY_RUN])).toEqual({ [STATUS]: 8, [DRY_RUN]: 8 });
});
