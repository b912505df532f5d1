import { stat } from 'node:fs/promises';
import { currentUser, readProfileFile } from '../../settings/profile-file.ts';
import type { Context } from '../context.ts';
import { examine, fine, odd, type Finding } from './finding.ts';

const NAME = 'configuration';
/** Mode bits with which others could put another file in the place of ours. */
const OTHERS_WRITE = 0o022;

/** Whether the configuration file can be read and is nobody else's to read or replace; its mode is repaired on the way. */
export function checkConfiguration({ folders, options }: Context): Promise<Finding> {
  return examine(NAME, async () => {
    const { path, document, warnings } = readProfileFile(folders.config, options.profile);
    const [repaired] = warnings;
    if (repaired !== undefined) {
      return odd(
        NAME,
        repaired.message,
        'If others may have read it: teamsync auth logout, then authorize again.',
      );
    }
    const folder = await stat(folders.config).catch(() => null);
    if (folder !== null && currentUser() !== null && (folder.mode & OTHERS_WRITE) !== 0) {
      const message = `Other users can write to ${folders.config}, and so put another file in the place of yours.`;
      return odd(NAME, message, `Keep them out with: chmod 700 '${folders.config}'`);
    }
    if (Object.keys(document).length === 0) {
      return fine(NAME, `Nothing is stored yet (${path}): the defaults count.`);
    }
    return fine(NAME, `${path} can be read, and only by this user.`);
  });
}
