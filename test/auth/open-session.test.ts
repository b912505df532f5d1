import { expect, test } from 'vitest';
import type { Credentials } from '../../src/auth/credentials.ts';
import { openFixed } from '../../src/auth/open-session.ts';
import { Secret } from '../../src/auth/secret.ts';
import { aLogin, aRecord, fileWith, keychainLogin, keychainWith, NOW, OLD_ACCESS } from './logins.ts';
import { failureOf } from './loopback/browser.ts';
import { HOURS_4, NEW, NEWER, open, REMEDY, stored, tokenOf, WITHOUT_ACCESS } from './opened-session.ts';
import { everythingOf } from './surroundings.ts';
import { APP_SECRET, REFRESH, renewedTokens, SECRET_APP, tokenError } from './token-endpoint.ts';

const FROM_ENVIRONMENT: Credentials = {
  kind: 'refresh',
  source: 'environment',
  app: SECRET_APP,
  refreshToken: new Secret(REFRESH),
};

test('an access token of the environment is used as it is: nothing is sent, nothing is written', async () => {
  const accessToken = new Secret(OLD_ACCESS);
  const opened = await open({ kind: 'access', source: 'environment', accessToken }, []);
  await expect(tokenOf(opened)).resolves.toBe(OLD_ACCESS);
  await expect(opened.session.renew(accessToken)).resolves.toBeNull();
  await expect(opened.session.refresh()).resolves.toBeNull();
  expect(opened.session.expiresAt()).toBeNull();
  expect([opened.forms(), opened.file.writes]).toEqual([[], 0]);
});

test('a fixed token has neither an end nor a successor', async () => {
  const session = openFixed(new Secret(OLD_ACCESS));
  expect((await session.accessToken()).reveal()).toBe(OLD_ACCESS);
  expect(session.expiresAt()).toBeNull();
  await expect(session.refresh()).resolves.toBeNull();
});

test('a refresh token of the environment gets an access token when one is asked for, and writes nothing', async () => {
  const opened = await open(FROM_ENVIRONMENT, [renewedTokens(NEW)]);
  expect(opened.forms()).toEqual([]);
  expect(opened.session.expiresAt()).toBeNull();
  await expect(tokenOf(opened)).resolves.toBe(NEW);
  expect(Object.fromEntries(opened.forms()[0] ?? [])).toEqual({
    grant_type: 'refresh_token',
    client_id: SECRET_APP.key,
    client_secret: APP_SECRET,
    refresh_token: REFRESH,
  });
  expect(opened.session.expiresAt()).toEqual(new Date(NOW + HOURS_4));
  expect(opened.file.writes).toBe(0);
});

test('the access token that an earlier run left is used while it is fresh', async () => {
  const login = aLogin();
  const opened = await open(stored(login), [], { file: fileWith(aRecord(login)) });
  await expect(tokenOf(opened)).resolves.toBe(OLD_ACCESS);
  expect(opened.session.expiresAt()?.getTime()).toBe(login.accessToken?.expiresAt);
  expect([opened.forms(), opened.file.writes]).toEqual([[], 0]);
});

test('in keychain mode nothing is written, and the keychain is read once for every refresh', async () => {
  const keychain = keychainWith(REFRESH);
  const login = keychainLogin();
  const opened = await open(stored(login), [renewedTokens(NEW), renewedTokens(NEWER)], {
    file: fileWith(aRecord(login)),
    keychain: () => Promise.resolve(keychain),
  });
  expect(keychain.reads).toBe(0);
  await expect(tokenOf(opened)).resolves.toBe(NEW);
  await expect(tokenOf(opened)).resolves.toBe(NEW);
  expect(keychain.reads).toBe(1);
  opened.pass(HOURS_4);
  await expect(tokenOf(opened)).resolves.toBe(NEWER);
  expect(keychain.reads).toBe(2);
  expect(opened.forms().map((form) => form.get('refresh_token'))).toEqual([REFRESH, REFRESH]);
  expect(opened.file.writes).toBe(0);
});

