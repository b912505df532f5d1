import { expect, test } from 'vitest';
import type { Credentials } from '../../src/auth/credentials.ts';
import type { Keychain } from '../../src/auth/keychain.ts';
import type { Login } from '../../src/auth/login-record.ts';
import { openFixed, openSession, type OpenSession } from '../../src/auth/open-session.ts';
import { Secret } from '../../src/auth/secret.ts';
import type { Reply } from '../helpers/fake-dropbox.ts';
import {
  aLogin,
  aRecord,
  fileWith,
  keychainLogin,
  keychainWith,
  NOW,
  OLD_ACCESS,
  type MemoryFile,
} from './logins.ts';
import { failureOf } from './loopback/browser.ts';
import { everythingOf } from './surroundings.ts';
import {
  APP,
  APP_SECRET,
  REFRESH,
  renewedTokens,
  SECRET_APP,
  startTokenEndpoint,
  teamTokens,
  tokenError,
} from './token-endpoint.ts';

const NEW = 'sl.u.SENTINEL-new-access_1';
const NEWER = 'sl.u.SENTINEL-new-access_2';
const ROTATED = 'SENTINEL-rotated-refresh_1';
const HOURS_4 = 14_400_000;

interface Opened {
  session: OpenSession;
  file: MemoryFile;
  forms: () => URLSearchParams[];
  /** Moves the clock forward. */
  pass: (milliseconds: number) => void;
}

async function open(
  credentials: Credentials,
  replies: Reply[],
  changes: { file?: MemoryFile; keychain?: () => Promise<Keychain> } = {},
): Promise<Opened> {
  const { endpoint, forms } = await startTokenEndpoint(...replies);
  const file = changes.file ?? fileWith(null);
  const keychain = changes.keychain ?? (() => expect.fail('the keychain is no part of this'));
  let now = NOW;
  const session = openSession(credentials, { endpoint, file, keychain, now: () => now });
  const pass = (milliseconds: number): void => {
    now += milliseconds;
  };
  return { session, file, forms, pass };
}

function stored(login: Login, app = APP): Credentials {
  return { kind: 'login', source: login.store, app, login };
}

const FROM_ENVIRONMENT: Credentials = {
  kind: 'refresh',
  source: 'environment',
  app: SECRET_APP,
  refreshToken: new Secret(REFRESH),
};
const WITHOUT_ACCESS = aLogin({ accessToken: null });

async function tokenOf({ session }: Opened): Promise<string> {
  return (await session.accessToken()).reveal();
}

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

test('a new access token is kept for the next run, with its times and everything else as it was', async () => {
  const login = WITHOUT_ACCESS;
  const opened = await open(stored(login), [renewedTokens(NEW)], {
    file: fileWith(aRecord(login, SECRET_APP)),
  });
  await tokenOf(opened);
  const kept = opened.file.record();
  expect(kept?.login?.accessToken?.token.reveal()).toBe(NEW);
  expect(kept?.login?.refreshToken?.reveal()).toBe(REFRESH);
  const accessToken = { token: new Secret(NEW), issuedAt: NOW, expiresAt: NOW + HOURS_4 };
  expect(kept).toEqual(aRecord({ ...login, accessToken }, SECRET_APP));
  expect(opened.file.writes).toBe(1);
});

test('a token of unknown life is kept with an unknown end', async () => {
  const file = fileWith(aRecord(WITHOUT_ACCESS));
  const opened = await open(stored(WITHOUT_ACCESS), [renewedTokens(NEW, { expires_in: undefined })], {
    file,
  });
  await tokenOf(opened);
  expect(file.record()?.login?.accessToken).toMatchObject({ issuedAt: NOW, expiresAt: null });
  expect(opened.session.expiresAt()).toBeNull();
});

test.each([
  ['another login', aRecord(aLogin({ authorizedAt: new Date(NOW) }))],
  ['no login any more', aRecord(null)],
  ['nothing any more', null],
])('where the file meanwhile holds %s it is left as it is, and the run goes on', async (_name, now) => {
  const file = fileWith(aRecord(WITHOUT_ACCESS));
  const opened = await open(stored(WITHOUT_ACCESS), [teamTokens({ access_token: NEW })], { file });
  file.replace(now);
  const before = JSON.stringify(file.read());
  await expect(tokenOf(opened)).resolves.toBe(NEW);
  expect(JSON.stringify(file.read())).toBe(before);
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

/** A file that cannot be written. */
function fullDisk(): { file: MemoryFile; failure: Error } {
  const failure = new Error('no space left');
  const file = fileWith(aRecord(WITHOUT_ACCESS));
  file.update = () => {
    file.writes += 1;
    return Promise.reject(failure);
  };
  return { file, failure };
}

test('a file that cannot be written does not break a run, which only loses the copy', async () => {
  const { file } = fullDisk();
  const opened = await open(stored(WITHOUT_ACCESS), [renewedTokens(NEW)], { file });
  await expect(tokenOf(opened)).resolves.toBe(NEW);
  expect(file.writes).toBe(1);
});

test('a file that holds nonsense meanwhile does not break a run either', async () => {
  const file = fileWith(aRecord(WITHOUT_ACCESS));
  const opened = await open(stored(WITHOUT_ACCESS), [renewedTokens(NEW)], { file });
  await file.update(() => ({ version: 99 }));
  await expect(tokenOf(opened)).resolves.toBe(NEW);
  expect(file.read()).toEqual({ version: 99 });
});

test('a rotated refresh token that cannot be written ends the call, and is not lost within the run', async () => {
  const { file, failure } = fullDisk();
  const replies = [teamTokens({ access_token: NEW, refresh_token: ROTATED }), renewedTokens(NEWER)];
  const opened = await open(stored(WITHOUT_ACCESS), replies, { file });
  await expect(failureOf(opened.session.accessToken())).resolves.toBe(failure);
  await expect(tokenOf(opened)).resolves.toBe(NEWER);
  expect(opened.forms()[1]?.get('refresh_token')).toBe(ROTATED);
});

test('a rotated refresh token is stored, and used from then on', async () => {
  const file = fileWith(aRecord(WITHOUT_ACCESS));
  const replies = [
    teamTokens({ access_token: NEW, refresh_token: ROTATED }),
    renewedTokens(NEWER),
    renewedTokens('sl.third'),
  ];
  const opened = await open(stored(WITHOUT_ACCESS), replies, { file });
  await tokenOf(opened);
  expect(file.record()?.login?.refreshToken?.reveal()).toBe(ROTATED);
  opened.pass(HOURS_4);
  await tokenOf(opened);
  opened.pass(HOURS_4);
  await tokenOf(opened);
  expect(opened.forms().map((form) => form.get('refresh_token'))).toEqual([REFRESH, ROTATED, ROTATED]);
  expect(file.record()?.login?.refreshToken?.reveal()).toBe(ROTATED);
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
  expect(error).toMatchObject({ code: 'grant_revoked', exitCode: 5 });
  expect(everythingOf(error)).not.toContain('SENTINEL');
  expect(file.writes).toBe(0);
});
