import { resolve } from 'node:path';
import { stopwatch } from '../apply/stopwatch.ts';
import { InvalidInputError } from '../errors.ts';
import { settingsSchema } from '../settings/schema.ts';
import { readPlanFile } from '../state/plan-file.ts';
import type { Context, Outcome } from './context.ts';
import { conduct } from './run/conduct.ts';
import { connect } from './run/connect.ts';
import { checkOut, runLimits, type LimitOptions, type RunOptions } from './run/options.ts';
import type { Wishes } from './run/wishes.ts';

export interface ApplyInput extends LimitOptions, RunOptions {
  file: string;
}

/** Applies exactly the plan of a file, or nothing when the live team now leads to another one. */
export async function runApply(context: Context, input: ApplyInput): Promise<Outcome> {
  checkOut(input);
  const connection = await connect(context, input.retryBudget);
  try {
    return await conduct(context, await readAgreed(context, input), input, connection);
  } finally {
    await connection.close();
  }
}

async function readAgreed(context: Context, input: ApplyInput): Promise<Wishes> {
  const elapsed = stopwatch(context.outside.monotonic);
  const agreed = await readPlanFile(resolve(context.folders.work, input.file));
  const settings = settingsSchema.safeParse(agreed.settings);
  if (!settings.success) {
    throw new InvalidInputError(
      'plan_unreadable',
      `The settings in ${input.file} are not ones that this teamsync knows. Nothing was sent to Dropbox.`,
      { hint: 'Make a new one with: teamsync plan ROSTER --out FILE', cause: settings.error },
    );
  }
  return {
    people: agreed.people,
    origin: agreed.roster,
    settings: settings.data,
    limits: { ...agreed.limits, ...runLimits(input) },
    only: agreed.only,
    acceptListing: agreed.acceptListing || input.acceptListing,
    warnings: [],
    readMs: elapsed(),
    roster: null,
    acceptRoster: false,
    agreed,
  };
}
