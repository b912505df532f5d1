import { EXIT } from '../errors.ts';
import { clean } from './clean.ts';

/** A run that did all that a schedule is for. */
export interface GoodRun {
  runId: string;
  at: string;
}

type RunOutcome = 'done' | 'nothing' | 'failed' | 'refused' | 'interrupted';

/** How the runs of a schedule last ended when they did not end well. */
export type LastEnd =
  | { kind: 'attempt'; at: string; command: string; exitCode: number; code: string | null; message: string }
  | {
      kind: 'run';
      runId: string;
      outcome: RunOutcome;
      exitCode: number;
      code: string | null;
      message: string | null;
    }
  | { kind: 'partial'; runId: string }
  /** Cut off, or still at work; `settled` when a later run has found out what it did. */
  | { kind: 'unfinished'; runId: string; settled: boolean };

/** What tells whether a schedule is healthy. */
export interface HealthFacts {
  lastGoodRun: GoodRun | null;
  maxAgeMs: number;
  /** `null`: nothing was tried since the last good run. */
  lastEnd: LastEnd | null;
}

/** That the last good run is recent enough. */
export function renderHealthy({ runId, at }: GoodRun, maxAgeMs: number): string {
  return `Healthy: the last good run (${clean(runId)}, ${at}) began within the last ${span(maxAgeMs)}.\n`;
}

/** Why a schedule is not healthy, in one sentence. */
export function unhealthyReason({ lastGoodRun, maxAgeMs, lastEnd }: HealthFacts): string {
  const head =
    lastGoodRun === null
      ? 'No run of this team has ended well yet'
      : `The last good run (${lastGoodRun.runId}, ${lastGoodRun.at}) began more than ${span(maxAgeMs)} ago`;
  if (lastEnd !== null) return `${head}; ${endText(lastEnd)}.`;
  return lastGoodRun === null ? `${head}.` : `${head}, and none was tried since.`;
}

/** What to type about it. */
export function unhealthyHint(lastEnd: LastEnd | null, profile: string): string {
  switch (lastEnd?.kind) {
    case undefined:
    case 'partial':
      return `Run it, and see that the schedule does: teamsync reconcile ROSTER --yes${profile}`;
    case 'run':
    case 'unfinished':
      return `See what it did with: teamsync history show ${lastEnd.runId}${profile}`;
    case 'attempt':
      return attemptHint(lastEnd.exitCode, profile);
  }
}

function attemptHint(exitCode: number, profile: string): string {
  switch (exitCode) {
    case EXIT.unauthorized:
      return `Authorize the team again with: teamsync auth dropbox${profile}`;
    case EXIT.forbidden:
      return `See what the login may do with: teamsync auth status${profile}`;
    case EXIT.locked:
      return `Let the runs of the schedule wait for each other: --wait 10m. See the last ones with: teamsync history${profile}`;
    default:
      return `See it all by running it by hand: teamsync reconcile ROSTER --dry-run${profile}`;
  }
}

function endText(end: LastEnd): string {
  switch (end.kind) {
    case 'attempt': {
      const head = `the last attempt (${end.command}, ${end.at}) ended with exit code ${String(end.exitCode)}`;
      return withCause(head, end);
    }
    case 'run':
      return withCause(
        `the last run (${end.runId}) ${wordsFor(end.outcome)} with exit code ${String(end.exitCode)}`,
        end,
      );
    case 'partial':
      return `the last run (${end.runId}) looked at some people only`;
    case 'unfinished':
      return `the last run (${end.runId}) ${end.settled ? 'was cut off' : 'has not ended: it is at work, or was cut off'}`;
  }
}

function wordsFor(outcome: RunOutcome): string {
  switch (outcome) {
    case 'refused':
      return 'was refused by a safety rail and ended';
    case 'interrupted':
      return 'was interrupted and ended';
    case 'done':
    case 'nothing':
    case 'failed':
      return 'ended';
  }
}

function withCause(head: string, { code, message }: { code: string | null; message: string | null }): string {
  const named = code === null ? head : `${head} (${code})`;
  const words = message?.trim().replace(/[.!?]+$/, '') ?? '';
  return words === '' ? named : `${named}: ${words}`;
}

const UNITS = [
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
  [1, 'millisecond'],
] as const;

/** A duration in the largest unit of which it is a whole number. */
export function span(milliseconds: number): string {
  const whole = Math.round(milliseconds);
  const [size, unit] = UNITS.find(([each]) => whole > 0 && whole % each === 0) ?? [1_000, 'second'];
  const number = whole / size;
  return `${String(number)} ${unit}${number === 1 ? '' : 's'}`;
}
