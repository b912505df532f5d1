import { redact } from '../../auth/secret.ts';
import { EXIT, type ExitCode } from '../../errors.ts';
import { clean } from '../../render/clean.ts';
import { count } from '../../render/layout.ts';
import { span } from '../../render/status.ts';
import type { Context } from '../context.ts';
import type { Reason } from './schedule.ts';

/** How a run of a watcher ended, as far as the log tells. */
export interface RoundEnd {
  exitCode: ExitCode;
  /** Of its error; `null` when it had none. */
  code: string | null;
  /** `null` when it never came to a run. */
  run: { id: string; applied: number; changes: number } | null;
}

/** What a watcher tells about itself on standard error, each line with its time in UTC. */
export interface Log {
  watching: (roster: string, every: number) => void;
  missing: (roster: string, why: string) => void;
  begins: (reason: Reason) => void;
  /** `nextIn` is in milliseconds; `null` when there is no next run. */
  ended: (end: RoundEnd, nextIn: number | null) => void;
  /** `end` is that of the run that was interrupted; `null` between runs. */
  stopped: (signal: string, end: RoundEnd | null) => void;
}

const REASONS: Readonly<Record<Reason, string>> = {
  start: 'start',
  changed: 'roster changed',
  interval: 'interval',
  retry: 'trying again after a failure',
};

const MEANINGS: Readonly<Record<ExitCode, string>> = {
  [EXIT.done]: 'done',
  [EXIT.unexpected]: 'unexpected error',
  [EXIT.pending]: 'changes pending',
  [EXIT.refused]: 'refused by a safety rail',
  [EXIT.someFailed]: 'some changes failed or were blocked',
  [EXIT.unauthorized]: 'not authorized',
  [EXIT.forbidden]: 'scope or admin role missing',
  [EXIT.invalid]: 'settings or roster invalid',
  [EXIT.unavailable]: 'Dropbox unavailable',
  [EXIT.locked]: 'another run is at work',
  [EXIT.stale]: 'plan no longer matches',
  [EXIT.declined]: 'interrupted',
  [EXIT.terminated]: 'interrupted',
};

/** The log of a watcher; with `--quiet` it tells only of failures. */
export function logFor({ outside, options }: Context): Log {
  const say = (text: string, failed = false): void => {
    if (options.quiet && !failed) return;
    outside.stderr.write(redact(`${stamp(outside.now())} ${clean(text)}\n`));
  };
  return {
    watching(roster, every) {
      say(`watching ${roster}: runs now, when it changes, and ${span(every)} after each run`);
    },
    missing(roster, why) {
      say(`waiting for ${roster}: ${why}`);
    },
    begins(reason) {
      say(`run begins: ${REASONS[reason]}`);
    },
    ended(end, nextIn) {
      const next =
        nextIn === null
          ? ''
          : `; next run at ${stamp(new Date(outside.now().getTime() + nextIn))}, or when the roster changes`;
      say(`${endText(end)}${next}`, end.exitCode !== EXIT.done);
    },
    stopped(signal, end) {
      say(`stopped by ${signal}${leftText(end)}`);
    },
  };
}

/** To the second: logs are sorted and compared. */
function stamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

function endText({ exitCode, code, run }: RoundEnd): string {
  const subject = run === null ? 'run' : `run ${run.id}`;
  const why = code === null ? '' : `: ${code}`;
  return `${subject} ended with exit code ${String(exitCode)} (${MEANINGS[exitCode]}${why})${doneText(run)}`;
}

function doneText(run: RoundEnd['run']): string {
  if (run === null) return '; nothing was changed';
  if (run.changes === 0) return '; nothing to change';
  return `; ${String(run.applied)} of ${count(run.changes, 'change', 'changes')} applied`;
}

function leftText(end: RoundEnd | null): string {
  if (end === null) return ' between two runs';
  const { run } = end;
  if (run === null) return ' before the run had changed anything';
  const left = run.changes - run.applied;
  if (left === 0) return ` when the run ${run.id} had nothing left to change`;
  return ` during the run ${run.id}, which leaves ${count(left, 'change', 'changes')} to the next one`;
}
