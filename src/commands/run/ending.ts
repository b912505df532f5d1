import { TeamsyncError } from '../../errors.ts';
import type { Plan } from '../../plan/types.ts';
import type { RunReport } from '../../render/report.ts';
import type { Outcome } from '../context.ts';
import { openBook, type Book } from './book.ts';
import { gravest, outcomeOf } from './exit.ts';
import { planFileOf } from './plan-file-of.ts';
import { pruneAfter } from './prune-after.ts';
import { remember } from './remember.ts';
import { keepRoster } from './roster-health.ts';
import type { Run } from './run.ts';
import { warningsOf } from './warnings.ts';
import { commandOf, isWhole } from './wishes.ts';
import { reported } from './write-report.ts';

/** Opens the book of a run, with its plan in it. */
export function bookOf({ id, started, context, wishes, ready, plan }: Run): Promise<Book> {
  const identity = {
    runId: id,
    teamId: ready.actual.team.id,
    command: commandOf(wishes),
    started,
    whole: isWhole(wishes),
  };
  // A day on which nothing changes should not cost a copy of the whole roster.
  const kept = plan.changes.length === 0 ? null : planFileOf({ wishes, plan, ...ready }, started);
  return openBook(context, identity, kept);
}

/** Writes down how a run ended; what cannot be written down is one more error of it. */
export async function conclude(
  run: Run,
  book: Book,
  report: RunReport,
  error: TeamsyncError | null,
): Promise<Outcome> {
  const unwritten = await caught(async () => {
    await book.close(report, error);
    await keepGoodRoster(run, error);
  });
  const ended = gravest([error, unwritten]);
  const warnings = [...warningsOf(run), ...(await pruneAfter(run.context, run.ready.actual.team.id))];
  return reported(run, report, outcomeOf(report, ended, warnings, run.options.detailedExitcode));
}

/** Only a run of the whole roster that ended well makes it the one to compare with. */
async function keepGoodRoster({ context, wishes, ready }: Run, error: TeamsyncError | null): Promise<void> {
  const { roster, only } = wishes;
  if (error !== null || roster === null || only.length > 0) return;
  await keepRoster(context, ready.actual.team.id, roster);
}

/** What a team is remembered by: whom the roster named, and whom a deprovision suspended. */
export async function rememberRun(
  { context, wishes, ready }: Run,
  report: RunReport,
  plans: readonly Plan[],
): Promise<void> {
  const { team, members } = ready.actual;
  const named = isWhole(wishes) ? plans.flatMap((plan) => plan.named) : [];
  await remember(context.folders.state, team.id, {
    changes: report.changes.map(({ status, error, ...change }) => ({ change, status, error })),
    people: wishes.people,
    members,
    named,
    passed: plans[0]?.passed ?? [],
    looked: wishes.own === undefined,
    now: context.outside.now(),
  });
}

/** The error of some work that is one of ours, so that the work beside it is not lost; others are thrown. */
export async function caught(work: () => Promise<void>): Promise<TeamsyncError | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof TeamsyncError) return error;
    throw error;
  }
}
