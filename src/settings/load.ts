import { readFile } from 'node:fs/promises';
import { InvalidInputError } from '../errors.ts';
import { systemCode } from './profile-file.ts';
import { type Layer, type Resolved, resolveSettings } from './resolve.ts';
import { readStored } from './store.ts';

/** Reads a file of `--settings`; a file that was named and is not there is an error, never a reason to fall back. */
export async function readSettingsFile(path: string): Promise<{ path: string; content: string }> {
  try {
    return { path, content: await readFile(path, 'utf8') };
  } catch (error) {
    const system = systemCode(error);
    const missing = system === 'ENOENT';
    throw new InvalidInputError(
      missing ? 'settings_file_missing' : 'settings_file_unreadable',
      `The settings file ${path} ${missing ? 'does not exist' : `cannot be read (${system})`}.`,
      { hint: 'Check the path after --settings.', details: { path, system }, cause: error },
    );
  }
}

/** The settings in force for a profile: what is stored, or the file of `--settings` in its place. */
export async function loadSettings(request: {
  configFolder: string;
  profile: string;
  settingsFile?: string | undefined;
  overrides?: readonly Layer[] | undefined;
}): Promise<Resolved> {
  const { configFolder, profile, settingsFile, overrides } = request;
  const stored = readStored(configFolder, profile);
  const file = settingsFile === undefined ? undefined : await readSettingsFile(settingsFile);
  const resolved = resolveSettings({ profile, stored: stored.settings, file, overrides });
  return { ...resolved, warnings: [...stored.warnings, ...resolved.warnings] };
}
