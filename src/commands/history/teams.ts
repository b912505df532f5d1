import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { codeOf } from '../../state/files.ts';
import { TEAMS_FOLDER, teamFolder } from '../../state/team-folder.ts';

/** The ids of the teams of which something is kept, in order. */
export async function teamsIn(stateFolder: string): Promise<string[]> {
  try {
    const entries = await readdir(join(stateFolder, TEAMS_FOLDER), { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => teamNamed(stateFolder, name))
      .sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** A folder that somebody else put there belongs to no team. */
function teamNamed(stateFolder: string, name: string): string[] {
  try {
    const id = decodeURIComponent(name);
    return basename(teamFolder(stateFolder, id)) === name ? [id] : [];
  } catch (error) {
    if (error instanceof URIError) return [];
    throw error;
  }
}
