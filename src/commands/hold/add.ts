import type { Context, Outcome } from '../context.ts';
import { teamOf } from '../run/team-of.ts';
import { changeHolds } from './change-holds.ts';
import { parseEmails } from '../emails.ts';
import { holdsOutcome } from './holds-outcome.ts';
import { parseUntil } from './until.ts';
import { parseWhy } from './why.ts';

export interface HoldAddInput {
  emails: string[];
  /** A day or a moment; without it the hold has no end. */
  until?: string;
  why: string;
  /** Milliseconds. */
  retryBudget: number;
}

/** Puts people of the profile's team on hold, in the place of the holds that they have. */
export async function runHoldAdd(context: Context, input: HoldAddInput): Promise<Outcome> {
  const now = context.outside.now();
  const emails = parseEmails(input.emails);
  const why = parseWhy(input.why);
  const until = input.until === undefined ? null : parseUntil(input.until, now);
  const { id } = await teamOf(context, input.retryBudget);
  const since = now.toISOString();
  const holds = await changeHolds(context, id, (before) => [
    ...before.filter(({ email }) => !emails.includes(email)),
    ...emails.map((email) => ({ email, since, until, why })),
  ]);
  return holdsOutcome(context, holds);
}
