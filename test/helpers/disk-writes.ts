import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const PRELOADED = pathToFileURL(join(import.meta.dirname, 'die-writing.js')).href;

/** When a program dies: before it changes something on disk for the nth time, or with half of that written. */
export interface WriteMoment {
  write: number;
  stage: 'before' | 'half';
}

/** One change on disk: what was done to which file. */
export interface DiskWrite {
  what: string;
  name: string;
  /** Half of it can be written. */
  divisible: boolean;
}

/** The environment in which a program dies at that moment, by its own hand, as if it had been killed. */
export function dyingAt({ write, stage }: WriteMoment): Record<string, string> {
  return preloading({ at: String(write), stage });
}

/** The environment in which a program tells a file every change that it makes on disk. */
export function telling(log: string): Record<string, string> {
  return preloading({ log });
}

/** What a program told. */
export async function toldIn(log: string): Promise<DiskWrite[]> {
  const lines = (await readFile(log, 'utf8')).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as DiskWrite);
}

/** Every moment at which a program that makes these changes can die of them. */
export function momentsOf(writes: readonly DiskWrite[]): WriteMoment[] {
  return writes.flatMap(({ divisible }, index): WriteMoment[] => {
    const write = index + 1;
    return [{ write, stage: 'before' }, ...(divisible ? [{ write, stage: 'half' } as const] : [])];
  });
}

function preloading(query: Record<string, string>): Record<string, string> {
  return {
    NODE_OPTIONS: `--import ${PRELOADED}?${new URLSearchParams(query).toString()}`,
    // No folder: compiled code is not kept, so that every run changes the same things on disk.
    XDG_CACHE_HOME: '/dev/null',
  };
}
