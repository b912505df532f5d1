import { applyPlan } from '../../apply/apply.ts';
import { stopwatch } from '../../apply/stopwatch.ts';
import { TeamsyncError } from '../../errors.ts';
import type { Plan } from '../../plan/types.ts';
import { renderDiff } from '../../render/diff.ts';
import type { RunReport } from '../../render/report.ts';
import { renderResult } from '../../render/result.ts';
import type { Style } from '../../render/sections.ts';
import { readMemory, type TeamMemory } from '../../state/memory.ts';
import type { Actual } from '../../team.ts';
import { profileFlag, type Context, type Outcome } from '../context.ts';
import { confirm } from './confirm.ts';
import type { Connection } from './connect.ts';
import { gravest, heldBackError, incompleteError, outcomeOf, railError } from './exit.ts';
import { keepPlan } from './keep-plan.ts';
import type { RunOptions } from './options.ts';
import { progressFor, type Progress } from './progress.ts';
import { remember } from './remember.ts';
import { runReport, type ReportParts } from './report.ts';
import { checkTeam, checkUnchanged } from './stale.ts';
import { newRunId } from './run-id.ts';
import { scopeError } from './scopes.ts';
import { plannerFor, type Wishes } from './wishes.ts';

/** A run once the team is read and the plan made. */
interface Run {
  context: Context;
  wishes: Wishes;
  options: RunOptions;
  connection: Connection;
  progress: Progress;
  actual: Actual;
  plan: Plan;
  replan: (actual: Actual) => Plan;
  report: (applied?: ReportParts['applied']) => RunReport;
  timings: RunReport['timings'];
}

const STOPPING =
  'Stopping: no new call is made, and those in flight are waited for. Once more stops at once.';

/** Read → decide → show → guard → confirm → apply → prove: the one way in which a team is ever changed. */
export async function conduct(
  context: Context,
  wishes: Wishes,
  options: RunOptions,
  connection: Connection,
): Promise<Outcome> {
  const { run, memory } = await prepare(context, wishes, options, connection);
  const { plan, actual } = run;
  const planned = run.report();
  context.print(() => renderDiff(planned, styleOf(context)));
  if (options.out !== undefined) await keepPlan(context, options.out, { wishes, memory, actual, plan });

  const refusal = railError(plan.refusals);
  const lacking = scopeError(connection.login, plan.changes, profileFlag(context));
  if (options.dryRun) {
    const warnings = lacking === null ? [] : [{ code: lacking.code, message: lacking.message }];
    const error = refusal ?? heldBackError(plan);
    return outcomeOf(planned, error, [...warningsOf(run), ...warnings], options.detailedExitcode);
  }
  if (refusal !== null || lacking !== null) {
    return outcomeOf(planned, gravest([lacking, refusal]), warningsOf(run), false);
  }
  const declined = await consent(run);
  if (declined !== null) return outcomeOf(planned, declined, warningsOf(run), false);
  return context.outside.graceful(() => carryOut(run), STOPPING);
}

async function prepare(
  context: Context,
  wishes: Wishes,
  options: RunOptions,
  connection: Connection,
): Promise<{ run: Run; memory: TeamMemory }> {
  const { now, monotonic, random } = context.outside;
  const started = now();
  const elapsed = stopwatch(monotonic);
  const whole = stopwatch(monotonic);
  const progress = progressFor(context);
  const actual = await progress.during('Reading the team from Dropbox', () => connection.reader.readTeam());
  const team = elapsed();
  if (wishes.agreed !== null) checkTeam(wishes.agreed, actual);
  const memory = await memoryFor(context, wishes, actual.team.id);
  const replan = plannerFor(wishes, memory, started);
  const plan = replan(actual);
  if (wishes.agreed !== null) checkUnchanged(wishes.agreed, plan);
  const timings = {
    roster: Math.round(wishes.readMs),
    team,
    plan: elapsed(),
    apply: 0,
    verify: 0,
    total: 0,
  };
  const id = newRunId(started, random);
  const report: Run['report'] = (applied) => {
    timings.total += whole();
    const { total, retries, byRoute } = connection.requests();
    return runReport({
      runId: id,
      mode: options.dryRun ? 'dry-run' : 'apply',
      actual,
      origin: wishes.origin,
      people: wishes.people,
      plan,
      timings: { ...timings, total: timings.total + timings.roster },
      requests: context.options.verbose ? { total, retries, byRoute } : { total, retries },
      ...(applied === undefined ? {} : { applied }),
    });
  };
  const run = { context, wishes, options, connection, progress, actual, plan, replan, report, timings };
  return { run, memory };
}

