import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { describe, expect, it } from 'vitest';

import { LARGEST_ROSTER, openRoster, readText } from '../../src/roster/bytes.ts';
import { temporaryFolder } from './reading.ts';

const NO_INPUT = Readable.from([]);

async function textOf(stream: Readable, hash = createHash('sha256')): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of readText(stream, hash, 'roster.csv')) pieces.push(piece);
  return pieces.join('');
}

function failing(error: unknown): Readable {
  return Readable.from(
    (function* () {
      yield 'email\n';
      throw error;
    })(),
  );
}

describe('openRoster', () => {
  it('takes standard input for -', async () => {
    await expect(openRoster('-', { stdin: NO_INPUT, cwd: '/' })).resolves.toBe(NO_INPUT);
  });

  it('finds a file from the working folder', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'roster.csv'), 'email');
    expect(await textOf(await openRoster('roster.csv', { stdin: NO_INPUT, cwd }))).toBe('email');
  });

  it('says that a file is missing', async () => {
    const opening = openRoster('gone.csv', { stdin: NO_INPUT, cwd: '/nowhere' });
    await expect(opening).rejects.toMatchObject({
      code: 'roster_unreadable',
      exitCode: 7,
      message: 'The roster gone.csv cannot be read: there is no such file.',
    });
  });

  it('says that a folder is no roster', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, 'rosters'));
    await expect(openRoster('rosters', { stdin: NO_INPUT, cwd })).rejects.toMatchObject({
      code: 'roster_unreadable',
      message: 'The roster rosters cannot be read: it is a folder.',
    });
  });

  it.skipIf(process.platform === 'win32')('reads no device', async () => {
    const opening = openRoster('/dev/zero', { stdin: NO_INPUT, cwd: '/' });
    await expect(opening).rejects.toMatchObject({
      code: 'roster_unreadable',
      hint: 'To read a pipe, give - as the roster.',
    });
  });

  it.skipIf(process.platform === 'win32')('does not wait for somebody to write to a named pipe', async () => {
    const cwd = await temporaryFolder();
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    await expect(openRoster('pipe', { stdin: NO_INPUT, cwd })).rejects.toMatchObject({
      code: 'roster_unreadable',
    });
  });

  it('says that a path is impossible', async () => {
    await expect(openRoster('a\0b', { stdin: NO_INPUT, cwd: '/' })).rejects.toMatchObject({
      code: 'roster_unreadable',
    });
  });
});

describe('readText', () => {
  it('hashes exactly the bytes that it reads', async () => {
    const hash = createHash('sha256');
    await textOf(Readable.from([Buffer.from('\ufeffemail\r\n'), Buffer.from('añ')]), hash);
    const expected = createHash('sha256').update('\ufeffemail\r\nañ').digest('hex');
    expect(hash.digest('hex')).toBe(expected);
  });

  it('takes a stream of strings too', async () => {
    expect(await textOf(Readable.from(['em', 'ail']))).toBe('email');
  });

  it.each([
    [Object.assign(new Error('EACCES: x'), { code: 'EACCES' }), 'this user may not read it'],
    [Object.assign(new Error('EPERM: x'), { code: 'EPERM' }), 'this user may not read it'],
    [new Error('the disk is broken'), 'the disk is broken'],
    ['a thrown text', 'a thrown text'],
  ])('says why reading failed', async (error, reason) => {
    await expect(textOf(failing(error))).rejects.toMatchObject({
      code: 'roster_unreadable',
      message: `The roster roster.csv cannot be read: ${reason}.`,
    });
  });

  it('stops at a size that no roster has', async () => {
    const chunk = Buffer.alloc(8 * 1024 * 1024, 'a');
    const endless = Readable.from(
      (function* () {
        for (;;) yield chunk;
      })(),
    );
    const hash = createHash('sha256');
    let length = 0;
    const reading = (async () => {
      for await (const piece of readText(endless, hash, '-')) length += piece.length;
    })();
    await expect(reading).rejects.toMatchObject({ code: 'roster_too_large', exitCode: 7 });
    expect(length).toBe(LARGEST_ROSTER);
  });
});
