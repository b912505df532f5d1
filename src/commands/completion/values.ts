import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Candidate } from '../../render/completion/answer.ts';
import type { Context } from '../context.ts';

/** What `newRunId` makes. */
const RUN_ID = /^\d{8}T\d{6}Z-[0-9a-f]{6}$/;
const PROFILE_FILE = '.json';

/** The profiles that there are; one that is not there yet can be typed in full. */
export async function readProfiles({ folders }: Context): Promise<Candidate[]> {
  const { profilePath } = await import('../../settings/profile-file.ts');
  const names = (await readdir(folders.config))
    .filter((name) => name.endsWith(PROFILE_FILE))
    .map((name) => name.slice(0, -PROFILE_FILE.length));
  const found: Candidate[] = [];
  for (const name of names.sort()) {
    if (isProfile(() => profilePath(folders.config, name)) && (await isFile(folders.config, name)))
      found.push({ value: name, about: '' });
  }
  return found;
}

/** The runs of every team, the newest first. */
export async function readRuns({ folders }: Context): Promise<Candidate[]> {
  const { runFolders } = await import('../../state/run-folder.ts');
  const ids = (await runFolders(folders.state)).map((folder) => basename(folder));
  return ids
    .filter((id) => RUN_ID.test(id))
    .sort()
    .reverse()
    .map((value) => ({ value, about: '' }));
}

/** Who is on hold, in any team, and why. */
export async function readHeld({ folders, outside }: Context): Promise<Candidate[]> {
  const { readHolds } = await import('../../state/holds.ts');
  const { teamsIn } = await import('../history/teams.ts');
  const found = new Map<string, string>();
  for (const team of await teamsIn(folders.state)) {
    // The broken file of one team hides nobody of another.
    const holds = await readHolds(folders.state, team, outside.now()).catch(() => []);
    for (const { email, why } of holds) found.set(email, why);
  }
  return [...found].map(([value, about]) => ({ value, about }));
}

function isProfile(path: () => string): boolean {
  try {
    return path() !== '';
  } catch {
    return false;
  }
}

async function isFile(folder: string, name: string): Promise<boolean> {
  const stats = await lstat(join(folder, `${name}${PROFILE_FILE}`));
  return stats.isFile();
}
