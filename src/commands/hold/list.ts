import { readHolds } from '../../state/holds.ts';
import type { Context, Outcome } from '../context.ts';
import { teamOf } from '../run/team-of.ts';
import { holdsOutcome } from './holds-outcome.ts';

export interface HoldListInput {
  /** Milliseconds. */
  retryBudget: number;
}

/** Lists whom no run of the profile's team may touch now. */
export async function runHoldList(context: Context, { retryBudget }: HoldListInput): Promise<Outcome> {
  const { id } = await teamOf(context, retryBudget);
  return holdsOutcome(context, await readHolds(context.folders.state, id, context.outside.now()));
}
