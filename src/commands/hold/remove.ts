import { InvalidInputError } from '../../errors.ts';
import type { StoredHold } from '../../state/holds.ts';
import type { Context, Outcome } from '../context.ts';
import { teamOf } from '../run/team-of.ts';
import { changeHolds } from './change-holds.ts';
import { parseEmails } from '../emails.ts';
import { holdsOutcome } from './holds-outcome.ts';

/** How many people are named to somebody who named one that is not on hold. */
const PEOPLE_NAMED = 10;

export interface HoldRemoveInput {
  emails: string[];
  /** Milliseconds. */
  retryBudget: number;
}

/** Takes people of the profile's team off hold; where one of them is not on hold, nobody is taken off (exit 7). */
export async function runHoldRemove(context: Context, input: HoldRemoveInput): Promise<Outcome> {
  const emails = parseEmails(input.emails);
  const { id } = await teamOf(context, input.retryBudget);
  const holds = await changeHolds(context, id, (before) => {
    const strangers = emails.filter((email) => !before.some((hold) => hold.email === email));
    if (strangers.length > 0) throw notOnHold(strangers, before);
    return before.filter(({ email }) => !emails.includes(email));
  });
  return holdsOutcome(context, holds);
}

function notOnHold(strangers: readonly string[], holds: readonly StoredHold[]): InvalidInputError {
  const held = holds.slice(0, PEOPLE_NAMED).map(({ email }) => email);
  const more = holds.length > held.length ? ', …' : '';
  const those = held.length === 0 ? 'Nobody is.' : `On hold are: ${held.join(', ')}${more}.`;
  const verb = strangers.length === 1 ? 'is' : 'are';
  return new InvalidInputError('not_on_hold', `${strangers.join(', ')} ${verb} not on hold. ${those}`, {
    hint: 'Nothing was changed. See all with: teamsync hold list',
    details: { emails: strangers, held },
  });
}
