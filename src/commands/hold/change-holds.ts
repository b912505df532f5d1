import { readHolds, writeHolds, type StoredHold } from '../../state/holds.ts';
import { teamFolder } from '../../state/team-folder.ts';
import type { Context } from '../context.ts';
import { withHoldsLock } from './holds-lock.ts';

/** Replaces the holds of a team by what `change` makes of those that have not expired, and returns the new ones by address. */
export async function changeHolds(
  { folders: { state }, outside }: Context,
  teamId: string,
  change: (holds: readonly StoredHold[]) => readonly StoredHold[],
): Promise<StoredHold[]> {
  return withHoldsLock(teamFolder(state, teamId), outside, async () => {
    const now = outside.now();
    await writeHolds(state, teamId, change(await readHolds(state, teamId, now)));
    return readHolds(state, teamId, now);
  });
}
