import { EXIT, RailError, TeamsyncError, type ExitCode, type Warning } from '../../errors.ts';
import type { RunReport } from '../../render/report.ts';
import type { Plan, Refusal } from '../../plan/types.ts';
import type { Outcome } from '../context.ts';

/** Where several codes apply, the first of these is the one to end with. */
const PRECEDENCE: readonly ExitCode[] = [
  EXIT.declined,
  EXIT.terminated,
  EXIT.unexpected,
  EXIT.locked,
  EXIT.unauthorized,
  EXIT.forbidden,
  EXIT.invalid,
  EXIT.unavailable,
  EXIT.stale,
  EXIT.someFailed,
  EXIT.refused,
];

/** The error that a run ends with, of all that apply; `null` when there is none. */
export function gravest(errors: readonly (TeamsyncError | null)[]): TeamsyncError | null {
  const rank = (error: TeamsyncError): number => PRECEDENCE.indexOf(error.exitCode);
  const found = errors.filter((error) => error !== null).sort((a, b) => rank(a) - rank(b));
  return found[0] ?? null;
}

/** The refusal of a plan by its rails, all of them in one error; `null` when they let it pass. */
export function railError(refusals: readonly Refusal[]): RailError | null {
  const [first] = refusals;
  if (first === undefined) return null;
  return new RailError(
    first.code,
    `${refusals.map(({ message }) => message).join(' ')} Nothing was sent to Dropbox.`,
    { hint: refusals.map(({ hint }) => hint).join(' '), details: { refusals } },
  );
}

/**
 * What was kept back by a rail although it was wanted: the run did the rest, and must not look like a full success. With
 * `all`, whoever was kept for whatever reason.
 */
export function heldBackError({ kept }: Pick<Plan, 'kept'>, all = false): RailError | null {
  const held = kept.filter(({ code }) => all || code === 'over_limit' || code === 'listing_incomplete');
  const [first] = held;
  if (first === undefined) return null;
  const people = held.length === 1 ? '1 person' : `${String(held.length)} people`;
  return new RailError(
    first.code,
    all
      ? `${people} asked for by name ${held.length === 1 ? 'was' : 'were'} left alone. ${first.message}`
      : `A safety rail kept ${people} from being suspended or removed. ${first.message}`,
    {
      details: { kept: held },
    },
  );
}

/** The error for changes that failed, are unknown, were blocked or did not stick; `null` when everything was done. */
export function incompleteError({
  summary,
  verified,
  differences,
  blocked,
}: RunReport): TeamsyncError | null {
  const parts: string[] = [];
  if (summary.failed > 0) parts.push(`${String(summary.failed)} failed`);
  if (summary.unknown > 0) parts.push(`${String(summary.unknown)} with an unknown outcome`);
  if (summary.skipped > 0) parts.push(`${String(summary.skipped)} skipped`);
  if (blocked.length > 0) parts.push(`${String(blocked.length)} blocked`);
  if (parts.length === 0 && verified === false) {
    parts.push(`${String(differences.length)} still differing when the team was read again`);
  }
  if (parts.length === 0) return null;
  return new TeamsyncError(
    EXIT.someFailed,
    'some_changes_failed',
    `Not everything was done: ${parts.join(', ')}.${summary.applied > 0 ? ' The rest is done.' : ''}`,
    {
      hint: 'The result (without --quiet, or with --json) has each reason: mend what it names, and run the same command again.',
      details: { differences },
    },
  );
}

/** How a run ends: its report in `data` whatever happened, and 2 only where changes are pending and that was asked for. */
export function outcomeOf(
  report: RunReport,
  error: TeamsyncError | null,
  warnings: Warning[],
  detailedExitcode: boolean,
): Outcome {
  const pending = report.mode === 'dry-run' && report.changes.length > 0;
  const quiet = pending && detailedExitcode ? EXIT.pending : EXIT.done;
  return { exitCode: error?.exitCode ?? quiet, data: report, warnings, error, text: '' };
}
