import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';

import { describe, expect, it } from 'vitest';

import { LARGEST_ROSTER, openRoster, readChunks } from '../../src/roster/bytes.ts';
import { FOREVER, type Patience } from '../../src/roster/patience.ts';
import { temporaryFolder } from './reading.ts';

const NO_INPUT = Readable.from([]);

async function textOf(stream: Readable, hash = createHash('sha256'), patience = FOREVER): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readChunks(stream, hash, 'roster.csv', patience)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
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

describe('readChunks', () => {
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
      for await (const piece of readChunks(endless, hash, '-')) length += piece.length;
    })();
    await expect(reading).rejects.toMatchObject({ code: 'roster_too_large', exitCode: 7 });
    expect(length).toBe(LARGEST_ROSTER);
  });
});

/** Patience that ends when the test says so, and what it was asked for. */
function handPatience(milliseconds: number): Patience & { waits: number[]; end: () => void } {
  const waits: number[] = [];
  let endLast = (): void => undefined;
  return {
    milliseconds,
    waits,
    end: () => {
      endLast();
    },
    sleep: (wait, signal) =>
      new Promise((resolve) => {
        waits.push(wait);
        endLast = resolve;
        signal?.addEventListener('abort', () => {
          resolve();
        });
      }),
  };
}

describe('a stream that stays open', () => {
  it('is given up when nothing more comes for the time it is given', async () => {
    const stream = new PassThrough();
    const patience = handPatience(90_500);
    const reading = textOf(stream, createHash('sha256'), patience);
    stream.write('email\n');
    await expect.poll(() => patience.waits).toEqual([90_500, 90_500]);
    patience.end();
    await expect(reading).rejects.toMatchObject({
      code: 'roster_stalled',
      exitCode: 7,
      message:
        'The roster roster.csv did not end: after 6 bytes nothing came for 90.5 seconds. Nothing was sent to Dropbox.',
      details: { source: 'roster.csv', bytes: 6, waitedMs: 90_500 },
    });
    expect(stream.destroyed).toBe(true);
  });

  it('is waited for anew with every piece, so what is slow is read to its end', async () => {
    const stream = new PassThrough();
    const patience = handPatience(1);
    const reading = textOf(stream, createHash('sha256'), patience);
    for (const [index, piece] of ['em', 'ai', 'l'].entries()) {
      await expect.poll(() => patience.waits.length).toBe(index + 1);
      stream.write(piece);
    }
    stream.end();
    expect(await reading).toBe('email');
  });

  it('is read on when its next piece is there as patience ends', async () => {
    const stream = new PassThrough();
    const patience = handPatience(1);
    const reading = textOf(stream, createHash('sha256'), patience);
    await expect.poll(() => patience.waits.length).toBe(1);
    patience.end();
    stream.end('email');
    expect(await reading).toBe('email');
  });

  it('is waited for without end where no time is named', async () => {
    const stream = new PassThrough();
    const patience = handPatience(0);
    const reading = textOf(stream, createHash('sha256'), patience);
    stream.end('email');
    expect(await reading).toBe('email');
    expect(patience.waits).toEqual([]);
  });

  it('is never waited for longer than a timer can', async () => {
    const patience = handPatience(Number.MAX_SAFE_INTEGER);
    await textOf(Readable.from(['email']), createHash('sha256'), patience);
    expect(patience.waits[0]).toBe(2 ** 31 - 1);
  });
});
