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
import { checkWatch, type WatchOptions } from './watch/options.ts';
import type { Repeated } from './watch/watch.ts';

export interface ReconcileInput extends RosterOptions, LimitOptions, RunOptions, WatchOptions {
  roster: string;
}

/** Plans the changes that bring the team to what the roster says and, after a yes, applies them; with `--watch` again and again. */
export async function runReconcile(context: Context, input: ReconcileInput): Promise<Outcome> {
  const every = await checkWatch(context, input);
  checkOut(input);
  checkPace(input);
  if (every === null) return reconcileOnce(context, input);
  const { runWatch } = await import('./watch/watch.ts');
  return runWatch(context, { roster: input.roster, every }, (inside, repeated) =>
    reconcileOnce(inside, input, repeated),
  );
}

async function reconcileOnce(context: Context, input: ReconcileInput, repeated?: Repeated): Promise<Outcome> {
  const { dryRun, retryBudget } = input;
  const settings = settingsOf(context, input);
  const subject = { command: 'reconcile', dryRun, settings, series: repeated?.series };
  return attempted(context, subject, async () => {
    const connection = await connect(context, retryBudget, input.concurrency);
    try {
      const wishes = await readWishes(context, input);
      await repeated?.checkRoster();
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
