import { readFile } from 'node:fs/promises';
import { EXIT, InvalidInputError, TeamsyncError } from '../errors.ts';
import { AppendFailure, openAppendFile, splitLines, type AppendFile } from './append-file.ts';
import { codeOf } from './files.ts';
import { recordSchema, type JournalRecord, type NewRecord } from './journal-records.ts';

/** The journal of a run, open for writing; it has one writer. */
export interface Journal {
  /**
   * Resolves when the record is on disk; records that come at once share one write to it. Throws `journal_unwritable`
   * (exit 1).
   */
  append(record: NewRecord): Promise<void>;
  /** Waits for what is being written. */
  close(): Promise<void>;
}

export interface ReadJournal {
  records: JournalRecord[];
  /** The last line was cut off by a crash; nobody had been told that it was written. */
  torn: boolean;
}

interface Waiting {
  record: NewRecord;
  resolve: () => void;
  reject: (error: TeamsyncError) => void;
}

/** Opens a journal, a new one or one to be continued. Throws `journal_broken` (exit 7) or `journal_unwritable` (exit 1). */
export async function openJournal(path: string): Promise<Journal> {
  const file = await openAppendFile(path).catch((cause: unknown) => {
    throw unwritable(path, cause);
  });
  try {
    const { records, end } = parseJournal(path, file.content);
    return writerOf(path, file, records.length, end);
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Reads a journal. Throws `journal_broken` (exit 7) with the line for any damage but a last line that was cut off. */
export async function readJournal(path: string): Promise<ReadJournal> {
  const content = await readFile(path).catch((cause: unknown) => {
    throw broken(path, 1, `cannot be read (${codeOf(cause) ?? 'unknown reason'})`, cause);
  });
  const { records, torn } = parseJournal(path, content);
  return { records, torn };
}

function writerOf(path: string, file: AppendFile, count: number, goodEnd: number): Journal {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  let failed: TeamsyncError | null = null;
  let next = count;
  let end = goodEnd;

  const writeBatch = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      if (failed !== null) throw failed;
      const lines = batch.map(({ record }, index) => JSON.stringify({ n: next + index, ...record }));
      end = await file.append(end, lines);
      next += batch.length;
      for (const { resolve } of batch) resolve();
    } catch (cause) {
      const error = cause instanceof TeamsyncError ? cause : unwritable(path, cause);
      if (cause instanceof AppendFailure) {
        next += cause.written;
        end = cause.end;
        if (!cause.repaired) failed = error;
      }
      for (const { reject } of batch) reject(error);
    }
  };
  const writeAll = async (): Promise<void> => {
    // Whatever else is appended in the same turn goes along.
    await Promise.resolve();
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await writeBatch(batch);
    }
    writing = null;
  };
  return {
    append: (record) =>
      new Promise((resolve, reject) => {
        waiting.push({ record, resolve, reject });
        writing ??= writeAll();
      }),
    close: async () => {
      await writing;
      await file.close();
    },
  };
}

function parseJournal(
  path: string,
  content: Buffer,
): { records: JournalRecord[]; end: number; torn: boolean } {
  const split = splitLines(content);
  let { end, torn } = split;
  const records: JournalRecord[] = [];
  const calls = new Set<number>();
  for (const [index, bytes] of split.lines.entries()) {
    const line = index + 1;
    const value = parseLine(bytes);
    if (value === undefined) {
      if (line < split.lines.length || torn) throw broken(path, line, 'is not JSON', null);
      end -= bytes.length + 1;
      torn = true;
      break;
    }
    const record = recordSchema().safeParse(value);
    if (!record.success) throw broken(path, line, 'is no record of a run', record.error);
    checkPlace(path, line, record.data, calls);
    records.push(record.data);
  }
  return { records, end, torn };
}

/** Every record stands where it was written, and speaks of a call that was announced once. */
function checkPlace(path: string, line: number, record: JournalRecord, calls: Set<number>): void {
  if (record.n !== line - 1) {
    throw broken(path, line, `has the number ${String(record.n)} instead of ${String(line - 1)}`, null);
  }
  if (!('call' in record)) return;
  if (calls.has(record.call) === (record.type === 'intent')) {
    const what = record.type === 'intent' ? 'a second time' : 'that was never announced';
    throw broken(path, line, `speaks of call ${String(record.call)} ${what}`, null);
  }
  calls.add(record.call);
}

function parseLine(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function broken(path: string, line: number, what: string, cause: unknown): InvalidInputError {
  return new InvalidInputError(
    'journal_broken',
    `${path}:${String(line)} ${what}, so nobody can tell from this journal what that run did.`,
    {
      hint: 'Compare the team with your roster (teamsync reconcile ROSTER --dry-run), then move the folder of that run away.',
      details: { path, line },
      cause,
    },
  );
}

function unwritable(path: string, cause: unknown): TeamsyncError {
  const origin = cause instanceof AppendFailure ? cause.cause : cause;
  const reason = codeOf(origin) ?? 'unknown reason';
  return new TeamsyncError(
    EXIT.unexpected,
    'journal_unwritable',
    `Cannot write the journal ${path} (${reason}). Nothing more was sent to Dropbox; what the journal holds already is safe.`,
    { hint: 'Make room on that disk, then run the same command again.', details: { path, reason }, cause },
  );
}
