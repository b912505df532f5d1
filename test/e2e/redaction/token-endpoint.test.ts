import { expect, test } from 'vitest';
import { decide, logIn } from '../../helpers/browser.ts';
import { everyCall, named, repeat, type Misfortune } from './misfortune.ts';
import { freeUri, place, store } from './place.ts';
import { LOGOUT, STATUS, expectSilence, leaksOf, run } from './silence.ts';

const TOKEN_MISFORTUNES: Misfortune[] = [
  { name: 'a 500', set: everyCall(() => ({ status: 500, body: 'Sorry' }), 'oauth2/token'), ends: [8, 8, 8] },
  { name: 'a web page', set: everyCall(() => ({ html: true }), 'oauth2/token'), ends: [8, 8, 8] },
  { name: 'half of the tokens', set: everyCall(() => ({ truncate: true }), 'oauth2/token'), ends: [8, 8, 8] },
  { name: 'a reset', set: everyCall(() => ({ drop: 'after' }), 'oauth2/token'), ends: [8, 8, 8] },
  {
    name: 'tokens that are no bearer tokens',
    set: everyCall(() => ({ status: 200, body: UNUSABLE }), 'oauth2/token'),
    ends: [8, 8, 8],
  },
  {
    name: 'invalid_grant',
    set: everyCall(() => ({ token: 'invalid_grant' }), 'oauth2/token'),
    ends: [5, 5, 0],
  },
  {
    name: 'a redirect to another host',
    set: everyCall(() => ({ token: 'redirect' }), 'oauth2/token'),
    ends: [8, 8, 8],
  },
  {
    name: 'the form that it was sent',
    set: (at) => {
      repeat(at, (sent) => sent);
    },
    ends: [5, 5, 8],
  },
  {
    name: 'every value that it was sent, one by one',
    set: (at) => {
      repeat(at, (sent) => [...new URLSearchParams(sent).values()].toReversed().join(' '));
    },
    ends: [5, 5, 8],
  },
];

const UNUSABLE = {
  access_token: 'sl.u.SENTINEL-access-token-of-an-answer-that-cannot-be-used',
  refresh_token: 'SENTINEL-refresh-token-of-an-answer-that-cannot-be-used',
  token_type: 'mac',
};

test.each(named(TOKEN_MISFORTUNES))(
  'a token endpoint that answers with %s gets no secret shown',
  async (_name, fate) => {
    const uri = await freeUri();
    const at = await place([uri]);
    await store(at, { withAccessToken: false });
    await fate.set(at, '');
    at.env['TEAMSYNC_DROPBOX_APP_KEY'] = at.sandbox.appKey;
    at.env['TEAMSYNC_DROPBOX_APP_SECRET'] = at.sandbox.appSecret;
    let page = '';
    const [login, status] = await Promise.all([
      logIn(at.here, ['--no-browser', '--redirect-uri', uri, '--json', '--verbose'], {
        env: at.env,
        visit: async (asked) => {
          page = await (await fetch(await decide(asked))).text();
        },
      }),
      run(at, STATUS),
    ]);
    expect(page).toContain('Not authorized');
    expect([...at.secrets.values()]).toEqual(
      expect.arrayContaining(['code', 'code_verifier', 'refresh_token']),
    );
    expect(await leaksOf(at, { login, status, page: { ...login, stdout: page, stderr: '' } })).toEqual([]);
    const logout = await expectSilence(at, [LOGOUT]);
    expect([status.exitCode, login.exitCode, logout[LOGOUT]]).toEqual(fate.ends);
  },
);