/**
 * A plan file brings along what was remembered when it was made; a roster is planned with what is remembered now. Either
 * way it is read before anything is sent, because what was done has to be remembered afterwards.
 */
async function memoryFor(context: Context, { agreed }: Wishes, teamId: string): Promise<TeamMemory> {
  const memory = await readMemory(context.folders.state, teamId);
  if (agreed === null) return memory;
  return {
    managed: new Set(agreed.memory.managed),
    suspendedByDeprovision: new Set(agreed.memory.suspendedByDeprovision),
  };
}

/** Asks, unless there is nothing to agree to or the answer was given beforehand; the error is the reason not to go on. */
async function consent({ context, options, plan }: Run): Promise<TeamsyncError | null> {
  if (options.yes || plan.changes.length === 0) return null;
  try {
    const changes =
      plan.changes.length === 1 ? 'this change' : `these ${String(plan.changes.length)} changes`;
    await confirm(context, `Apply ${changes}?`);
    return null;
  } catch (error) {
    if (error instanceof TeamsyncError) return error;
    throw error;
  }
}

async function carryOut(run: Run): Promise<Outcome> {
  const { context, options, plan, timings } = run;
  const applied = plan.changes.length === 0 ? null : await applyShown(run);
  if (applied !== null) Object.assign(timings, applied.timings);
  const report = run.report(applied ?? undefined);
  const plans = applied?.replanned ? [plan, applied.replanned] : [plan];
  const forgot = await rememberRun(run, report, plans);
  if (applied !== null) context.print(() => renderResult(report, styleOf(context)));
  const error = gravest([applied?.stopped ?? null, forgot, incompleteError(report), heldBackError(plan)]);
  return outcomeOf(report, error, warningsOf(run), options.detailedExitcode);
}

function applyShown(run: Run): ReturnType<typeof applyPlan> {
  const { context, connection, options, plan, replan, wishes, progress } = run;
  const { sleep, monotonic, signal } = context.outside;
  const people = new Map(wishes.people.map((person) => [person.email, person]));
  const trusts = ({ listing }: Actual): boolean => listing.complete || wishes.acceptListing;
  const application = { plan, people, reader: connection.reader, replan, trusts };
  return progress.during('Applying', (update) =>
    applyPlan(application, {
      writer: connection.writer,
      sleep,
      monotonic,
      signal,
      concurrency: options.concurrency,
      jobBudgetMs: options.retryBudget,
      onProgress: (done, total) => {
        update(`Applying ${String(done)} of ${String(total)}`);
      },
    }),
  );
}

/** What could not be remembered does not undo what was done: it is one more error of the run, beside its report. */
async function rememberRun(
  { context, wishes, actual }: Run,
  report: RunReport,
  plans: readonly Plan[],
): Promise<TeamsyncError | null> {
  try {
    const suspended = actual.members.filter(({ status }) => status === 'suspended').map(({ id }) => id);
    const whole = wishes.only.length === 0;
    await remember(context.folders.state, report, plans, { whole, suspended: new Set(suspended) });
    return null;
  } catch (error) {
    if (error instanceof TeamsyncError) return error;
    throw error;
  }
}

function styleOf(context: Context): Style {
  return { paint: context.paint, width: context.width, profile: profileFlag(context) };
}

function warningsOf({ connection, wishes, plan }: Run): Outcome['warnings'] {
  return [...connection.warnings, ...wishes.warnings, ...plan.warnings];
}
