import { TeamsyncError, type Warning } from '../errors.ts';
import { idOf, runFolders } from './run-folder.ts';
import { startOf } from './run-stamp.ts';
import { newestFirst, readStoredRun, type StoredRun } from './runs.ts';

/** Runs that are read at once. */
const BATCH = 16;

export interface ListChoices {
  /** Of the team with this id alone. */
  teamId?: string | undefined;
  /** Ends the list with the first run for which it is true; older ones are not even read. */
  until?: (run: StoredRun) => boolean;
  /** Leaves out runs without reading them. */
  without?: (runId: string) => boolean;
}

export interface ListedRuns {
  runs: StoredRun[];
  /** How many there are, with those that were not read. */
  total: number;
  warnings: Warning[];
}

/**
 * Lists the runs of a team, or of every team, the newest first. One of which nothing can be told any more is left out
 * with the warning `run_unreadable`; one that ended before its first record did nothing and is left out.
 */
export async function listRuns(
  stateFolder: string,
  { teamId, until = () => false, without = () => false }: ListChoices = {},
): Promise<ListedRuns> {
  const folders = (await runFolders(stateFolder, teamId)).filter((folder) => !without(idOf(folder)));
  const listed: ListedRuns = { runs: [], total: folders.length, warnings: [] };
  let waiting: StoredRun[] = [];
  for (const { batch, from } of batchesOf(folders)) {
    waiting.push(...(await readBatch(batch, listed)));
    waiting.sort(newestFirst);
    // Whatever has not been read yet began before this batch.
    const ready = waiting.filter(({ at }) => Date.parse(at) >= from);
    waiting = waiting.filter(({ at }) => Date.parse(at) < from);
    for (const run of ready) {
      listed.runs.push(run);
      if (until(run)) return listed;
    }
  }
  return listed;
}

async function readBatch(folders: readonly string[], listed: ListedRuns): Promise<StoredRun[]> {
  const read = await Promise.all(
    folders.map(async (folder) => {
      try {
        return await readStoredRun(folder);
      } catch (error) {
        if (!(error instanceof TeamsyncError)) throw error;
        listed.warnings.push({ code: 'run_unreadable', message: error.message });
        return null;
      }
    }),
  );
  const runs = read.filter((run) => run !== null);
  listed.total -= read.length - runs.length;
  return runs;
}

/** Runs that go together, the newest first, with the time from which on all runs are in this batch or in one before. */
function batchesOf(folders: readonly string[]): { batch: string[]; from: number }[] {
  // Whoever put a folder there under another name did so at any time: it comes first.
  const dated = folders
    .map((folder) => ({ folder, start: startOf(idOf(folder)) ?? Infinity }))
    .sort((one, other) => (one.start === other.start ? 0 : other.start - one.start));
  const batches: { batch: string[]; from: number }[] = [];
  for (const { folder, start } of dated) {
    const last = batches.at(-1);
    const together = last?.from === start && start !== Infinity;
    if (last !== undefined && (last.batch.length < BATCH || together)) {
      last.batch.push(folder);
      last.from = start;
    } else {
      batches.push({ batch: [folder], from: start });
    }
  }
  const oldest = batches.at(-1);
  if (oldest !== undefined) oldest.from = -Infinity;
  return batches;
}
