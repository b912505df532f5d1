import { acquireLock, type Lock } from '../../state/lock.ts';
import { processIdentity } from '../../state/process-identity.ts';
import { teamFolder } from '../../state/team-folder.ts';
import type { Context } from '../context.ts';

/** Other machines take a lock that was not refreshed for an hour for one that was left behind. */
const REFRESH_MS = 300_000;

/** A lock that is kept fresh for as long as it is held. */
export interface HeldLock {
  warnings: Lock['warnings'];
  release: () => Promise<void>;
}

/** Takes the lock of a team for this run. Throws `locked` (exit 9) when another run has it for longer than `waitMs`. */
export async function lockTeam(
  { outside, folders }: Context,
  { teamId, runId, command, waitMs }: { teamId: string; runId: string; command: string; waitMs: number },
): Promise<HeldLock> {
  const { pid, host, now, monotonic, sleep, signal } = outside;
  const { bootId, processStart } = await processIdentity(pid);
  const lock = await acquireLock({
    folder: teamFolder(folders.state, teamId),
    holder: { pid, host, command, bootId, processStart },
    nonce: runId,
    identify: processIdentity,
    now,
    monotonic,
    sleep,
    waitMs,
    signal,
  });
  const fresh = setInterval(() => {
    // Whoever lost the lock hears of it at the end; the looks before each change keep the team right until then.
    lock.refresh().catch(() => undefined);
  }, REFRESH_MS);
  fresh.unref();
  return {
    warnings: lock.warnings,
    release: async () => {
      clearInterval(fresh);
      await lock.release();
    },
  };
}
