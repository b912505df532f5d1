import { applyPlan } from '../../apply/apply.ts';
import { TeamsyncError } from '../../errors.ts';
import type { RunReport } from '../../render/report.ts';
import { renderResult } from '../../render/result.ts';
import { readHolds } from '../../state/holds.ts';
import type { Actual } from '../../team.ts';
import type { Outcome } from '../context.ts';
import type { Book } from './book.ts';
import { paceOf, withRemedy } from './canary.ts';
import { confirm } from './confirm.ts';
import { bookOf, caught, conclude, rememberRun } from './ending.ts';
import { gravest, heldBackError, incompleteError } from './exit.ts';
import type { Run } from './run.ts';
import { styleOf } from './style.ts';

const STOPPING =
  'Stopping: no new call is made, and those in flight are waited for. Once more stops at once.';

/** Asks for a yes to the plan that was shown, applies and proves it, and writes down how that ended; with a refusal only the latter. */
export async function carryOut(
  run: Run,
  planned: RunReport,
  refusal: TeamsyncError | null,
): Promise<Outcome> {
  const reason = refusal ?? (await consent(run));
  const book = await bookOf(run);
  if (reason === null) return run.context.outside.graceful(() => applyAndTell(run, book), STOPPING);
  return conclude(run, book, planned, reason);
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

async function applyAndTell(run: Run, book: Book): Promise<Outcome> {
  const { context, plan, timings, wishes } = run;
  const applied = plan.changes.length === 0 ? null : await applyShown(run, book);
  if (applied !== null) Object.assign(timings, applied.timings);
  const report = run.report(applied ?? undefined);
  const plans = applied?.replanned ? [plan, applied.replanned] : [plan];
  const forgot = await caught(() => rememberRun(run, report, plans));
  if (applied !== null) context.print(() => renderResult(report, styleOf(context)));
  const error = gravest([
    withRemedy(run, applied?.stopped ?? null),
    forgot,
    incompleteError(report),
    heldBackError(plan, wishes.own?.refusesKept),
  ]);
  return conclude(run, book, report, error);
}

function applyShown(run: Run, { journal }: Book): ReturnType<typeof applyPlan> {
  const { context, connection, options, plan, replan, wishes, progress, ready } = run;
  const { sleep, monotonic, signal } = context.outside;
  const { reader, writer } = connection;
  const people = new Map(wishes.people.map((person) => [person.email, person]));
  const trusts = ({ listing }: Actual): boolean => listing.complete || wishes.acceptListing;
  const pace = paceOf(options, plan.changes.length);
  const application = { plan, actual: ready.actual, people, reader, replan, trusts, ...pace };
  return progress.during('Applying', (update) =>
    applyPlan(application, {
      writer,
      reader,
      readHolds: () => heldNow(run),
      journal,
      sleep,
      monotonic,
      signal,
      concurrency: options.concurrency,
      jobBudgetMs: options.retryBudget,
      onProgress: (done, total) => {
        update(done, total);
      },
    }),
  );
}

async function heldNow({ context, ready }: Run): Promise<ReadonlySet<string>> {
  const { folders, outside } = context;
  const holds = await readHolds(folders.state, ready.actual.team.id, outside.now());
  return new Set(holds.map(({ email }) => email.toLowerCase()));
}
