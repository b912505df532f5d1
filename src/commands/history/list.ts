import { renderHistory } from '../../render/history.ts';
import { listRuns } from '../../state/runs.ts';
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
  const { runs, warnings } = await listRuns(folders.state, team?.id);
  const shown = runs.slice(0, limit ?? (options.json ? runs.length : RUNS_FOR_PEOPLE));
  const rows = shown.map((run) => ({ ...viewOf(run), teamId: run.teamId }));
  const text = renderHistory(rows, runs.length, { paint, width, profile: profileFlag(context) });
  return done({ runs: shown.map(viewOf) }, text, warnings);
}
