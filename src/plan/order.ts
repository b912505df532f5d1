import type { Change } from './change.ts';
import { subjectEmail, type Subject } from './verdict.ts';

/** A planned change together with whom it is about. */
export interface Candidate<C extends Change = Change> {
  subject: Subject;
  change: C;
}

/** Roster order, then e-mail: the order within one action. */
export function byRosterOrder(a: { subject: Subject }, b: { subject: Subject }): number {
  if (a.subject.rank !== b.subject.rank) return a.subject.rank - b.subject.rank;
  return compareText(subjectEmail(a.subject), subjectEmail(b.subject));
}

/** Who gets a scarce licence first: the lower priority, then roster order, then e-mail. */
export function bySeatOrder(a: { subject: Subject }, b: { subject: Subject }): number {
  const first = a.subject.person?.priority ?? Number.POSITIVE_INFINITY;
  const second = b.subject.person?.priority ?? Number.POSITIVE_INFINITY;
  return first === second ? byRosterOrder(a, b) : first - second;
}

/** Plain code-unit order, the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The candidates of one action, typed as such. */
export function only<A extends Change['action']>(
  candidates: readonly Candidate[],
  action: A,
): Candidate<Extract<Change, { action: A }>>[] {
  return candidates.filter(
    (candidate): candidate is Candidate<Extract<Change, { action: A }>> => candidate.change.action === action,
  );
}
