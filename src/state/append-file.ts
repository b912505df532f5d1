import { open, truncate, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, makePrivateFolder, PRIVATE_FILE, syncFolder } from './files.ts';

const NEWLINE = 0x0a;

/** How much is read at a time in search of the last line. */
const BACKWARD_STEP = 65_536;

/** A file of lines that only ever grows, with room for one writer. */
export interface AppendFile {
  /** Everything in it when it was opened. */
  content: Buffer;
  /**
   * Cuts the file off at `end`, writes the lines after it, each in one write, and resolves when they are on disk.
   * Resolves with the new end. Rejects with an `AppendFailure`.
   */
  append(end: number, lines: readonly string[]): Promise<number>;
  close(): Promise<void>;
}

/** Lines could not be put on disk. */
export class AppendFailure extends Error {
  override readonly name = 'AppendFailure';
  /** How many of the lines are in the file as a whole, and where these end; on disk only if the failure was repairable. */
  readonly written: number;
  readonly end: number;
  /** True when the file ends after a whole line, so that it may be tried again. */
  readonly repaired: boolean;

  constructor(cause: unknown, written: number, end: number, repaired: boolean) {
    super(`Appending failed (${codeOf(cause) ?? 'unknown reason'}).`, { cause });
    this.written = written;
    this.end = end;
    this.repaired = repaired;
  }
}

/** Opens a file to append to it; it and its folders are made if need be, for their owner alone. Throws system errors. */
export async function openAppendFile(path: string): Promise<AppendFile> {
  await makePrivateFolder(dirname(path));
  const handle = await open(path, 'a+', PRIVATE_FILE);
  try {
    await syncFolder(dirname(path));
    const { size } = await handle.stat();
    const content = await readRange(handle, 0, size);
    let length = size;
    return {
      content,
      append: async (end, lines) => {
        // By path, because Windows lets nobody cut off what was opened for appending.
        if (length > end) await truncate(path, end).catch(fail(0, end, false));
        length = await writeLines(handle, path, end, lines);
        return length;
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function writeLines(
  handle: FileHandle,
  path: string,
  from: number,
  lines: readonly string[],
): Promise<number> {
  let end = from;
  for (const [index, line] of lines.entries()) {
    const bytes = Buffer.from(`${line}\n`);
    try {
      await handle.appendFile(bytes);
    } catch (cause) {
      const repaired = await truncate(path, end).then(
        () => true,
        () => false,
      );
      throw new AppendFailure(cause, index, end, repaired);
    }
    end += bytes.length;
  }
  // After a failed sync nobody knows what is on disk, and a second one may succeed without having written it.
  await handle.datasync().catch(fail(lines.length, end, false));
  return end;
}

function fail(written: number, end: number, repaired: boolean): (cause: unknown) => never {
  return (cause) => {
    throw new AppendFailure(cause, written, end, repaired);
  };
}

/** Where lines end, and whether something without a newline comes after the last one. */
export function splitLines(content: Buffer): { lines: Buffer[]; end: number; torn: boolean } {
  const lines: Buffer[] = [];
  let end = 0;
  for (;;) {
    const newline = content.indexOf(NEWLINE, end);
    if (newline === -1) return { lines, end, torn: end < content.length };
    lines.push(content.subarray(end, newline));
    end = newline + 1;
  }
}

/** The last whole line of a file, without reading all of it; `null` when there is none, or no file. */
export async function readLastLine(path: string): Promise<string | null> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (handle === null) return null;
  try {
    return await lastLineOf(handle);
  } finally {
    await handle.close();
  }
}

async function lastLineOf(handle: FileHandle): Promise<string | null> {
  const { size } = await handle.stat();
  let tail = Buffer.alloc(0);
  for (let start = size; start > 0;) {
    const from = Math.max(0, start - BACKWARD_STEP);
    tail = Buffer.concat([await readRange(handle, from, start - from), tail]);
    start = from;
    const end = tail.lastIndexOf(NEWLINE);
    const begin = end > 0 ? tail.lastIndexOf(NEWLINE, end - 1) : -1;
    if (end !== -1 && (begin !== -1 || start === 0)) return tail.subarray(begin + 1, end).toString('utf8');
  }
  return null;
}

async function readRange(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
