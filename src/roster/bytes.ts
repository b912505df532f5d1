import type { Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';

import { InvalidInputError } from '../errors.ts';
import { nameOf } from './problem.ts';

/** A million people fit; what is larger is no roster. */
export const LARGEST_ROSTER = 128 * 1024 * 1024;

const CHUNK = 256 * 1024;

const MS_PER_SECOND = 1000;
/** Timers of Node fire at once beyond this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** How long a stream may send nothing before it is given up. */
export interface Patience {
  /** 0 is without end: whoever leaves no time for retries has not said when a pipe has to be filled. */
  milliseconds: number;
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** Waits for as long as it takes. */
export const FOREVER: Patience = { milliseconds: 0, sleep: () => Promise.resolve() };

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
  const chunks = input[Symbol.asyncIterator]();
  let size = 0;
  try {
    for (;;) {
      const next = await nextWithin(chunks, patience);
      if (next === null) throw stalled(source, size, patience.milliseconds);
      if (next.done === true) return;
      const bytes = typeof next.value === 'string' ? Buffer.from(next.value) : next.value;
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

/** What comes next, or `null` when patience ends first. */
async function nextWithin<T>(
  chunks: AsyncIterator<T>,
  { milliseconds, sleep }: Patience,
): Promise<IteratorResult<T> | null> {
  const next = chunks.next();
  if (milliseconds === 0) return next;
  const came = new AbortController();
  try {
    const waited = sleep(Math.min(milliseconds, LONGEST_TIMER_MS), came.signal);
    // A process that was stopped wakes up to its timer first, and then to what came in the meantime.
    return await Promise.race([next, waited.then(() => turn(null))]);
  } finally {
    came.abort();
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
