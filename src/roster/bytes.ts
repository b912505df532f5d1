import type { Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';

import { InvalidInputError } from '../errors.ts';
import { FOREVER, inTime } from './patience.ts';
import { nameOf } from './problem.ts';

/** A million people fit; what is larger is no roster. */
export const LARGEST_ROSTER = 128 * 1024 * 1024;

const CHUNK = 256 * 1024;

const MS_PER_SECOND = 1000;
function unreadable(source: string, reason: string, hint: string, cause?: unknown): InvalidInputError {
  const message = `The roster ${nameOf(source)} cannot be read: ${reason}.`;
  return new InvalidInputError('roster_unreadable', message, { hint, details: { source }, cause });
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'this user may not read it';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

async function refuseUnlessFile(file: FileHandle, source: string): Promise<void> {
  const stat = await file.stat();
  if (stat.isFile()) return;
  throw stat.isDirectory()
    ? unreadable(source, 'it is a folder', 'Name the file itself.')
    : unreadable(source, 'it is a device or a pipe, not a file', 'To read a pipe, give - as the roster.');
}

/** Opens the roster: a regular file, or standard input for `-`; anything else is `roster_unreadable`. */
export async function openRoster(source: string, from: { stdin: Readable; cwd: string }): Promise<Readable> {
  if (source === '-') return from.stdin;
  let file: FileHandle;
  try {
    // Without O_NONBLOCK a named pipe that nobody writes to would hold the program here for ever.
    file = await open(resolve(from.cwd, source), constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    throw unreadable(source, reasonOf(error), 'Check the path; - reads standard input.', error);
  }
  try {
    await refuseUnlessFile(file, source);
  } catch (error) {
    await file.close();
    throw error;
  }
  return file.createReadStream({ highWaterMark: CHUNK });
}

/**
 * Yields the bytes of the stream piece by piece; every one goes through `hash`. Throws `roster_stalled` when nothing
 * comes for as long as `patience` lasts; however slow, what keeps coming is read to its end.
 */
export async function* readChunks(
  stream: Readable,
  hash: Hash,
  source: string,
  patience = FOREVER,
): AsyncGenerator<Uint8Array, void> {
  const input: AsyncIterable<Uint8Array | string> = stream;
  let size = 0;
  try {
    for await (const piece of inTime(input, patience, () => stalled(source, size, patience.milliseconds))) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
      size += bytes.length;
      if (size > LARGEST_ROSTER) throw tooLarge(source);
      hash.update(bytes);
      yield bytes;
    }
  } catch (error) {
    if (error instanceof InvalidInputError) throw error;
    throw unreadable(source, reasonOf(error), 'Try again, or copy the file to a local disk first.', error);
  } finally {
    stream.destroy();
  }
}

function stalled(source: string, bytes: number, waitedMs: number): InvalidInputError {
  const waited = `${String(waitedMs / MS_PER_SECOND)} seconds`;
  return new InvalidInputError(
    'roster_stalled',
    `The roster ${nameOf(source)} did not end: after ${String(bytes)} bytes nothing came for ${waited}. Nothing was sent to Dropbox.`,
    {
      hint: 'Check what writes to the pipe, or let it write a file first and give that: teamsync reconcile FILE --dry-run. More time: --retry-budget 30m.',
      details: { source, bytes, waitedMs },
    },
  );
}

function tooLarge(source: string): InvalidInputError {
  const limit = `${String(LARGEST_ROSTER / 1024 / 1024)} MiB`;
  return new InvalidInputError(
    'roster_too_large',
    `The roster ${nameOf(source)} is larger than ${limit}; nothing was sent to Dropbox.`,
    { hint: 'Check that this is the right file; a million people fit into that size.', details: { source } },
  );
}
