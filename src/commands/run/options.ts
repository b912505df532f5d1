import { normalize } from 'node:path';
import { InvalidInputError } from '../../errors.ts';
import type { RunLimits } from '../../plan/types.ts';
import { reportFormat } from '../../render/reports/format.ts';
import type { Limit } from '../../settings/schema.ts';
import type { Roster } from '../../team.ts';

/** How a roster is read and what is planned from it. */
export interface RosterOptions {
  format?: Roster['format'];
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
  /** A file for what became of the run; its name says in which format. */
  report?: string;
  detailedExitcode: boolean;
  /** Names everybody in a long plan, also on a terminal. */
  full?: boolean;
  /** How progress is told; absent: a spinner on a terminal. */
  progress?: 'json';
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

/** The files that a run reads, as they were typed. */
interface TypedFiles {
  roster?: string;
  file?: string;
  settings?: string;
}

/** Refuses options that mean nothing without another one, and a report that cannot be written. */
export function checkPace(options: RunOptions & TypedFiles): void {
  const { canary, maxFailures } = options;
  checkReport(options);
  if (maxFailures === undefined || canary !== undefined) return;
  throw new InvalidInputError(
    'max_failures_needs_canary',
    '--max-failures says after which step of --canary a run stops, so it belongs to --canary.',
    { hint: `For example: --canary 1,5,25% --max-failures ${String(maxFailures)}` },
  );
}

/** A report is in a known format and takes the place of no file that the run itself reads or writes. */
function checkReport({ report, out, roster, file, settings }: RunOptions & TypedFiles): void {
  if (report === undefined) return;
  reportFormat(report);
  const own = [roster, file, settings, out].find(
    (path) => path !== undefined && normalize(path) === normalize(report),
  );
  if (own === undefined) return;
  throw new InvalidInputError(
    'report_is_input',
    `--report ${report} would replace a file that this run needs itself. Nothing was sent to Dropbox.`,
    { hint: 'Give --report a path of its own.', details: { path: report } },
  );
}

/** How many changes each step of a run takes, of so many in all; the rest comes after them. */
export function stepSizes(steps: readonly Limit[], total: number): number[] {
  return steps.map((step) =>
    typeof step === 'number' ? step : Math.max(1, Math.ceil((Number(step.slice(0, -1)) * total) / 100)),
  );
}
