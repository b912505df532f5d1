import { resolve } from 'node:path';
import { EXIT, InvalidInputError, type ExitCode, type TeamsyncError } from '../../errors.ts';
import { clean } from '../../render/clean.ts';
import { span } from '../../render/status.ts';
import { done, type Context, type Outcome } from '../context.ts';
import { reportIn } from '../notify/notify.ts';
import type { Series } from '../notify/series.ts';
import { endOf } from '../run/attempted.ts';
import { writeOutcome } from '../write-outcome.ts';
import { logFor, type Log, type RoundEnd } from './log.ts';
import { lookAt } from './look.ts';
import { watch, type Round } from './loop.ts';
import { interruptibly } from './round-signal.ts';
import { SETTLE_MS, type Ending } from './schedule.ts';

/** What a run needs to know of being one of many. */
export interface Repeated {
  series: Series;
  /** To be called when the roster was read. Throws when what was read may be a part of it. */
  checkRoster: () => Promise<void>;
}

/** A run as often as it is repeated. */
export type RepeatedRun = (context: Context, repeated: Repeated) => Promise<Outcome>;

/** All that is kept of the last run. */
interface Last {
  end: RoundEnd;
  error: TeamsyncError | null;
  /** It was at work when the signal came. */
  interrupted: boolean;
}

/** Repeats a run until it is interrupted; what becomes of each is written when it ends, and no failure ends the watcher. */
export async function runWatch(
  context: Context,
  { roster, every }: { roster: string; every: number },
  once: RepeatedRun,
): Promise<Outcome> {
  const { outside, folders } = context;
  const { monotonic, random, sleep, signal } = outside;
  const log = logFor(context);
  const kept: { last: Last | null; series: Series } = { last: null, series: { heard: null } };
  log.watching(roster, every);
  const ports = {
    every,
    monotonic,
    random,
    sleep,
    signal,
    look: () => lookAt(resolve(folders.work, roster)),
    async run(round: Round): Promise<Ending> {
      log.begins(round.reason);
      kept.last = await runOnce(context, once, {
        series: kept.series,
        checkRoster: () => checkAtRest(context, roster, round),
      });
      return endingOf(kept.last.end.exitCode);
    },
    onMissing: (why: string) => {
      log.missing(roster, why);
    },
    onEnded: (nextIn: number) => {
      if (kept.last !== null) log.ended(kept.last.end, signal.aborted ? null : nextIn);
    },
  };
  // Without this an interrupt between two runs would look like one of a run.
  await outside.graceful(() => watch(ports));
  return farewell(context, log, kept.last);
}

/** Does one run to its end, whatever that is, and writes it. */
async function runOnce(context: Context, once: RepeatedRun, repeated: Repeated): Promise<Last> {
  const { outside, options } = context;
  const { outcome } = await endOf(() =>
    interruptibly(outside, (inside) => once({ ...context, outside: inside }, repeated)),
  );
  writeOutcome(outside, 'reconcile', { ...options, oneOfMany: true }, outcome);
  const { exitCode, error } = outcome;
  const report = reportIn(outcome);
  const run =
    report === null
      ? null
      : { id: report.runId, applied: report.summary.applied, changes: report.changes.length };
  return {
    end: { exitCode, code: error?.code ?? null, run },
    error,
    interrupted: outside.signal.aborted,
  };
}

/** A roster that is being written looks like one that has lost people. */
async function checkAtRest({ folders }: Context, roster: string, { look }: Round): Promise<void> {
  if (look !== null && (await lookAt(resolve(folders.work, roster))).look === look) return;
  throw new InvalidInputError(
    'roster_unsettled',
    `The roster ${clean(roster)} is still being written: it changed while or shortly before it was read. Nothing was sent to Dropbox.`,
    {
      hint: `It is read again as soon as its size and date stay the same for ${span(SETTLE_MS)}. Best let the export write another file, and rename that to ${clean(roster)} when it is complete.`,
    },
  );
}

function endingOf(exitCode: ExitCode): Ending {
  if (exitCode === EXIT.done) return 'well';
  return exitCode === EXIT.locked ? 'busy' : 'failed';
}

/**
 * How a watcher ends. SIGTERM is how services are stopped and is no failure, as long as what was interrupted could be
 * written down; Ctrl-C during a run ends as that run did.
 */
function farewell({ outside }: Context, log: Log, last: Last | null): Outcome {
  const signal = String(outside.signal.reason);
  const cut = last?.interrupted === true ? last : null;
  log.stopped(signal, cut?.end ?? null);
  const meant = cut === null || (signal !== 'SIGINT' && cut.end.exitCode !== EXIT.unexpected);
  const outcome = done({}, '');
  return meant
    ? { ...outcome, written: true }
    : { ...outcome, exitCode: cut.end.exitCode, error: cut.error, written: true };
}
