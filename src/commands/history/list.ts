import { renderHistory } from '../../render/history.ts';
import { listRuns } from '../../state/list-runs.ts';
import { done, profileFlag, type Context, type Outcome } from '../context.ts';
import { knownTeam } from '../run/team-of.ts';
import { viewOf } from './view.ts';

/** About a screen; a program reads them all. */
const RUNS_FOR_PEOPLE = 20;

export interface HistoryListInput {
  /** How many at most. */
  limit?: number;
}

/** Lists the runs of the profile's team, the newest first; those of every team where only Dropbox knows which it is. */
export async function runHistoryList(context: Context, { limit }: HistoryListInput): Promise<Outcome> {
  const { options, folders, paint, width } = context;
  const team = await knownTeam(context);
  const most = limit ?? (options.json ? Infinity : RUNS_FOR_PEOPLE);
  let read = 0;
  const { runs, total, warnings } = await listRuns(folders.state, {
    teamId: team?.id,
    until: () => (read += 1) >= most,
  });
  const rows = runs.map((run) => ({ ...viewOf(run), teamId: run.teamId }));
  const text = renderHistory(rows, total, { paint, width, profile: profileFlag(context) });
  return done({ runs: runs.map(viewOf) }, text, warnings);
}
