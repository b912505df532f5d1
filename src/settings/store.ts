import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { constants } from 'node:os';
import { parse } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type ConfClass from 'conf';
import { EXIT, InvalidInputError, TeamsyncError, type Warning } from '../errors.ts';
import { parseSettings, refuseProblems } from './check.ts';
import { readJson } from './json.ts';
import { type NestedSettings, nest, type PartialSettings } from './keys.ts';
import { documentOf, FILE_MODE, type ProfileFile, readProfileFile, systemCode } from './profile-file.ts';
import { withProfileLock } from './profile-lock.ts';

/** Only the owner may list the folder of profiles. */
const FOLDER_MODE = 0o700;

/** The top-level key of a profile's file that this room owns. */
const SETTINGS = 'settings';

/** System errors that are nobody's settings: the disk, not the folder, is at fault. */
const DISK_FAULTS: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EIO']);

/** The settings that a profile's file holds. */
export interface Stored {
  path: string;
  settings: PartialSettings;
  warnings: Warning[];
}

/** What a change found and what it left. */
export interface StoredChange extends Stored {
  before: PartialSettings;
}

function settingsOf({ path, document }: ProfileFile): PartialSettings {
  const stored = document[SETTINGS];
  const { settings, problems } = parseSettings(stored === undefined ? {} : stored);
  refuseProblems(problems, {
    code: 'config_broken',
    where: path,
    hint: `Correct or delete what is named in ${path}; the file was left as it is.`,
  });
  return settings;
}

/** Reads what is stored for a profile; nothing where there is no file yet. */
export function readStored(folder: string, profile: string): Stored {
  const file = readProfileFile(folder, profile);
  return { path: file.path, settings: settingsOf(file), warnings: file.warnings };
}

/** The error of a write that failed and left the old file in place; only its code is kept, as a message may quote it. */
export function unwritable(path: string, error: unknown): TeamsyncError {
  const code = systemCode(error);
  const message = `The configuration file ${path} could not be written (${code}); it is as it was.`;
  const details = { path, system: code };
  if (DISK_FAULTS.has(code)) {
    return new TeamsyncError(EXIT.unexpected, 'config_unwritable', message, {
      hint: 'Make room on the disk and repeat the command.',
      details,
    });
  }
  return new InvalidInputError('config_unwritable', message, {
    hint: 'Allow this user to write there, or name another folder in TEAMSYNC_CONFIG_DIR.',
    details,
  });
}

function write(Conf: typeof ConfClass, path: string, key: string, value: unknown): void {
  const { dir, name, ext } = parse(path);
  const conf = new Conf<Record<string, unknown>>({
    cwd: dir,
    configName: name,
    fileExtension: ext,
    configFileMode: FILE_MODE,
    // A broken file is somebody's work: it is refused before this and never cleared.
    clearInvalidConfig: false,
    accessPropertiesByDotNotation: false,
    watch: false,
    serialize: (document) => `${JSON.stringify(document, undefined, 2)}\n`,
    deserialize: (text) => documentOf(path, readJson(text)),
  });
  if (value === undefined) conf.delete(key);
  else conf.set(key, value);
  syncFolder(dir);
}

/** A rename is durable only when its folder is on disk too; Windows opens no folders and needs no such call. */
function syncFolder(folder: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Changes one top-level key of a profile's file and leaves the others as they are. The value handed to `update` is read
 * under the lock under which the result is written, whole or not at all; undefined removes the key.
 */
export async function updateProfile(
  folder: string,
  profile: string,
  key: string,
  update: (file: ProfileFile) => unknown,
): Promise<ProfileFile> {
  const { path, warnings } = readProfileFile(folder, profile);
  const { default: Conf } = await import('conf');
  try {
    mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
    return await withProfileLock(path, () => {
      const file = readProfileFile(folder, profile);
      const value = update(file);
      if (!isDeepStrictEqual(value, file.document[key])) write(Conf, path, key, value);
      return { ...file, warnings: [...warnings, ...file.warnings] };
    });
  } catch (error) {
    throw systemCode(error) in constants.errno ? unwritable(path, error) : error;
  }
}

/** Changes the stored settings from what they are at that moment; a throw in `change` leaves the file as it was. */
export async function changeStored(
  folder: string,
  profile: string,
  change: (before: PartialSettings) => PartialSettings,
): Promise<StoredChange> {
  let before: PartialSettings = new Map();
  let settings: PartialSettings = before;
  const { path, warnings } = await updateProfile(
    folder,
    profile,
    SETTINGS,
    (file): NestedSettings | undefined => {
      before = settingsOf(file);
      settings = change(before);
      return settings.size === 0 && file.document[SETTINGS] === undefined ? undefined : nest(settings);
    },
  );
  return { path, settings, before, warnings };
}
