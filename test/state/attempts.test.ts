import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readAttempt, recordAttempt, type Attempt } from '../../src/state/attempts.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';

const attempt: Attempt = {
  at: '2026-11-25T15:25:08.000Z',
  profile: 'default',
  command: 'reconcile',
  exitCode: 9,
  code: 'locked',
  message: 'Another run holds the lock of this team.',
};
const pathIn = (folder: string): string => join(folder, 'attempts.json');

test('where nobody has tried anything there is no attempt, and reading writes nothing', async () => {
  const folder = await temporaryFolder();
  expect(await readAttempt(folder, 'default')).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

test('the last attempt of a profile is kept, for its owner alone', async () => {
  const folder = await temporaryFolder();
  await recordAttempt(folder, attempt);
  const later = { ...attempt, at: '2026-11-26T15:25:08.000Z', exitCode: 0, code: null, message: '' };
  await recordAttempt(folder, later);
  expect(await readAttempt(folder, 'default')).toEqual(later);
  expect(await readFile(pathIn(folder), 'utf8')).not.toContain('locked');
  expect((await stat(pathIn(folder))).mode & 0o777).toBe(0o600);
});

test('every profile has its own, whatever its name', async () => {
  const folder = await temporaryFolder();
  const other = { ...attempt, profile: '__proto__', command: 'apply' };
  await recordAttempt(folder, attempt);
  await recordAttempt(folder, other);
  expect(await readAttempt(folder, 'default')).toEqual(attempt);
  expect(await readAttempt(folder, '__proto__')).toEqual(other);
  expect(await readAttempt(folder, 'acme')).toBeNull();
});

test('a message of several lines is kept as one', async () => {
  const folder = await temporaryFolder();
  await recordAttempt(folder, { ...attempt, message: 'The roster has 2 problems:\n  line 3\r\n  line 4\n' });
  expect((await readAttempt(folder, 'default'))?.message).toBe('The roster has 2 problems: line 3 line 4');
});

test.each([
  ['not JSON', '{'],
  ['empty', ''],
  ['of another version', JSON.stringify({ version: 2, attempts: [attempt] })],
  ['with a time that is none', JSON.stringify({ version: 1, attempts: [{ ...attempt, at: 'today' }] })],
])('a file that is %s counts as nothing, and the next attempt replaces it', async (_what, text) => {
  const folder = await temporaryFolder();
  await writeFile(pathIn(folder), text);
  expect(await readAttempt(folder, 'default')).toBeNull();
  await recordAttempt(folder, attempt);
  expect(await readAttempt(folder, 'default')).toEqual(attempt);
});

test('what could not be read again is not written', async () => {
  const folder = await temporaryFolder();
  await recordAttempt(folder, attempt);
  await expect(recordAttempt(folder, { ...attempt, at: 'now' })).rejects.toThrow();
  expect(await readAttempt(folder, 'default')).toEqual(attempt);
});

test('a place where nothing can be written is named', async () => {
  const folder = await temporaryFolder();
  await mkdir(pathIn(folder));
  const error = await refusalOf(() => recordAttempt(folder, attempt));
  expect(error).toMatchObject({ code: 'cannot_write', exitCode: 1 });
  expect(error.message).toContain(pathIn(folder));
});
