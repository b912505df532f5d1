import { stopwatch } from '../../apply/stopwatch.ts';
import { renderDiff } from '../../render/diff.ts';
import { profileFlag, type Context, type Outcome } from '../context.ts';
import type { Connection } from './connect.ts';
import { gravest, heldBackError, outcomeOf, railError } from './exit.ts';
import type { RunOptions } from './options.ts';
import { overridesOf } from './overrides.ts';
import { progressFor } from './progress.ts';
import { makeReady } from './ready.ts';
import { checkRoster, type RosterHealth } from './roster-health.ts';
import { runReport } from './report.ts';
import type { Run } from './run.ts';
import { checkAgreement } from './stale.ts';
import { newRunId } from './run-id.ts';
import { scopeError } from './scopes.ts';
import { styleOf } from './style.ts';
import { warningsOf } from './warnings.ts';
import { preparePlanner, type Wishes } from './wishes.ts';
import { reported } from './write-report.ts';

/** Read → decide → show → guard → confirm → apply → prove: the one way in which a team is ever changed. */
export async function conduct(
  context: Context,
  wishes: Wishes,
  options: RunOptions,
  connection: Connection,
): Promise<Outcome> {
  const { now, random, monotonic } = context.outside;
  const started = now();
  const id = newRunId(started, random);
  const progress = progressFor(context, options.progress);
  const whole = stopwatch(monotonic);
  const elapsed = stopwatch(monotonic);
  const ready = await progress.during('Reading the team from Dropbox', () =>
    makeReady(context, wishes, options, connection, id),
  );
  try {
    const team = elapsed();
    const replan = await preparePlanner(wishes, ready, started);
    const plan = replan(ready.actual);
    await checkAgreement(context, wishes, plan);
    const timings = {
      roster: Math.round(wishes.readMs),
      team,
      plan: elapsed(),
      apply: 0,
      verify: 0,
      total: 0,
    };
    const made = {
      id,
      started,
      context,
      wishes,
      options,
      connection,
      progress,
      ready,
      plan,
      replan,
      timings,
    };
    return await decide({ ...made, health: await healthOf(made), report: reporter(made, whole) });
  } finally {
    await ready.release();
  }
}

function healthOf({
  context,
  wishes,
  ready,
}: Pick<Run, 'context' | 'wishes' | 'ready'>): Promise<RosterHealth> {
  const { roster, settings, limits, acceptRoster } = wishes;
  if (roster === null) return Promise.resolve({ refusal: null, warnings: [] });
  const { safety } = settings;
  return checkRoster(context, roster, ready.actual, { safety, limits, accept: acceptRoster });
}

/** Makes the report of a run at any moment of it. */
function reporter(
  { id, context, wishes, options, connection, ready, plan, timings }: Omit<Run, 'report' | 'health'>,
  whole: () => number,
): Run['report'] {
  return (applied) => {
    timings.total += whole();
    const { total, retries, byRoute } = connection.requests();
    return runReport({
      runId: id,
      mode: options.dryRun ? 'dry-run' : 'apply',
      actual: ready.actual,
      origin: wishes.origin,
      people: wishes.people,
      plan,
      overrides: overridesOf(wishes),
      timings: { ...timings, total: timings.total + timings.roster },
      requests: context.options.verbose ? { total, retries, byRoute } : { total, retries },
      ...(applied === undefined ? {} : { applied }),
    });
  };
}

/** Shows the plan, and lets the rails and whoever is asked decide about it. */
async function decide(run: Run): Promise<Outcome> {
  const { context, wishes, options, connection, ready, plan } = run;
  const planned = run.report();
  const style = { ...styleOf(context), now: run.started, most: mostOf(run) };
  context.print(() => renderDiff(planned, style, wishes.own?.telling(plan)));
  if (options.out !== undefined) {
    const { keepPlan } = await import('./keep-plan.ts');
    await keepPlan(context, options.out, { wishes, plan, ...ready });
  }

  const { refusal: unhealthy } = run.health;
  const refusal = gravest([unhealthy, railError(plan.refusals)]);
  const lacking = scopeError(connection.login, plan.changes, profileFlag(context));
  if (options.dryRun) {
    const warnings = lacking === null ? [] : [{ code: lacking.code, message: lacking.message }];
    const error = refusal ?? heldBackError(plan, wishes.own?.refusesKept);
    const outcome = outcomeOf(planned, error, [...warningsOf(run), ...warnings], options.detailedExitcode);
    return reported(run, planned, outcome);
  }
  // A dry run needs none of what a real one does from here on.
  const { carryOut } = await import('./carry-out.ts');
  return carryOut(run, planned, gravest([lacking, refusal]));
}

/** A screen that scrolled past is not read; in a pipe and in a file nothing is missing. */
const MOST_ON_A_TERMINAL = 50;

function mostOf({ context, options }: Run): number {
  return context.outside.stdout.isTTY === true && options.full !== true ? MOST_ON_A_TERMINAL : Infinity;
}
