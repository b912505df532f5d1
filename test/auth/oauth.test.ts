import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { authorizeUrl, exchangeCode, newAttempt, refreshAccessToken } from '../../src/auth/oauth.ts';
import { Secret } from '../../src/auth/secret.ts';
import { RESET } from '../helpers/fake-dropbox.ts';
import { failureOf } from './loopback/browser.ts';
import { everythingOf } from './surroundings.ts';
import {
  ACCESS,
  APP,
  APP_SECRET,
  CODE,
  REFRESH,
  renewedTokens,
  SECRET_APP,
  startTokenEndpoint,
  teamTokens,
} from './token-endpoint.ts';

const AUTH = 'https://www.dropbox.com';
const REDIRECT = 'http://127.0.0.1:8765/callback';
const SCOPES = ['members.read', 'team_info.read'];
const VERIFIER = 'SENTINEL-verifier_000000000000000000000000000';

function pageOf(attempt: Awaited<ReturnType<typeof newAttempt>>, redirectUri: string | null): URL {
  return authorizeUrl(AUTH, { appKey: APP.key, scopes: SCOPES, redirectUri, attempt });
}

test('an attempt has a state and a verifier of 32 bytes, and the S256 challenge of the verifier', async () => {
  const { state, verifier, challenge } = await newAttempt();
  for (const text of [state, verifier]) {
    expect(text).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(Buffer.from(text, 'base64url')).toHaveLength(32);
  }
  expect(challenge).toBe(createHash('sha256').update(verifier).digest('base64url'));
});

test('no two attempts have anything in common', async () => {
  const attempts = await Promise.all(Array.from({ length: 20 }, newAttempt));
  const secrets = attempts.flatMap(({ state, verifier, challenge }) => [state, verifier, challenge]);
  expect(new Set(secrets).size).toBe(60);
});

test('the page asks for exactly what a login with a listener needs', async () => {
  const attempt = await newAttempt();
  const url = pageOf(attempt, REDIRECT);
  expect(url.origin + url.pathname).toBe('https://www.dropbox.com/oauth2/authorize');
  expect([...url.searchParams.keys()].sort()).toEqual(
    Object.keys(Object.fromEntries(url.searchParams)).sort(),
  );
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: APP.key,
    response_type: 'code',
    scope: 'members.read team_info.read',
    token_access_type: 'offline',
    state: attempt.state,
    code_challenge: attempt.challenge,
    code_challenge_method: 'S256',
    require_role: 'work',
    force_reapprove: 'true',
    redirect_uri: REDIRECT,
  });
  expect(url.href).not.toContain(attempt.verifier);
  expect(url.search).toMatch(/[?&]scope=members\.read(\+|%20)team_info\.read(&|$)/);
  expect(url.search).toContain(`redirect_uri=${encodeURIComponent(REDIRECT)}`);
});

test('the page for pasting has neither a redirect URI nor a state', async () => {
  const attempt = await newAttempt();
  const names = [...pageOf(attempt, null).searchParams.keys()];
  const all = [...pageOf(attempt, REDIRECT).searchParams.keys()];
  expect(names.sort()).toEqual(all.filter((name) => name !== 'state' && name !== 'redirect_uri').sort());
});

test('the page is the one of the given origin', async () => {
  const request = { appKey: APP.key, scopes: SCOPES, redirectUri: null, attempt: await newAttempt() };
  expect(authorizeUrl('http://127.0.0.1:8080', request).origin).toBe('http://127.0.0.1:8080');
});

test.each([REDIRECT, null])(
  'a code is exchanged in the body of a POST (redirect URI %s)',
  async (redirectUri) => {
    const { endpoint, forms, repeatable } = await startTokenEndpoint(teamTokens());
    await exchangeCode(endpoint, APP, { code: new Secret(CODE), verifier: VERIFIER, redirectUri });
    expect(forms().map((form) => Object.fromEntries(form))).toEqual([
      {
        grant_type: 'authorization_code',
        client_id: APP.key,
        code: CODE,
        code_verifier: VERIFIER,
        ...(redirectUri === null ? {} : { redirect_uri: redirectUri }),
      },
    ]);
    expect(repeatable).toEqual([false]);
  },
);

test('a refresh is sent in the body of a POST and may be repeated', async () => {
  const { endpoint, forms, repeatable } = await startTokenEndpoint(renewedTokens(ACCESS));
  await refreshAccessToken(endpoint, APP, new Secret(REFRESH));
  expect(forms().map((form) => Object.fromEntries(form))).toEqual([
    { grant_type: 'refresh_token', client_id: APP.key, refresh_token: REFRESH },
  ]);
  expect(repeatable).toEqual([true]);
});

