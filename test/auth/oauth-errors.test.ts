import { expect, test } from 'vitest';
import { exchangeCode, refreshAccessToken, type OAuthApp } from '../../src/auth/oauth.ts';
import { Secret } from '../../src/auth/secret.ts';
import type { TeamsyncError } from '../../src/errors.ts';
import { TRUNCATED, type Reply } from '../helpers/fake-dropbox.ts';
import { failureOf } from './loopback/browser.ts';
import { everythingOf } from './surroundings.ts';
import {
  ACCESS,
  APP,
  APP_SECRET,
  CODE,
  REFRESH,
  SECRET_APP,
  startTokenEndpoint,
  teamTokens,
  tokenError,
} from './token-endpoint.ts';

const VERIFIER = 'SENTINEL-verifier_000000000000000000000000000';

interface Failures {
  exchange: TeamsyncError;
  refresh: TeamsyncError;
}

/** What both kinds of request fail with; neither error may hold a secret or the error of the library. */
async function failuresOf(reply: Reply, app: OAuthApp = APP): Promise<Failures> {
  const { endpoint } = await startTokenEndpoint(reply);
  const code = new Secret(CODE);
  const exchange = await failureOf(
    exchangeCode(endpoint, app, { code, verifier: VERIFIER, redirectUri: null }),
  );
  const refresh = await failureOf(refreshAccessToken(endpoint, app, new Secret(REFRESH)));
  for (const error of [exchange, refresh]) {
    expect(error).not.toHaveProperty('cause');
    expect(everythingOf(error)).not.toContain('SENTINEL');
  }
  return { exchange: exchange as TeamsyncError, refresh: refresh as TeamsyncError };
}

test.each([
  ["code doesn't exist or has expired", /used up, has expired/],
  ['redirect_uri mismatch', /another redirect URI/],
  ['invalid code verifier', /belongs to another attempt/],
])('a code refused with "%s" is exit 5 and says why', async (description, why) => {
  const { exchange } = await failuresOf(tokenError('invalid_grant', description));
  expect(exchange).toMatchObject({
    code: 'code_refused',
    exitCode: 5,
    details: { endpoint: 'oauth2/token', requestId: 'req-1', error: 'invalid_grant' },
  });
  expect(exchange.message).toMatch(why);
  expect(exchange.message).toMatch(/Nothing was stored\.$/);
});

test.each([
  ['refresh token is invalid or revoked', 'grant_revoked'],
  ['refresh token is malformed', 'malformed_refresh_token'],
  [undefined, 'grant_revoked'],
])('a refresh token refused with "%s" is exit 5 and %s', async (description, code) => {
  const { refresh } = await failuresOf(tokenError('invalid_grant', description));
  expect(refresh).toMatchObject({ code, exitCode: 5, details: { error: 'invalid_grant' } });
});

test('a refresh that needs the secret of the app says so', async () => {
  const reply = tokenError('invalid_request', 'No auth function available for given request');
  const { exchange, refresh } = await failuresOf(reply);
  for (const error of [exchange, refresh]) {
    expect(error).toMatchObject({ code: 'app_secret_needed', exitCode: 5 });
    expect(error.hint).toContain('TEAMSYNC_DROPBOX_APP_SECRET');
  }
});

test.each([
  ['invalid_client: Invalid client_id or client_secret', undefined],
  ['invalid_client', 'Invalid client_id or client_secret'],
  ['unauthorized_client', undefined],
])('"%s" means the app key or its secret', async (error, description) => {
  const failures = await failuresOf(tokenError(error, description), SECRET_APP);
  for (const failure of [failures.exchange, failures.refresh]) {
    expect(failure).toMatchObject({
      code: 'app_refused',
      exitCode: 5,
      details: { error: error.split(':')[0] },
    });
    expect(failure.hint).toMatch(/TEAMSYNC_DROPBOX_APP_KEY.*TEAMSYNC_DROPBOX_APP_SECRET.*--app-key/);
  }
});

test.each(['unsupported_grant_type', 'invalid_scope', 'invalid_request', 'something_new'])(
  'the code %s is refused by name',
  async (code) => {
    const { exchange, refresh } = await failuresOf(tokenError(code, 'whatever'));
    expect(exchange).toMatchObject({ code: 'code_refused', exitCode: 5 });
    expect(refresh).toMatchObject({ code: 'refresh_refused', exitCode: 5 });
    for (const error of [exchange, refresh]) expect(error.message).toContain(code);
  },
);

