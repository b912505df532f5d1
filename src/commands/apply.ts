import { resolve } from 'node:path';
import { stopwatch } from '../apply/stopwatch.ts';
import { InvalidInputError } from '../errors.ts';
import { settingsSchema, type Settings } from '../settings/schema.ts';
import { readPlanFile, type PlanFile } from '../state/plan-file.ts';
import { readRun } from '../state/runs.ts';
import type { Context, Outcome } from './context.ts';
import { attempted } from './run/attempted.ts';
import { conduct } from './run/conduct.ts';
import { connect } from './run/connect.ts';
import { checkOut, checkPace, runLimits, type LimitOptions, type RunOptions } from './run/options.ts';
import { extentFor, type Wishes } from './run/wishes.ts';

export interface ApplyInput extends LimitOptions, RunOptions {
  /** A plan file; absent when a run is resumed. */
  file?: string;
  /** The run whose kept plan is carried on. */
  resume?: string;
}

/**
 * Applies exactly the plan of a file, or nothing when the live team now leads to another one; or what is left of the plan
 * of a run that was stopped.
 */
export async function runApply(context: Context, input: ApplyInput): Promise<Outcome> {
  checkOut(input);
  checkPace(input);
  // A plan takes its settings along, and what is notified of is among them.
  const settings = async (): Promise<Settings> => {
    const { path } = await planOf(context, input);
    return settingsIn(path, await readPlanFile(path));
  };
  return attempted(context, { command: 'apply', dryRun: input.dryRun, settings }, async () => {
    const source = await planOf(context, input);
    const connection = await connect(context, input.retryBudget, input.concurrency);
    try {
      return await conduct(context, await readAgreed(context, input, source), input, connection);
    } finally {
      await connection.close();
    }
  });
}

/** A plan that was agreed to. */
interface Source {
  path: string;
  resumes: string | null;
}

async function readAgreed(context: Context, input: ApplyInput, { path, resumes }: Source): Promise<Wishes> {
  const elapsed = stopwatch(context.outside.monotonic);
  const agreed = await readPlanFile(path);
  if (agreed.people.length === 0) throw noRoster(path, agreed);
  const settings = settingsIn(path, agreed);
  return {
    people: agreed.people,
    origin: agreed.roster,
    settings,
    settingsFile: null,
    extent: extentFor(agreed.people, settings),
    limits: { ...agreed.limits, ...runLimits(input) },
    only: agreed.only,
    acceptListing: agreed.acceptListing || input.acceptListing,
    warnings: [],
    readMs: elapsed(),
    roster: null,
    acceptRoster: false,
    agreed,
    resumes,
  };
}

function settingsIn(path: string, agreed: PlanFile): Settings {
  const settings = settingsSchema.safeParse(agreed.settings);
  if (settings.success) return settings.data;
  throw new InvalidInputError(
    'plan_unreadable',
    `The settings in ${path} are not ones that this teamsync knows. Nothing was sent to Dropbox.`,
    { hint: 'Make a new one with: teamsync plan ROSTER --out FILE', cause: settings.error },
  );
}

/** Without a roster behind it a plan cannot be planned anew: read as one, it would say that nobody is wanted. */
function noRoster(path: string, { roster }: PlanFile): InvalidInputError {
  return new InvalidInputError(
    'plan_without_roster',
    `${path} was made from no roster (${roster.source}), so apply cannot carry it on. Nothing was sent to Dropbox.`,
    { hint: 'Give the command that made it once more: it does what is left.' },
  );
}

/** Where the plan is that was agreed to. */
async function planOf(context: Context, { file, resume }: ApplyInput): Promise<Source> {
  if ((file === undefined) === (resume === undefined)) {
    throw new InvalidInputError('usage', 'apply takes either a plan file or --resume RUN.', {
      hint: 'For example: teamsync apply plan.json; the runs that there are: teamsync history',
    });
  }
  if (file !== undefined) return { path: resolve(context.folders.work, file), resumes: null };
  const run = await readRun(context.folders.state, resume ?? '');
  return { path: run.planFile, resumes: run.runId };
}
