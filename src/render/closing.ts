import { wrap } from './layout.ts';
import type { RunReport, Summary } from './report.ts';
import type { Style } from './sections.ts';

/** What is said of each number of changes, in the order in which they are told. */
const COUNTED = [
  ['provision', 'to provision'],
  ['recover', 'to recover'],
  ['unsuspend', 'to unsuspend'],
  ['update', 'to update'],
  ['groupAdd', 'to add to a group'],
  ['groupRemove', 'to remove from a group'],
  ['setRole', 'to get another role'],
  ['suspend', 'to suspend'],
  ['deprovision', 'to deprovision'],
  ['invite', 'to remind'],
  ['transfer', 'to have files moved'],
] as const satisfies readonly (readonly [keyof Summary, string])[];

/** The last line: the counts of what is planned and what is not, or why nothing is planned, for which `nothing` may be the sentence. */
export function closing(report: RunReport, { paint, width }: Style, nothing?: string): string[] {
  const { changes, summary } = report;
  const rest = `${String(summary.unchanged)} unchanged, ${String(summary.kept)} left alone, ${String(summary.blocked)} blocked`;
  const counts = COUNTED.filter(([key]) => summary[key] > 0).map(
    ([key, words]) => `${String(summary[key])} ${words}`,
  );
  const text =
    changes.length === 0
      ? `${nothingToDo(report, nothing)} (${rest})`
      : `Plan: ${counts.join(', ')}; ${rest}.`;
  return wrap(text, width, 0).map((line) => paint.bold(line));
}

/** The sentence of an empty plan: nothing to do is not the same as nothing that may be done. */
function nothingToDo({ summary, disabled }: RunReport, nothing: string | undefined): string {
  if (summary.blocked > 0) return 'Nothing can be done now: what differs is blocked.';
  if (Object.values(disabled).some((people) => people > 0)) {
    return 'Nothing to do with the actions that are enabled.';
  }
  if (nothing !== undefined) return nothing;
  const apart = summary.kept > 0 ? ', apart from who is left alone' : '';
  return `Nothing to do: the team is as the roster says${apart}.`;
}
