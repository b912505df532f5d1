import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createLockFile,
  readLockFile,
  reasonItIsStale,
  type FoundLock,
  type Judge,
  type LockOwner,
} from './lock-file.ts';

const GUARD_PREFIX = 'lock.takeover-';

/** The right to replace one stale lock, or who has it already; `changed` when that came to an end just now. */
export type Claim =
  | { kind: 'mine'; giveBack: () => Promise<void> }
  | { kind: 'theirs'; owner: LockOwner | null }
  | { kind: 'changed' };

/**
 * Claims the right to replace a stale lock, which at most one living run has at a time. The right to a lock is a file
 * that is named after that very lock; where its owner has died over it too, the right to that file includes it, and so
 * on. Only the last file of such a row is ever deleted, by its owner, as long as the lock is there.
 */
export async function claimTakeover(
  folder: string,
  stale: FoundLock,
  owner: LockOwner,
  judge: Judge,
): Promise<Claim> {
  let target = stale;
  for (;;) {
    const path = join(folder, `${GUARD_PREFIX}${target.identity}`);
    if (await createLockFile(path, owner, judge.now())) {
      return { kind: 'mine', giveBack: () => rm(path, { force: true }) };
    }
    const guard = await readLockFile(path);
    if (guard === null) return { kind: 'changed' };
    if ((await reasonItIsStale(guard, judge)) === null) return { kind: 'theirs', owner: guard.owner };
    target = guard;
  }
}

/** Removes what takeovers have left behind; for the owner of a new lock alone, since none of them can concern it. */
export async function sweepTakeovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(GUARD_PREFIX)) await rm(join(folder, name), { force: true });
  }
}
