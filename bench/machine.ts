import { arch, cpus, loadavg, totalmem } from 'node:os';

/** What the figures were measured on. */
export interface Machine {
  node: string;
  platform: string;
  cpu: string;
  cores: number;
  memoryBytes: number;
  /** Processes that wanted to run in the last minute, on average; above the cores, figures are too high. */
  load: number;
}

/** Asks this machine what it is. */
export function readMachine(): Machine {
  const cores = cpus();
  return {
    node: process.version,
    platform: `${process.platform} ${arch()}`,
    cpu: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    memoryBytes: totalmem(),
    load: loadavg()[0] ?? 0,
  };
}
