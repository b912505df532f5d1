import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InvalidInputError } from '../../errors.ts';
import { clean } from '../../render/clean.ts';
import { profileFlag, type Context } from '../context.ts';
import type { RosterOptions, LimitOptions, RunOptions } from '../run/options.ts';

/** The interval where none is given. */
const EVERY_MS = 900_000;
/** Each run lists the whole team, and a changed roster starts one by itself. */
const SHORTEST_MS = 60_000;

const UNITS = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

/** How a run is repeated. */
export interface WatchOptions {
  watch?: boolean;
  /** Milliseconds from the end of a run to the next one. */
  every?: number;
}

type Typed = WatchOptions & RosterOptions & LimitOptions & RunOptions & { roster: string };

/**
 * Refuses what cannot be repeated or makes no sense without repeating, each with what to type instead, and answers with
 * the interval; `null` for a run that happens once.
 */
export async function checkWatch(context: Context, typed: Typed): Promise<number | null> {
  const { watch = false, every, roster } = typed;
  const command = `teamsync reconcile ${clean(roster)} --yes --watch${profileFlag(context)}`;
  if (!watch) {
    if (every === undefined) return null;
    throw refused(
      'every_needs_watch',
      '--every says how often --watch runs, so it belongs to --watch.',
      `${command} --every ${typedAs(every)}`,
    );
  }
  if (roster === '-') {
    throw refused(
      'watch_needs_file',
      '--watch reads the roster again for each run, and standard input can be read only once.',
      `teamsync reconcile FILE --yes --watch${profileFlag(context)}`,
    );
  }
  refuseOnce(typed, command);
  if (!typed.yes) {
    throw refused('watch_needs_yes', '--watch applies without asking, so it needs --yes.', command);
  }
  if (every !== undefined && every < SHORTEST_MS) {
    throw refused(
      'every_too_short',
      `--every ${typedAs(every)} is too often: each run reads the whole team, so 1m is the shortest. A changed roster starts a run by itself, whatever the interval.`,
      `${command} --every 1m`,
    );
  }
  await refuseUnlessFile(context, roster, command);
  return every ?? EVERY_MS;
}

/** What belongs to one run, and would mean something else for all of them. */
function refuseOnce(typed: Typed, command: string): void {
  const { dryRun, out, detailedExitcode, acceptRoster, acceptListing } = typed;
  const reasons: readonly (readonly [boolean, string, string])[] = [
    [dryRun, '--dry-run', 'changes nothing, and --watch is there to change'],
    [out !== undefined, '--out', 'writes the plan of a dry run'],
    [detailedExitcode, '--detailed-exitcode', 'is about the end of a dry run'],
    [acceptRoster, '--accept-roster', 'is a yes to one roster, and would be one to all that follow'],
    [acceptListing, '--accept-listing', 'is a yes to one listing, and would be one to all that follow'],
  ];
  const found = reasons.find(([given]) => given);
  if (found === undefined) return;
  const [, option, why] = found;
  throw refused('not_with_watch', `${option} cannot be combined with --watch: it ${why}.`, command);
}

/** A file that is missing may still come; what is there and no file never becomes one. */
async function refuseUnlessFile({ folders }: Context, roster: string, command: string): Promise<void> {
  const found = await stat(resolve(folders.work, roster)).catch(() => null);
  if (found === null || found.isFile()) return;
  const what = found.isDirectory() ? 'a folder' : 'a device or a pipe';
  throw refused(
    'watch_needs_file',
    `--watch needs a roster that is a file, and ${clean(roster)} is ${what}.`,
    command.replace(clean(roster), 'FILE'),
  );
}

/** A duration as it may have been typed. */
function typedAs(milliseconds: number): string {
  const [unit, size] = UNITS.find(([, each]) => milliseconds % each === 0) ?? ['ms', 1];
  return `${String(milliseconds / size)}${unit}`;
}

function refused(code: string, message: string, command: string): InvalidInputError {
  return new InvalidInputError(code, message, { hint: `Type: ${command}` });
}
