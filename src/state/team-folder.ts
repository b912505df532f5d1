import { join } from 'node:path';

/** The folder in which every team has one. */
export const TEAMS_FOLDER = 'teams';

const ONLY_DOTS = /^\.+$/;

/** Where everything that is kept of a team lies; no two teams share a folder, and none lies outside of `teams`. */
export function teamFolder(stateFolder: string, teamId: string): string {
  const name = encodeURIComponent(teamId).replace(ONLY_DOTS, (dots) => '%2E'.repeat(dots.length));
  return join(stateFolder, TEAMS_FOLDER, name);
}
