import { expect, test } from 'vitest';
import { checkTeam, resolveCredentials, type Sources } from '../../src/auth/credentials.ts';
import { VARIABLES } from '../../src/auth/environment.ts';
import { Secret } from '../../src/auth/secret.ts';
import { aLogin, API, aRecord, keychainLogin } from './logins.ts';
import { failureOf } from './loopback/browser.ts';
import { everythingOf, thrownBy } from './surroundings.ts';
import { APP, REFRESH, SECRET_APP } from './token-endpoint.ts';

const { appKey, appSecret, refreshToken, accessToken } = VARIABLES;

function sources(env: Sources['env'], changes: Partial<Sources> = {}): Sources {
  return { env, cwd: '/', origin: API, stored: () => null, profileFlag: '', ...changes };
}

/** A profile that must be left alone. */
const untouchable = {
  stored: () => expect.fail('nothing stored may be read while the environment has a token'),
};

test('an access token of the environment wins, and what is stored is not even read', async () => {
  const env = { [accessToken]: 'sl.env', [refreshToken]: 'refresh-env', [appKey]: APP.key };
  const credentials = await resolveCredentials(sources(env, untouchable));
  expect(credentials).toMatchObject({ kind: 'access', source: 'environment' });
  expect(credentials.kind === 'access' && credentials.accessToken.reveal()).toBe('sl.env');
});

test('a refresh token of the environment comes next, with the app of the environment', async () => {
  const env = { [refreshToken]: 'refresh-env', [appKey]: APP.key, [appSecret]: 'secret-env' };
  const credentials = await resolveCredentials(sources(env, untouchable));
  if (credentials.kind !== 'refresh') return expect.fail(credentials.kind);
  expect(credentials.source).toBe('environment');
  expect(credentials.refreshToken.reveal()).toBe('refresh-env');
  expect(credentials.app.key).toBe(APP.key);
  expect(credentials.app.secret?.reveal()).toBe('secret-env');
});

test('a refresh token without the key of its app is exit 7, though a stored login has one', async () => {
  const error = await failureOf(resolveCredentials(sources({ [refreshToken]: 'refresh-env' }, untouchable)));
  expect(error).toMatchObject({ code: 'app_key_missing', exitCode: 7 });
  expect(String(error)).toContain(appKey);
  expect(everythingOf(error)).not.toContain('refresh-env');
});

test.each([
  { store: 'file', login: aLogin() },
  { store: 'keychain', login: keychainLogin() },
] as const)(
  'without a token in the environment the login stored in the $store counts',
  async ({ store, login }) => {
    const credentials = await resolveCredentials(sources({}, { stored: () => aRecord(login) }));
    expect(credentials).toEqual({ kind: 'login', source: store, app: APP, login });
  },
);

test.each([
  { name: 'no record', record: null },
  { name: 'a record without a login', record: aRecord(null) },
])('with $name nobody is authorized; the hint names every way', async ({ record }) => {
  const options = { stored: () => record, profileFlag: ' --profile eu' };
  const error = await failureOf(resolveCredentials(sources({ [appKey]: APP.key }, options)));
  expect(error).toMatchObject({ code: 'not_authorized', exitCode: 5 });
  const hint = (error as { hint: string }).hint;
  const wanted = ['teamsync auth dropbox --profile eu', refreshToken, appKey, accessToken, '--sandbox'];
  for (const part of wanted) expect(hint).toContain(part);
});

test('a stored token is never used at an API that did not issue it', async () => {
  const options = {
    origin: 'https://proxy.example.com',
    stored: () => aRecord(),
    profileFlag: ' --profile eu',
  };
  const error = await failureOf(resolveCredentials(sources({}, options)));
  expect(error).toMatchObject({
    code: 'other_origin',
    exitCode: 5,
    details: { issuedBy: API, origin: 'https://proxy.example.com' },
    hint: expect.stringContaining('--profile eu') as unknown,
  });
  expect(everythingOf(error)).not.toContain(REFRESH);
});

test('tokens of the environment go to whatever API is in force', async () => {
  const env = { [accessToken]: 'sl.env' };
  const credentials = resolveCredentials(sources(env, { origin: 'https://proxy.example.com' }));
  await expect(credentials).resolves.toHaveProperty('kind', 'access');
});

test('an app key of the environment that is not the one of the login is exit 5 and both are named', async () => {
  const error = await failureOf(
    resolveCredentials(sources({ [appKey]: 'anotherapp' }, { stored: () => aRecord() })),
  );
  expect(error).toMatchObject({ code: 'other_app', exitCode: 5 });
  expect(String(error)).toMatch(new RegExp(`${APP.key}.*anotherapp`));
});

test.each([
  { env: {}, app: SECRET_APP, secret: SECRET_APP.secret?.reveal() },
  { env: { [appKey]: APP.key }, app: SECRET_APP, secret: SECRET_APP.secret?.reveal() },
  { env: { [appKey]: APP.key, [appSecret]: 'secret-env' }, app: SECRET_APP, secret: 'secret-env' },
  { env: { [appSecret]: 'secret-env' }, app: APP, secret: 'secret-env' },
  { env: {}, app: APP, secret: undefined },
])('with $env the login uses the app secret $secret', async ({ env, app, secret }) => {
  const credentials = await resolveCredentials(sources(env, { stored: () => aRecord(aLogin(), app) }));
  expect(credentials.kind === 'login' && credentials.app.secret?.reveal()).toBe(secret);
});

test('a variable that cannot be used stops before anything stored is read', async () => {
  const error = await failureOf(resolveCredentials(sources({ [accessToken]: 'hunter2 x' }, untouchable)));
  expect(error).toMatchObject({ code: 'bad_token', exitCode: 7 });
});

test('a login opens the team it was given for, whatever that is called now', () => {
  expect(() => {
    checkTeam(aLogin(), { id: 'dbtid:AAB', name: 'Acme Ltd' }, '');
  }).not.toThrow();
});

test('a login that opens another team is exit 5, with both teams named', () => {
  const error = thrownBy(() => {
    checkTeam(
      aLogin({ refreshToken: new Secret(REFRESH) }),
      { id: 'dbtid:XYZ', name: 'Acme' },
      ' --profile eu',
    );
  });
  expect(error).toMatchObject({
    code: 'other_team',
    exitCode: 5,
    details: { authorized: 'dbtid:AAB', opened: 'dbtid:XYZ' },
    hint: expect.stringContaining('teamsync auth dropbox --profile eu') as unknown,
  });
  expect(String(error)).toMatch(/dbtid:AAB.*dbtid:XYZ/);
});
