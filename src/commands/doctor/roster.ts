import type { Actual } from '../../team.ts';
import type { Warning } from '../../errors.ts';
import type { Context } from '../context.ts';
import { readWishes } from '../run/read-wishes.ts';
import { checkRoster as compareRoster } from '../run/roster-health.ts';
import type { Wishes } from '../run/wishes.ts';
import { examine, fine, odd, type Finding } from './finding.ts';

const NAME = 'roster';
/** Of the roster alone: a look at it accepts nothing. */
const PLAINLY = { only: [], acceptListing: false, acceptRoster: false };

/** Whether a run could use this roster, and whether it looks like the one of the last good run, where the team was read. */
export function checkRoster(
  context: Context,
  roster: string,
  { actual, retryBudget }: { actual: Actual | null; retryBudget: number },
): Promise<Finding> {
  return examine(NAME, async () => {
    const wishes = await readWishes(context, { roster, retryBudget, ...PLAINLY });
    const { refusal, warnings } = await healthOf(context, wishes, actual);
    if (refusal !== null) return odd(NAME, refusal.message, refusal.hint);
    const [first, ...more] = [...warnings, ...wishes.warnings];
    const people = `${String(wishes.people.length)} people in ${roster}`;
    if (first === undefined) return fine(NAME, `${people}, ready to be reconciled.`);
    const others = more.length === 0 ? '' : ` (and ${String(more.length)} more of the kind)`;
    return odd(NAME, `${people}. ${first.message}${others}`, `See all with: teamsync roster check ${roster}`);
  });
}

async function healthOf(
  context: Context,
  { roster, settings }: Wishes,
  actual: Actual | null,
): Promise<{ refusal: { message: string; hint: string | null } | null; warnings: Warning[] }> {
  if (roster === null || actual === null) return { refusal: null, warnings: [] };
  const { safety } = settings;
  return compareRoster(context, roster, actual, { safety, limits: {}, accept: false });
}
