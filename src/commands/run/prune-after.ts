import { join } from 'node:path';
import { TeamsyncError, type Warning } from '../../errors.ts';
import { codeOf } from '../../state/files.ts';
import { pruneRuns } from '../../state/prune-runs.ts';
import { teamFolder } from '../../state/team-folder.ts';
import type { Context } from '../context.ts';

/**
 * Removes old runs of a team once a run has written down its end; the warning `prune_failed` where that is impossible, and
 * never an error: what the run did does not depend on it. One that was interrupted leaves it to the next.
 */
export async function pruneAfter({ folders, outside }: Context, teamId: string): Promise<Warning[]> {
  if (outside.signal.aborted) return [];
  try {
    await pruneRuns(folders.state, teamId, outside.now());
    return [];
  } catch (error) {
    const place = join(teamFolder(folders.state, teamId), 'runs');
    const reason = codeOf(error instanceof TeamsyncError ? error.cause : error) ?? String(error);
    const message = `Old runs in ${place} could not be tidied away (${reason}). What this run did is written down; the next one tries again.`;
    return [{ code: 'prune_failed', message }];
  }
}
