import type { Action } from '../../plan/change.ts';
import type { DisabledCounts } from '../../plan/types.ts';
import { count } from '../layout.ts';
import { consequences } from '../consequences.ts';
import type { RunReport } from '../report.ts';
import { inUtc } from './rows.ts';
import { plain } from './summary.ts';
import type { Ended } from './ended.ts';

/** Consequences of one action that are told; more than so many differ in nothing but their dates. */
const MOST_TOLD = 8;

/** What follows for the people of one action. */
export function consequencesOf({ changes }: RunReport, action: Action): string[] {
  const own = changes.filter((change) => change.action === action);
  return own.length === 0 ? [] : consequences(action, own).slice(0, MOST_TOLD).map(inUtc);
}

/** How many people each action that is not enabled would have touched. */
export function disabledTexts({ disabled }: RunReport): string[] {
  return (Object.keys(disabled) as (keyof DisabledCounts)[])
    .filter((action) => disabled[action] > 0)
    .map((action) => `${action} would touch ${count(disabled[action], 'person', 'people')}`);
}

/** What a run warns of. */
export function warningTexts({ warnings }: Ended): string[] {
  return warnings.map(({ message }) => plain(message));
}
