import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LockRequest } from '../../src/state/lock.ts';
import type { ProcessIdentity } from '../../src/state/process-identity.ts';

export const NOW = new Date('2026-11-25T15:25:08.000Z');

/** A process as a rehearsal knows it: number → what the system tells of it; every other one does not exist. */
export type Processes = Record<number, Partial<ProcessIdentity>>;

let nonces = 0;

/** A request for the lock in a folder by process 100 of the machine `here`, which lives; waits for nothing. */
export function lockRequest(
  folder: string,
  changes: Partial<LockRequest> = {},
  processes: Processes = {},
): LockRequest {
  nonces += 1;
  const known: Processes = { 100: { processStart: '5000' }, ...processes };
  return {
    folder,
    holder: {
      pid: 100,
      host: 'here',
      command: 'teamsync reconcile roster.csv',
      bootId: 'boot-2',
      processStart: '5000',
    },
    nonce: `nonce-${String(nonces)}`,
    identify: (pid) => {
      const found = known[pid];
      return Promise.resolve({
        exists: found !== undefined,
        processStart: null,
        bootId: 'boot-2',
        ...found,
      });
    },
    now: () => NOW,
    monotonic: () => 0,
    sleep: () => Promise.reject(new Error('slept')),
    waitMs: 0,
    signal: new AbortController().signal,
    ...changes,
  };
}

/** The lock of an earlier run that was killed: process 90 of the machine `here`, with anything changed. */
export async function leaveLock(
  folder: string,
  changes: Record<string, unknown> = {},
  name = 'lock',
): Promise<string> {
  const path = join(folder, name);
  await mkdir(folder, { recursive: true });
  const owner = {
    pid: 90,
    host: 'here',
    command: 'teamsync apply plan.json',
    bootId: 'boot-2',
    processStart: '4000',
    nonce: 'left-behind',
    since: '2026-11-25T15:00:00.000Z',
    ...changes,
  };
  await writeFile(path, `${JSON.stringify(owner)}\n`);
  return path;
}