test('a description that repeats the secrets is not repeated', async () => {
  const words = [ACCESS, REFRESH, CODE, VERIFIER, APP_SECRET].join(' ');
  await failuresOf(tokenError('invalid_grant', words), SECRET_APP);
  await failuresOf(tokenError('invalid_request', `No auth function ${words}`), SECRET_APP);
  await failuresOf(tokenError(`invalid_client: ${words}`), SECRET_APP);
  await failuresOf(tokenError('something_new', words), SECRET_APP);
});

test('an error code with line breaks and escapes reaches the message as one short word', async () => {
  const { refresh } = await failuresOf(tokenError(`evil\n\u001b[31mcode ${'x'.repeat(500)}`));
  expect(refresh.message).toMatch(/^[ -~]+$/);
  expect(refresh.message.length).toBeLessThan(200);
});

const HTML = '<!DOCTYPE html><html>Sign in</html>';

test.each<[string, Reply]>([
  ['a web page', { text: HTML }],
  ['a web page that calls itself JSON', { text: HTML, headers: { 'content-type': 'application/json' } }],
  ['a truncated answer', TRUNCATED],
  ['an empty answer', { text: '' }],
  ['a list', { json: [] }],
  ['null', { json: null }],
  ['a status that tokens do not have', { ...teamTokens(), status: 201 }],
  ['a redirect', { status: 302, headers: { location: '/elsewhere' }, text: '' }],
  ['a web page with 400', { status: 400, text: HTML }],
  ['a 400 without an error code', { status: 400, json: { message: 'no' } }],
  ['a 400 with an empty error code', { status: 400, json: { error: '' } }],
  ['a 500', tokenError('The server has either erred', undefined, 500)],
  ['an empty 503', { status: 503, text: '' }],
  ['no access token', teamTokens({ access_token: undefined })],
  ['an empty access token', teamTokens({ access_token: '' })],
  ['an access token that is no text', teamTokens({ access_token: { SENTINEL: 1 } })],
  ['an access token with a line break', teamTokens({ access_token: `${ACCESS}\r\nX-Evil: 1` })],
  ['an access token with a space', teamTokens({ access_token: `${ACCESS} x` })],
  ['a refresh token with a line break', teamTokens({ refresh_token: `${REFRESH}\n` })],
  ['an empty refresh token', teamTokens({ refresh_token: '' })],
  ['a refresh token that is null', teamTokens({ refresh_token: null })],
  ['no token type', teamTokens({ token_type: undefined })],
  ['the token type mac', teamTokens({ token_type: 'mac' })],
  ['the token type dpop', teamTokens({ token_type: 'DPoP' })],
  ['a negative life', teamTokens({ expires_in: -1 })],
  ['a life that is no number', teamTokens({ expires_in: 'soon' })],
  ['a life that is NaN', teamTokens({ expires_in: 'NaN' })],
  ['a life that is null', teamTokens({ expires_in: null })],
  ['an endless life', { text: `{"access_token":"${ACCESS}","token_type":"bearer","expires_in":1e999}` }],
  ['scopes that are a list', teamTokens({ scope: ['members.read'] })],
])('%s cannot be used: exit 8, and nothing of it is shown', async (_name, reply) => {
  const { exchange, refresh } = await failuresOf(reply, SECRET_APP);
  for (const error of [exchange, refresh]) {
    expect(error).toMatchObject({ code: 'unusable_token_answer', exitCode: 8 });
    expect(everythingOf(error)).not.toMatch(/html|X-Evil/i);
  }
  expect(exchange.message).toMatch(/Nothing was stored\.$/);
  expect(refresh.message).not.toMatch(/stored/);
});

test('a code without a refresh token is no login', async () => {
  const { endpoint } = await startTokenEndpoint(teamTokens({ refresh_token: undefined }));
  const request = { code: new Secret(CODE), verifier: VERIFIER, redirectUri: null };
  const error = await failureOf(exchangeCode(endpoint, APP, request));
  expect(error).toMatchObject({ code: 'unusable_token_answer', exitCode: 8 });
  expect(String(error)).toContain('no refresh token');
  expect(everythingOf(error)).not.toContain('SENTINEL');
});

test.each<[string, Reply]>([
  [
    'with a challenge',
    { status: 401, json: { error: 'invalid_client' }, headers: { 'www-authenticate': 'Basic realm="x"' } },
  ],
  ['as plain text', { status: 400, text: '{"error":"invalid_client"}' }],
])('a wrong app %s is told as what it is: exit 5', async (_name, reply) => {
  const { exchange, refresh } = await failuresOf(reply, SECRET_APP);
  for (const error of [exchange, refresh]) expect(error).toMatchObject({ code: 'app_refused', exitCode: 5 });
});
