import { InvalidInputError } from '../../errors.ts';
import type { RunLimits } from '../../plan/types.ts';
import type { Limit } from '../../settings/schema.ts';

/** How a roster is read and what is planned from it. */
export interface RosterOptions {
  format?: 'csv' | 'json';
  /** A file that replaces the stored action settings for this run. */
  settings?: string;
  /** E-mails or patterns; empty means everybody. */
  only: string[];
  /** The roster may look quite different from the last good one, this once. */
  acceptRoster: boolean;
}

/** Limits and allowances for this run alone. */
export interface LimitOptions {
  maxDeprovisions?: Limit;
  maxSuspensions?: Limit;
  acceptListing: boolean;
}

/** How a run ends up: looked at, written down, or applied. */
export interface RunOptions {
  dryRun: boolean;
  yes: boolean;
  out?: string;
  detailedExitcode: boolean;
  /** The first steps: numbers of changes, or shares of all of them; absent: all at once. */
  canary?: Limit[];
  /** Changes of one step that may fail before the run stops after it. */
  maxFailures?: number;
  /** Writes in flight at most. */
  concurrency: number;
  /** Milliseconds for retries and waiting in the whole run. */
  retryBudget: number;
  /** Milliseconds to wait for the lock of the team. */
  wait: number;
}

/** The limits that were given for this run. */
export function runLimits({ maxDeprovisions, maxSuspensions }: LimitOptions): RunLimits {
  return {
    ...(maxDeprovisions === undefined ? {} : { deprovisions: maxDeprovisions }),
    ...(maxSuspensions === undefined ? {} : { suspensions: maxSuspensions }),
  };
}

/** Refuses `--out` where the plan is applied at once. */
export function checkOut({ out, dryRun }: RunOptions): void {
  if (out === undefined || dryRun) return;
  throw new InvalidInputError(
    'out_needs_dry_run',
    '--out writes a plan for later, so it belongs to a dry run.',
    {
      hint: `Use: teamsync plan ROSTER --out ${out}, then: teamsync apply ${out}`,
    },
  );
}

/** Refuses options that mean nothing without another one. */
export function checkPace({ canary, maxFailures }: RunOptions): void {
  if (maxFailures === undefined || canary !== undefined) return;
  throw new InvalidInputError(
    'max_failures_needs_canary',
    '--max-failures says after which step of --canary a run stops, so it belongs to --canary.',
    { hint: `For example: --canary 1,5,25% --max-failures ${String(maxFailures)}` },
  );
}

/** How many changes each step of a run takes, of so many in all; the rest comes after them. */
export function stepSizes(steps: readonly Limit[], total: number): number[] {
  return steps.map((step) =>
    typeof step === 'number' ? step : Math.max(1, Math.ceil((Number(step.slice(0, -1)) * total) / 100)),
  );
}
