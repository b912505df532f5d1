import type { Remembered } from '../../src/plan/types.ts';

/** A team that a run of ours has changed before, without anything that matters to the next one. */
export const NOTHING_REMEMBERED: Remembered = {
  known: true,
  managed: new Set(),
  suspendedByDeprovision: new Set(),
  reminded: new Map(),
  cancelled: new Map(),
  removed: new Map(),
  reserved: new Map(),
};
