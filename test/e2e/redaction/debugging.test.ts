import { expect, test } from 'vitest';
import { logIn } from '../../helpers/browser.ts';
import { freeUri, place, secretNamed, store } from './place.ts';
import { DRY_RUN, LOGOUT, RECONCILE, STATUS, expectSilence, leaksOf, run } from './silence.ts';

/** Has Node and the HTTP client tell on standard error what they do. */
const NODE_DEBUG = 'http,net,tls,undici,fetch';
const TOLD = /^(HTTP|NET|UNDICI|FETCH) \d+: /m;

test('a login that is debugged shows no token, code, verifier or app secret', async () => {
  const uri = await freeUri();
  const at = await place([uri]);
  Object.assign(at.env, {
    NODE_DEBUG,
    TEAMSYNC_DROPBOX_APP_KEY: at.sandbox.appKey,
    TEAMSYNC_DROPBOX_APP_SECRET: at.sandbox.appSecret,
  });
  const ran = await logIn(at.here, ['--no-browser', '--verbose', '--redirect-uri', uri], { env: at.env });
  expect(ran.exitCode).toBe(0);
  expect(ran.stderr).toMatch(TOLD);
  for (const name of ['code', 'code_verifier', 'refresh token']) secretNamed(at, name);
  expect(await leaksOf(at, { login: ran })).toEqual([]);
});

test('commands that are debugged while they renew and use a token show none', async () => {
  const at = await place();
  await store(at, { withAccessToken: false });
  Object.assign(at.env, { NODE_DEBUG });
  const ran = await run(at, DRY_RUN);
  expect(ran.stderr).toMatch(TOLD);
  expect(await leaksOf(at, { run: ran })).toEqual([]);
  const exitCodes = await expectSilence(at, [STATUS], [RECONCILE], [LOGOUT]);
  expect(exitCodes).toEqual({ [STATUS]: 0, [RECONCILE]: 0, [LOGOUT]: 0 });
});
