import { join } from 'node:path';
import { describeOwner, readLockFile, reasonItIsStale } from '../../state/lock-file.ts';
import { LOCK_FILE } from '../../state/lock.ts';
import { processIdentity } from '../../state/process-identity.ts';
import { teamFolder } from '../../state/team-folder.ts';
import type { Context } from '../context.ts';
import { examine, fine, odd, type Finding } from './finding.ts';

const NAME = 'lock';

/** Whether a run holds the lock of the team, or one that is gone has left it. */
export function checkLock({ folders, outside }: Context, teamId: string): Promise<Finding> {
  return examine(NAME, async () => {
    const found = await readLockFile(join(teamFolder(folders.state, teamId), LOCK_FILE));
    if (found === null) return fine(NAME, 'No run holds the lock of the team.');
    const { host, pid, now } = outside;
    const { bootId } = await processIdentity(pid);
    const reason = await reasonItIsStale(found, { host, bootId, identify: processIdentity, now });
    const holder = describeOwner(found.owner);
    if (reason !== null) {
      const hint = 'Nothing has to be done: the next run takes it over and settles what that one had sent.';
      return odd(NAME, `A run that is gone has left its lock: ${holder}; ${reason}.`, hint);
    }
    const hint =
      'Wait for it. If it never ends, end it, or if it is on another machine that is gone, delete ';
    return odd(NAME, `A run is at work: ${holder}.`, `${hint}${found.path}`);
  });
}
