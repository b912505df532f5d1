import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { EXIT, InvalidInputError, TeamsyncError } from '../errors.ts';
import { AppendFailure, openAppendFile, splitLines, type AppendFile } from './append-file.ts';
import { codeOf } from './files.ts';

/** The name of the audit log in the folder of its team. */
export const AUDIT_FILE = 'audit.ndjson';

/** What the first entry names as the one before it. */
const NO_ENTRY = '0'.repeat(64);

/** What is kept of a run for those who check later what was done. */
export interface AuditEntry {
  at: string;
  runId: string;
  command: string;
  mode: 'dry-run' | 'apply';
  exitCode: number;
  summary: Record<string, number>;
  changes: { id: string; action: string; email: string; status: string }[];
}

export interface AuditVerdict {
  intact: boolean;
  /** Entries up to the first damage. */
  entries: number;
  firstBroken: { line: number; reason: string } | null;
}

const sealedSchema = z.looseObject({ n: z.int().min(0), prev: z.string(), hash: z.string() });
type Sealed = z.infer<typeof sealedSchema>;

/**
 * Adds an entry to the audit log in a team's folder and returns its hash, which stands for the log up to here; on disk
 * when the promise resolves. To be called by the holder of the team's lock. What a crash left of an entry is cut off
 * first. Throws `audit_broken` (exit 7) when the last entry cannot be read, and `audit_unwritable` (exit 1).
 */
export async function appendAudit(folder: string, entry: AuditEntry): Promise<string> {
  const path = join(folder, AUDIT_FILE);
  const file = await openAppendFile(path).catch((cause: unknown) => {
    throw unwritable(path, cause);
  });
  try {
    return await appendTo(path, file, entry);
  } finally {
    await file.close();
  }
}

/**
 * Checks that every entry of the audit log is the one that was written, in its place. With the hash of an entry that is
 * known to have been in it, also that nothing up to there was cut off its end. A log that was never written has no
 * entries. Throws `audit_unreadable` (exit 1).
 */
export async function verifyAudit(folder: string, expectedHead?: string): Promise<AuditVerdict> {
  const { lines, torn } = splitLines(await contentOf(join(folder, AUDIT_FILE)));
  let prev = NO_ENTRY;
  let headSeen = expectedHead === undefined || expectedHead === NO_ENTRY;
  const brokenAt = (entries: number, reason: string): AuditVerdict => ({
    intact: false,
    entries,
    firstBroken: { line: entries + 1, reason },
  });
  for (const [n, bytes] of lines.entries()) {
    const text = bytes.toString('utf8');
    const sealed = parseSealed(text);
    if (sealed === null) return brokenAt(n, 'It is no entry of an audit log.');
    const reason = flawOf(sealed, text, n, prev);
    if (reason !== null) return brokenAt(n, reason);
    prev = sealed.hash;
    headSeen ||= prev === expectedHead;
  }
  if (torn) return brokenAt(lines.length, 'The last entry was cut off, as by a crash.');
  if (!headSeen) return brokenAt(lines.length, 'An entry that was here once is missing from the end.');
  return { intact: true, entries: lines.length, firstBroken: null };
}

async function appendTo(path: string, file: AppendFile, entry: AuditEntry): Promise<string> {
  const { lines, end } = splitLines(file.content);
  const last = lines.at(-1);
  const before = last === undefined ? { n: -1, hash: NO_ENTRY } : parseSealed(last.toString('utf8'));
  if (before === null) throw broken(path, lines.length);
  const content = { ...entry, n: before.n + 1, prev: before.hash };
  const hash = hashOf(content);
  try {
    await file.append(end, [canonical({ ...content, hash })]);
  } catch (cause) {
    throw unwritable(path, cause instanceof AppendFailure ? cause.cause : cause);
  }
  return hash;
}

function flawOf(sealed: Sealed, text: string, n: number, prev: string): string | null {
  const { hash, ...content } = sealed;
  if (hashOf(content) !== hash || canonical(sealed) !== text) return 'It was changed after it was written.';
  if (sealed.n !== n) return `It is entry ${String(sealed.n)}, where entry ${String(n)} was written.`;
  if (sealed.prev !== prev) return 'It does not follow the entry before it.';
  return null;
}

function parseSealed(text: string): Sealed | null {
  try {
    return sealedSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function hashOf(content: object): string {
  return createHash('sha256').update(canonical(content)).digest('hex');
}

/** The same text for the same value, whatever order its keys were set in. */
function canonical(value: object): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

async function contentOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    const reason = codeOf(cause) ?? 'unknown reason';
    if (reason === 'ENOENT') return Buffer.alloc(0);
    throw new TeamsyncError(
      EXIT.unexpected,
      'audit_unreadable',
      `Cannot read the audit log ${path} (${reason}).`,
      {
        hint: 'Check that it is a file that belongs to you.',
        details: { path },
        cause,
      },
    );
  }
}

function broken(path: string, line: number): InvalidInputError {
  return new InvalidInputError(
    'audit_broken',
    `${path}:${String(line)} is no entry of an audit log, so nothing can follow it.`,
    {
      hint: 'Check the log with: teamsync history verify. Then move it away, so that a new one begins.',
      details: { path, line },
    },
  );
}

function unwritable(path: string, cause: unknown): TeamsyncError {
  const reason = codeOf(cause) ?? 'unknown reason';
  return new TeamsyncError(
    EXIT.unexpected,
    'audit_unwritable',
    `Cannot write the audit log ${path} (${reason}). The entries in it are safe.`,
    {
      hint: 'Check that the folder belongs to you and has space left.',
      details: { path, reason },
      cause,
    },
  );
}
