import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivateFolder } from './files.ts';
import { prunableRuns } from './prunable-runs.ts';
import { filesOfRun } from './run-folder.ts';
import { extendRunIndex } from './run-index.ts';
import { teamFolder } from './team-folder.ts';

/** Where runs go before they are deleted, so that nobody ever sees half of one. */
const PRUNED_FOLDER = 'pruned';

/** Runs removed in one go at most, so that no run takes long to end. */
const MOST_PRUNED = 1_000;

/**
 * Removes the runs of a team that nobody needs any more, and brings the index of the others up to date. The audit log
 * keeps a line of each. Killed at any moment, it leaves whole runs only. To be called by the holder of the team's lock.
 * Throws system errors and `cannot_write` (exit 1); another time goes on from there.
 */
export async function pruneRuns(stateFolder: string, teamId: string, now: Date): Promise<void> {
  const pruned = join(teamFolder(stateFolder, teamId), PRUNED_FOLDER);
  await rm(pruned, { recursive: true, force: true });
  const runIds = prunableRuns(await extendRunIndex(stateFolder, teamId, now), now).slice(0, MOST_PRUNED);
  if (runIds.length === 0) return;
  await makePrivateFolder(pruned);
  for (const runId of runIds) {
    await rename(filesOfRun(stateFolder, teamId, runId).folder, join(pruned, runId));
  }
  await rm(pruned, { recursive: true, force: true });
}
