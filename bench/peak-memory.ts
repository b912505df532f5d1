import { readFileSync, writeFileSync } from 'node:fs';
import { PEAK_VARIABLE } from './protocol.ts';

const KILOBYTE = 1024;

/**
 * Loaded into a measured process before its program. On Linux the peak that `getrusage` tells can be that of whoever
 * started the process; the kernel's own note of this process cannot.
 */
process.on('exit', () => {
  const path = process.env[PEAK_VARIABLE];
  if (path !== undefined) writeFileSync(path, String(peakKilobytes() * KILOBYTE));
});

function peakKilobytes(): number {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    return Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}
