import { renderRun } from '../../render/history.ts';
import { readRun } from '../../state/runs.ts';
import { done, profileFlag, type Context, type Outcome } from '../context.ts';
import { canBeUndone } from './undoable.ts';
import { viewOf } from './view.ts';

export interface HistoryShowInput {
  /** Its id, or the beginning of it. */
  run: string;
}

/** Shows one run with what became of each of its changes. */
export async function runHistoryShow(context: Context, input: HistoryShowInput): Promise<Outcome> {
  const { folders, outside, paint, width } = context;
  const run = await readRun(folders.state, input.run);
  const changes = run.result?.changes ?? [];
  const shown = { ...viewOf(run), teamId: run.teamId, changes };
  const now = outside.now();
  const undoable = new Set(changes.filter((change) => canBeUndone(change, now)));
  return done(shown, renderRun(shown, undoable, { paint, width, profile: profileFlag(context) }));
}
