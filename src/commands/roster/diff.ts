import { InvalidInputError } from '../../errors.ts';
import { renderRosterDiff } from '../../render/roster.ts';
import { compareRosters } from '../../roster/compare.ts';
import { done, type Context, type Outcome } from '../context.ts';
import { inspectSound, type OfflineOptions } from './reading.ts';

export interface RosterDiffInput extends OfflineOptions {
  before: string;
  after: string;
}

const STANDARD_INPUT = '-';

/** Tells who comes, goes and changes from one roster to another. Calls nobody. */
export async function runRosterDiff(
  context: Context,
  { before, after, ...options }: RosterDiffInput,
): Promise<Outcome> {
  if (before === STANDARD_INPUT && after === STANDARD_INPUT) {
    throw new InvalidInputError('input_twice', 'Standard input can be one of the two rosters, not both.', {
      hint: 'Write one of them to a file first.',
    });
  }
  const old = await inspectSound(context, before, options);
  const next = await inspectSound(context, after, options);
  const diff = compareRosters(old.people, next.people);
  const { paint, width } = context;
  // What both say of themselves is news only where it is said of the new one.
  return done(diff, renderRosterDiff(diff, { paint, width }), next.warnings);
}