test('a keychain that was emptied is exit 5, and nothing is sent', async () => {
  const opened = await open(stored(keychainLogin()), [], {
    keychain: () => Promise.resolve(keychainWith(null)),
  });
  const error = await failureOf(opened.session.accessToken());
  expect(error).toMatchObject({ code: 'keychain_empty', exitCode: 5 });
  expect((error as { hint: string }).hint).toContain('--keychain');
  expect(opened.forms()).toEqual([]);
});

test('a keychain that cannot be opened ends the call with its own error', async () => {
  const failure = new Error('locked');
  const opened = await open(stored(keychainLogin()), [], { keychain: () => Promise.reject(failure) });
  await expect(failureOf(opened.session.accessToken())).resolves.toBe(failure);
});

test('refreshing replaces a token that still works', async () => {
  const login = aLogin();
  const opened = await open(stored(login), [renewedTokens(NEW)], { file: fileWith(aRecord(login)) });
  await expect(tokenOf(opened)).resolves.toBe(OLD_ACCESS);
  expect((await opened.session.refresh())?.reveal()).toBe(NEW);
  await expect(tokenOf(opened)).resolves.toBe(NEW);
  expect(opened.session.expiresAt()).toEqual(new Date(NOW + HOURS_4));
  expect(opened.forms()).toHaveLength(1);
});

test('a revoked grant is exit 5, leaves the file as it is and shows no token', async () => {
  const file = fileWith(aRecord(WITHOUT_ACCESS));
  const opened = await open(
    stored(WITHOUT_ACCESS),
    [tokenError('invalid_grant', 'refresh token is invalid or revoked')],
    { file },
  );
  const error = await failureOf(opened.session.accessToken());
  expect(error).toMatchObject({ code: 'grant_revoked', exitCode: 5, hint: REMEDY });
  expect(everythingOf(error)).not.toContain('SENTINEL');
  expect(file.writes).toBe(0);
});

test.each([
  [tokenError('invalid_grant', 'refresh token is malformed'), 'malformed_refresh_token'],
  [tokenError('something_new'), 'refresh_refused'],
])('what only another authorization mends says how to get one here (%j)', async (reply, code) => {
  const opened = await open(FROM_ENVIRONMENT, [reply]);
  const error = await failureOf(opened.session.accessToken());
  expect(error).toMatchObject({ code, exitCode: 5, hint: REMEDY, details: { endpoint: 'oauth2/token' } });
  expect(everythingOf(error)).not.toContain('SENTINEL');
});

test('what another authorization does not mend keeps its own hint', async () => {
  const opened = await open(FROM_ENVIRONMENT, [tokenError('invalid_client')]);
  const error = await failureOf(opened.session.accessToken());
  expect(error).toMatchObject({ code: 'app_refused', exitCode: 5 });
  expect(error).not.toHaveProperty('hint', REMEDY);
});

test('another token is asked for once, also where there was none yet', async () => {
  const opened = await open(FROM_ENVIRONMENT, [renewedTokens(NEW), renewedTokens(NEWER)]);
  await expect(opened.session.refresh().then((token) => token?.reveal())).resolves.toBe(NEW);
  expect(opened.forms()).toHaveLength(1);
  await expect(opened.session.refresh().then((token) => token?.reveal())).resolves.toBe(NEWER);
});

test('a refresh token that Dropbox replaces is put into the keychain', async () => {
  const keychain = keychainWith(REFRESH);
  const rotated = renewedTokens(NEW, { refresh_token: 'SENTINEL-rotated-refresh' });
  const opened = await open(stored(keychainLogin()), [rotated], {
    keychain: () => Promise.resolve(keychain),
  });
  await tokenOf(opened);
  expect((await keychain.read())?.reveal()).toBe('SENTINEL-rotated-refresh');
  expect(opened.file.writes).toBe(0);
});
