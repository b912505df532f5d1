import { groupIn } from '../../render/about-group.ts';
import type { PastChange } from '../../render/explanation.ts';
import { listRuns } from '../../state/runs.ts';
import { addressesOf } from './addresses.ts';
import type { Found } from './find.ts';

/** How many changes of somebody are told, the newest first. */
const TOLD = 10;

/** What earlier runs of a team did to somebody, the newest first. */
export async function touchedBefore(
  stateFolder: string,
  teamId: string,
  found: Found,
): Promise<PastChange[]> {
  const addresses = new Set(addressesOf(found));
  const { runs } = await listRuns(stateFolder, teamId);
  const touched = runs.flatMap(({ runId, at, result }) =>
    (result?.changes ?? [])
      .filter(({ memberId, email }) =>
        memberId === null ? addresses.has(email) : memberId === found.member?.id,
      )
      .map((change) => {
        const { action, status, reversibleUntil } = change;
        return { runId, at, action, group: groupIn(change), status, reversibleUntil };
      }),
  );
  return touched.slice(0, TOLD);
}
