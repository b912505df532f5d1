import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT, TeamsyncError } from '../../errors.ts';
import { codeOf, createPrivateFile } from '../../state/files.ts';
import type { Surroundings } from '../context.ts';

const LOCK_FILE = 'holds.lock';
const PAUSE_MS = 50;
/** 2 seconds: others have the lock for milliseconds. */
const LOOKS = 40;
/** A lock this old was left behind by a process that died in the middle. */
const STALE_MS = 10_000;

/**
 * Runs work that no other teamsync runs for the holds of the team in that folder. A lock left by a crash is taken over;
 * two that do so in the same instant may both go ahead, which can cost one of the two changes and never the file. Throws
 * `holds_locked` (exit 9).
 */
export async function withHoldsLock<T>(
  folder: string,
  outside: Pick<Surroundings, 'now' | 'sleep'>,
  work: () => Promise<T>,
): Promise<T> {
  const path = join(folder, LOCK_FILE);
  await take(path, outside);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string, { now, sleep }: Pick<Surroundings, 'now' | 'sleep'>): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    if (await createPrivateFile(path, '', now())) return;
    if (await isStale(path, now())) await rm(path, { force: true });
    else await sleep(PAUSE_MS);
  }
  throw new TeamsyncError(
    EXIT.locked,
    'holds_locked',
    'Another teamsync is changing the holds of this team.',
    {
      hint: `Try again. If no other teamsync is running, delete ${path}`,
      details: { path },
    },
  );
}

async function isStale(path: string, now: Date): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(path);
    return now.getTime() - mtimeMs >= STALE_MS;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
