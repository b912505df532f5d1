import { expect, test } from 'vitest';
import { Secret } from '../../src/auth/secret.ts';
import { aLogin, aRecord, fileWith, NOW, type MemoryFile } from './logins.ts';
import { failureOf } from './loopback/browser.ts';
import { HOURS_4, NEW, NEWER, open, stored, tokenOf, WITHOUT_ACCESS } from './opened-session.ts';
import { REFRESH, renewedTokens, SECRET_APP, teamTokens } from './token-endpoint.ts';

const ROTATED = 'SENTINEL-rotated-refresh_1';

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
