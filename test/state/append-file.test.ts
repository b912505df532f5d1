import { readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppendFailure, openAppendFile, readLastLine, splitLines } from '../../src/state/append-file.ts';
import { temporaryFolder } from '../settings/temporary.ts';

test('lines are added after those that are there', async () => {
  const path = join(await temporaryFolder(), 'deep', 'lines');
  const first = await openAppendFile(path);
  expect(first.content).toHaveLength(0);
  expect(await first.append(0, ['one', 'zwö'])).toBe(9);
  await first.close();
  const second = await openAppendFile(path);
  expect(second.content.toString()).toBe('one\nzwö\n');
  expect(await second.append(9, ['three'])).toBe(15);
  await second.close();
  expect(await readFile(path, 'utf8')).toBe('one\nzwö\nthree\n');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('what comes after the given end is cut off first', async () => {
  const path = join(await temporaryFolder(), 'lines');
  await writeFile(path, 'one\ntw');
  const file = await openAppendFile(path);
  await file.append(4, ['three']);
  await file.append(10, ['four']);
  await file.close();
  expect(await readFile(path, 'utf8')).toBe('one\nthree\nfour\n');
});

test.runIf(process.platform === 'linux')(
  'a full disk is a failure that says how much was written',
  async () => {
    const path = join(await temporaryFolder(), 'lines');
    await symlink('/dev/full', path);
    const file = await openAppendFile(path);
    const failure = await file.append(0, ['one']).catch((error: unknown) => error);
    await file.close();
    expect(failure).toBeInstanceOf(AppendFailure);
    expect(failure).toMatchObject({ written: 0, end: 0, cause: { code: 'ENOSPC' } });
  },
);

test('a folder in the place of the file is an error of the system', async () => {
  await expect(openAppendFile(await temporaryFolder())).rejects.toMatchObject({ code: 'EISDIR' });
});

describe('lines of a file', () => {
  test.each([
    ['', [], 0, false],
    ['one\n', ['one'], 4, false],
    ['one\n\ntwo\n', ['one', '', 'two'], 9, false],
    ['one\ntw', ['one'], 4, true],
    ['on', [], 0, true],
  ])('%j', (text, lines, end, torn) => {
    const split = splitLines(Buffer.from(text));
    expect({ ...split, lines: split.lines.map(String) }).toEqual({ lines, end, torn });
  });
});

describe('the last whole line', () => {
  const long = 'x'.repeat(200_000);
  test.each([
    ['of an empty file is none', '', null],
    ['of half a line is none', 'on', null],
    ['of one line is that', 'one\n', 'one'],
    ['of several is the last', 'one\ntwo\n', 'two'],
    ['is not one that was cut off', 'one\ntwo\nthr', 'two'],
    ['may be empty', 'one\n\n', ''],
    ['may be the only one and empty', '\n', ''],
    ['may be longer than what is read at once', `one\n${long}\n`, long],
    ['may come before a long one that was cut off', `one\ntwo\n${long}`, 'two'],
    ['may end exactly where reading starts anew', `one\n${'y'.repeat(65_535)}\n`, 'y'.repeat(65_535)],
    ['may start exactly where reading starts anew', `one\n${'y'.repeat(65_534)}\n`, 'y'.repeat(65_534)],
    [
      'may hold letters of several bytes across that place',
      `one\n${'ä'.repeat(40_000)}\n`,
      'ä'.repeat(40_000),
    ],
  ])('%s', async (_what, text, line) => {
    const path = join(await temporaryFolder(), 'lines');
    await writeFile(path, text);
    expect(await readLastLine(path)).toBe(line);
  });

  test('of no file is none', async () => {
    expect(await readLastLine(join(await temporaryFolder(), 'lines'))).toBeNull();
  });

  test('of something else is an error of the system', async () => {
    await expect(readLastLine(await temporaryFolder())).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
