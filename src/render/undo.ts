import type { Warning } from '../errors.ts';
import { clean } from './clean.ts';
import type { Telling } from './diff.ts';

/** What an undo says of itself: which run it takes back, and first of all what nobody can bring back. */
export function tellingOfUndo(
  { runId, at, command }: { runId: string; at: string; command: string },
  warnings: readonly Warning[],
): Telling {
  const lost = warnings.filter(({ code }) => code === 'cannot_be_undone').map(({ message }) => message);
  return {
    source: { label: 'Undo', text: `${clean(command)} of ${at}, run ${clean(runId)}` },
    first: { heading: 'Cannot be undone', items: lost },
    nothing: 'Nothing to undo: the team shows nothing any more of what that run did.',
  };
}
