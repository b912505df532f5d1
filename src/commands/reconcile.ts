import { loadSettings } from '../settings/load.ts';
import type { Settings } from '../settings/schema.ts';
import type { Context, Outcome } from './context.ts';
import { attempted } from './run/attempted.ts';
import { conduct } from './run/conduct.ts';
import { connect } from './run/connect.ts';
import {
  checkOut,
  checkPace,
  type LimitOptions,
  type RosterOptions,
  type RunOptions,
} from './run/options.ts';
import { readWishes } from './run/read-wishes.ts';

export interface ReconcileInput extends RosterOptions, LimitOptions, RunOptions {
  roster: string;
}

/** Plans the changes that bring the team to what the roster says and, after a yes, applies them. */
export async function runReconcile(context: Context, input: ReconcileInput): Promise<Outcome> {
  checkOut(input);
  checkPace(input);
  const settings = settingsOf(context, input);
  return attempted(context, { command: 'reconcile', dryRun: input.dryRun, settings }, async () => {
    const connection = await connect(context, input.retryBudget);
    try {
      const wishes = await readWishes(context, input);
      return await conduct(context, wishes, input, connection);
    } finally {
      await connection.close();
    }
  });
}

/** Whoever replaces the stored settings for this run replaces also what is notified of. */
function settingsOf(
  { folders, options }: Context,
  { settings: settingsFile }: ReconcileInput,
): () => Promise<Settings> {
  return async () =>
    (await loadSettings({ configFolder: folders.config, profile: options.profile, settingsFile })).settings;
}
