import { stopwatch } from '../../apply/stopwatch.ts';
import { readRoster } from '../../roster/read.ts';
import { loadSettings } from '../../settings/load.ts';
import type { Context } from '../context.ts';
import { runLimits, type LimitOptions, type RosterOptions, type RunOptions } from './options.ts';
import { factsOf } from './roster-health.ts';
import { extentFor, type Wishes } from './wishes.ts';

/** Reads the settings and the roster of a run; throws when either is not usable as a whole. */
export async function readWishes(
  context: Context,
  input: { roster: string } & RosterOptions & LimitOptions & Partial<Pick<RunOptions, 'retryBudget'>>,
): Promise<Wishes> {
  const { outside, folders, options } = context;
  const loaded = await loadSettings({
    configFolder: folders.config,
    profile: options.profile,
    settingsFile: input.settings,
  });
  const elapsed = stopwatch(outside.monotonic);
  const { roster, warnings, dialect, encoding } = await readRoster(input.roster, {
    ...(input.format === undefined ? {} : { format: input.format }),
    // Looked at only where the roster comes from there: to open it takes time.
    get stdin() {
      return outside.stdin;
    },
    ...(input.retryBudget === undefined
      ? {}
      : { patience: { milliseconds: input.retryBudget, sleep: outside.sleep } }),
    cwd: folders.work,
    settings: loaded.settings.roster,
  });
  if (options.verbose) {
    const columns = Object.entries(roster.columns).map(([field, header]) => `${field} from "${header}"`);
    const shape = [`${roster.format} of ${dialect}`, ...(encoding === null ? [] : [encoding]), ...columns];
    context.note(`Roster ${roster.source}: ${shape.join(', ')}`);
    context.note(
      `Settings of the profile ${options.profile} in ${folders.config}; state in ${folders.state}`,
    );
  }
  const { source, format, sha256, people } = roster;
  return {
    people,
    origin: { source, format, sha256 },
    settings: loaded.settings,
    settingsFile: input.settings ?? null,
    extent: extentFor(people, loaded.settings),
    limits: runLimits(input),
    only: input.only,
    acceptListing: input.acceptListing,
    warnings: [...loaded.warnings, ...warnings],
    readMs: elapsed(),
    roster: await factsOf(context, roster),
    acceptRoster: input.acceptRoster,
    agreed: null,
    resumes: null,
  };
}
