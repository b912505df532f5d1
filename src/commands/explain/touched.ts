import { groupIn } from '../../render/about-group.ts';
import type { PastChange } from '../../render/explanation.ts';
import { listRuns } from '../../state/list-runs.ts';
import { readRunIndex } from '../../state/run-index.ts';
import type { StoredRun } from '../../state/runs.ts';
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
  const touchedBy = ({ runId, at, result }: StoredRun): PastChange[] =>
    (result?.changes ?? [])
      .filter(({ memberId, email }) =>
        memberId === null ? addresses.has(email) : memberId === found.member?.id,
      )
      .map((change) => {
        const { action, status, reversibleUntil } = change;
        return { runId, at, action, group: groupIn(change), status, reversibleUntil };
      });
  const ended = await readRunIndex(stateFolder, teamId);
  const touched: PastChange[] = [];
  await listRuns(stateFolder, {
    teamId,
    without: (runId) => ended.get(runId)?.did === 'empty',
    until: (run) => touched.push(...touchedBy(run)) >= TOLD,
  });
  return touched.slice(0, TOLD);
}