test('the secret of the app goes along exactly when there is one', async () => {
  const { endpoint, forms } = await startTokenEndpoint(teamTokens());
  await exchangeCode(endpoint, SECRET_APP, { code: new Secret(CODE), verifier: VERIFIER, redirectUri: null });
  await refreshAccessToken(endpoint, SECRET_APP, new Secret(REFRESH));
  await refreshAccessToken(endpoint, APP, new Secret(REFRESH));
  const secrets = forms().map((form) => form.get('client_secret'));
  expect(secrets).toEqual([APP_SECRET, APP_SECRET, null]);
});

test('a code with characters that forms treat specially arrives as it is', async () => {
  const { endpoint, forms } = await startTokenEndpoint(teamTokens());
  const code = 'a+b&c=d%20é';
  await exchangeCode(endpoint, APP, { code: new Secret(code), verifier: VERIFIER, redirectUri: null });
  expect(forms()[0]?.get('code')).toBe(code);
});

test('the tokens of a team come back with what is known of them', async () => {
  const { endpoint } = await startTokenEndpoint(teamTokens());
  const request = { code: new Secret(CODE), verifier: VERIFIER, redirectUri: null };
  const answer = await exchangeCode(endpoint, APP, request);
  expect(answer).toMatchObject({ lifetimeMs: 14_400_000, scopes: SCOPES, teamId: 'dbtid:AAB' });
  expect(answer.accessToken.reveal()).toBe(ACCESS);
  expect(answer.refreshToken?.reveal()).toBe(REFRESH);
  expect(everythingOf(answer) + JSON.stringify(answer)).not.toContain('SENTINEL');
});

test.each([
  ['of one account', { team_id: undefined, uid: '12345', account_id: 'dbid:AAA' }],
  ['with an empty team id', { team_id: '' }],
  ['with a team id that is no text', { team_id: 7 }],
])('tokens %s have no team id', async (_name, changes) => {
  const { endpoint } = await startTokenEndpoint(teamTokens(changes));
  const request = { code: new Secret(CODE), verifier: VERIFIER, redirectUri: null };
  await expect(exchangeCode(endpoint, APP, request)).resolves.toHaveProperty('teamId', null);
});

test('a refresh comes without a refresh token, or with a rotated one', async () => {
  const { endpoint } = await startTokenEndpoint(
    renewedTokens(ACCESS),
    teamTokens({ refresh_token: 'rotated' }),
  );
  const first = await refreshAccessToken(endpoint, APP, new Secret(REFRESH));
  const second = await refreshAccessToken(endpoint, APP, new Secret(REFRESH));
  expect([first.refreshToken, second.refreshToken?.reveal()]).toEqual([null, 'rotated']);
});

test.each([
  [undefined, null],
  ['', []],
  ['members.read', ['members.read']],
  ['members.read  team_info.read ', SCOPES],
  ['members.read,team_info.read', SCOPES],
])('the granted scopes %j are read as %j', async (scope, scopes) => {
  const { endpoint } = await startTokenEndpoint(teamTokens({ scope }));
  const answer = await refreshAccessToken(endpoint, APP, new Secret(REFRESH));
  expect(answer.scopes).toEqual(scopes);
});

test.each([
  [undefined, null],
  [0, 0],
  [1, 1000],
  [14400, 14_400_000],
  ['14400', 14_400_000],
  [86_400, 86_400_000],
  [86_401, 86_400_000],
  [1e15, 86_400_000],
])('expires_in %j is a life of %j ms', async (seconds, lifetimeMs) => {
  const { endpoint } = await startTokenEndpoint(teamTokens({ expires_in: seconds }));
  await expect(refreshAccessToken(endpoint, APP, new Secret(REFRESH))).resolves.toHaveProperty(
    'lifetimeMs',
    lifetimeMs,
  );
});

test.each(['Bearer', 'BEARER'])('the token type %s is a bearer token', async (type) => {
  const { endpoint } = await startTokenEndpoint(teamTokens({ token_type: type }));
  await expect(refreshAccessToken(endpoint, APP, new Secret(REFRESH))).resolves.toHaveProperty('accessToken');
});

test('what the sender throws is passed on as it is', async () => {
  const { endpoint } = await startTokenEndpoint(RESET);
  const gone = new Error('gone');
  const thrown = await failureOf(
    refreshAccessToken({ ...endpoint, send: () => Promise.reject(gone) }, APP, new Secret(REFRESH)),
  );
  expect(thrown).toBe(gone);
  const reset = await failureOf(refreshAccessToken(endpoint, APP, new Secret(REFRESH)));
  expect(everythingOf(reset)).not.toContain('SENTINEL');
});
