import type { ChalkInstance } from 'chalk';
import { table } from './layout.ts';

/** One of the `holds` of `hold list`. */
export interface HoldView {
  email: string;
  since: string;
  /** `null`: until it is removed. */
  until: string | null;
  why: string;
}

/** Whom no run may touch, since when, until when and why. */
export function renderHolds(holds: readonly HoldView[], paint: ChalkInstance): string {
  if (holds.length === 0) return 'Nobody is on hold.\n';
  const rows = holds.map(({ email, since, until, why }) => [email, since, until ?? 'removed', why]);
  return `${table(['EMAIL', 'SINCE', 'UNTIL', 'WHY'], rows, paint).join('\n')}\n`;
}
