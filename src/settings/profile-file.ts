import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  statSync,
  type Stats,
} from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { InvalidInputError, type Warning } from '../errors.ts';
import { type JsonReading, readJsonBytes } from './json.ts';
import { isObject } from './values.ts';

/** Letters, digits and `._-`, beginning with a letter or digit, so that a name is a file name and never a path. */
const PROFILE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Mode bits that let anybody but the owner in. */
const OTHERS = 0o077;

/** Only the owner reads and writes: the file also holds credentials. */
export const FILE_MODE = 0o600;

/** The top level of a profile's file: settings under `settings`, credentials beside them. */
type ProfileDocument = Readonly<Record<string, unknown>>;

/** A profile's file as it was read. */
export interface ProfileFile {
  path: string;
  /** Empty where there is no file yet. */
  document: ProfileDocument;
  warnings: Warning[];
}

/** The user whose files may be trusted; null on Windows, which has neither owners nor modes of this kind. */
export function currentUser({ geteuid }: { geteuid?: () => number } = process): number | null {
  return geteuid?.() ?? null;
}

/** Where a profile is kept; refuses a name that could lead out of the folder. */
export function profilePath(folder: string, profile: string): string {
  if (!PROFILE.test(profile)) {
    throw new InvalidInputError(
      'bad_profile',
      `${JSON.stringify(profile)} cannot be the name of a profile.`,
      {
        hint: 'Use up to 64 letters, digits, ".", "_" and "-", beginning with a letter or a digit.',
        details: { profile },
      },
    );
  }
  return join(folder, `${profile}.json`);
}

/** The code of a system error, such as `EACCES`, or `unknown`. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

/** The error of a file that cannot be used and was left as it is. */
function brokenFile(path: string, fault: string, hint?: string): InvalidInputError {
  return new InvalidInputError('config_broken', `The configuration file ${path} cannot be used: ${fault}.`, {
    hint: hint ?? 'Correct it by hand, or move it away and set up the profile anew; it was left as it is.',
    details: { path },
  });
}

function unreadable(path: string, error: unknown): InvalidInputError {
  const code = systemCode(error);
  return new InvalidInputError(
    'config_unreadable',
    `The configuration file ${path} cannot be read (${code}).`,
    {
      hint: `Make it readable with: chmod 600 '${path}' (or name another folder in TEAMSYNC_CONFIG_DIR).`,
      details: { path, system: code },
      cause: error,
    },
  );
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'a directory';
  return stats.isSymbolicLink() ? 'a symbolic link' : 'a special file';
}

function checkFile(path: string, stats: Stats, user: number | null): void {
  if (!stats.isFile()) {
    throw brokenFile(path, `it is ${kindOf(stats)}`, 'Remove it, or put a regular file in its place.');
  }
  checkOwner('configuration file', path, stats, user);
}

/** Whoever owns the folder can put another file in the place of ours, so it must be this user's as well. */
function checkFolder(folder: string, user: number | null): void {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) checkOwner('configuration folder', folder, stats, user);
}

function checkOwner(what: string, path: string, stats: Stats, user: number | null): void {
  if (user === null || stats.uid === user) return;
  const owner = `user ${String(stats.uid)}, not to user ${String(user)}`;
  throw new InvalidInputError('config_foreign', `The ${what} ${path} belongs to ${owner}.`, {
    hint: 'Run teamsync as its owner, or name a folder of your own in TEAMSYNC_CONFIG_DIR.',
    details: { path, owner: stats.uid, user },
  });
}

/** Takes away what others may do with an open file, and says so. */
function closeToOthers(path: string, descriptor: number, mode: number): Warning[] {
  if ((mode & OTHERS) === 0) return [];
  fchmodSync(descriptor, FILE_MODE);
  const was = (mode & 0o777).toString(8).padStart(4, '0');
  const message = `${path} was open to other users (mode ${was}) and has been set to 0600.`;
  return [{ code: 'config_mode', message }];
}

function readBytes(path: string, user: number | null): { bytes: Uint8Array; warnings: Warning[] } {
  // Neither follows a link put there since the look at the path, nor waits for the writer of a pipe.
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    checkFile(path, stats, user);
    const warnings = user === null ? [] : closeToOthers(path, descriptor, stats.mode);
    return { bytes: readFileSync(descriptor), warnings };
  } finally {
    closeSync(descriptor);
  }
}

/** The document of a file that was read; refuses what is no JSON object. */
export function documentOf(path: string, json: JsonReading): Record<string, unknown> {
  if (!json.ok) throw brokenFile(path, json.fault);
  if (!isObject(json.value)) throw brokenFile(path, 'it holds no JSON object');
  return json.value;
}

/** Reads a profile's file if there is one, and only if it is a regular file of this user. */
export function readProfileFile(folder: string, profile: string, user = currentUser()): ProfileFile {
  const path = profilePath(folder, profile);
  let read: ReturnType<typeof readBytes>;
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats !== undefined) checkFile(path, stats, user);
    checkFolder(folder, user);
    read = readBytes(path, user);
  } catch (error) {
    if (error instanceof InvalidInputError) throw error;
    if (systemCode(error) === 'ENOENT') return { path, document: {}, warnings: [] };
    throw unreadable(path, error);
  }
  return { path, document: documentOf(path, readJsonBytes(read.bytes)), warnings: read.warnings };
}
