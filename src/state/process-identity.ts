import { readFile } from 'node:fs/promises';
import { kill } from 'node:process';
import { codeOf } from './files.ts';

/** What tells whether a process is still the one that somebody once knew by its number. */
export interface ProcessIdentity {
  exists: boolean;
  /** When it started, in ticks since the machine did; `null` where the system does not tell. */
  processStart: string | null;
  /** Of the machine, new at each start; `null` where the system does not tell. */
  bootId: string | null;
}

export type IdentifyProcess = (pid: number) => Promise<ProcessIdentity>;

/** Field numbers of proc_pid_stat(5). Those after the second come after the last `)`, since a name may hold anything. */
const STATE_FIELD = 3;
const START_FIELD = 22;

/** Ended, but its parent has not asked how. */
const GONE_STATES = ['Z', 'X'];

/** Reads what the system tells of a process: all of it on Linux, elsewhere only whether it exists. */
export async function processIdentity(pid: number): Promise<ProcessIdentity> {
  const bootId = (await textOf('/proc/sys/kernel/random/boot_id'))?.trim() ?? null;
  if (!isRunning(pid)) return { exists: false, processStart: null, bootId };
  const stat = await textOf(`/proc/${String(pid)}/stat`);
  if (stat === null) return { exists: true, processStart: null, bootId };
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): string | null => fields[number - STATE_FIELD] ?? null;
  const exists = !GONE_STATES.includes(field(STATE_FIELD) ?? '');
  return { exists, processStart: exists ? field(START_FIELD) : null, bootId };
}

function isRunning(pid: number): boolean {
  try {
    kill(pid, 0);
    return true;
  } catch (error) {
    // Any other answer, such as EPERM, comes from a process that is there.
    return codeOf(error) !== 'ESRCH';
  }
}

async function textOf(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}
