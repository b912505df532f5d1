import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { EXIT, TeamsyncError } from '../errors.ts';
import { FILE_MODE, systemCode } from './profile-file.ts';

const PAUSE_MS = 10;

/** A write takes milliseconds: a lock that is the same one for 5 seconds was left by a process that died in the middle. */
const STALE_LOOKS = 500;

/** 20 seconds: outlives a stale lock and a queue of other writers. */
const PATIENT_LOOKS = 2000;

/** Lets time pass. */
export type Sleep = (milliseconds: number) => Promise<unknown>;

/** True once the lock is ours; false while another process has it. */
function take(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx', FILE_MODE));
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Tells one lock from the next; no clock can be asked, as that of the file system may be another one. */
function identify(lock: string): string | null {
  const stats = statSync(lock, { throwIfNoEntry: false });
  return stats === undefined ? null : `${String(stats.ino)} ${String(stats.mtimeMs)}`;
}

async function waitFor(path: string, lock: string, sleep: Sleep): Promise<void> {
  let looked = 0;
  let same = 0;
  let seen: string | null = null;
  while (!take(lock)) {
    const now = identify(lock);
    same = now === seen ? same + 1 : 0;
    seen = now;
    looked += 1;
    if (looked > PATIENT_LOOKS) {
      throw new TeamsyncError(
        EXIT.locked,
        'config_locked',
        `Other processes have been writing ${path} for too long.`,
        {
          hint: `Try again; if no other teamsync is running, delete ${lock}.`,
          details: { path, lock },
        },
      );
    }
    if (same > STALE_LOOKS) rmSync(lock, { force: true });
    else await sleep(PAUSE_MS);
  }
}

/**
 * Runs work that no other teamsync runs for the same file at that time. The work is synchronous, so that nothing of this
 * process comes in between either. A lock left by a crash is taken over; two that do so in the same instant may both go
 * ahead, which can cost one of the two changes and never the file.
 */
export async function withProfileLock<T>(path: string, work: () => T, sleep: Sleep = setTimeout): Promise<T> {
  const lock = `${path}.lock`;
  await waitFor(path, lock, sleep);
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}
