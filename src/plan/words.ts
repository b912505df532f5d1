import type { Member, Person } from '../team.ts';
import type { Unchanged, UnchangedCode } from './types.ts';
import { subjectEmail, type Subject, type Verdict } from './verdict.ts';

/** A date as data carries it: RFC 3339 in UTC, whole seconds. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** Given name and surname as one, or `null` where neither is known; the roster's spelling comes first. */
export function displayName(person: Person | null, member: Member | null): string | null {
  const given = person?.givenName ?? member?.givenName ?? '';
  const surname = person?.surname ?? member?.surname ?? '';
  const name = `${given} ${surname}`.trim();
  return name === '' ? null : name;
}

/** What sentences call somebody: the name where one is known, else the address. */
export function who(subject: Subject): string {
  return displayName(subject.person, subject.member) ?? subjectEmail(subject);
}

/** Where a person stands in the roster, as sentences refer to it. */
export function row(person: Person): string {
  return `row ${String(person.line)}`;
}

/** How the person came to be assigned: `is assigned (row 4)` or `is assigned through eng (row 4)`. */
export function isAssigned(person: Person): string {
  const through = person.assignedBy.length === 0 ? '' : ` through ${person.assignedBy.join(', ')}`;
  return `is assigned${through} (${row(person)})`;
}

/** Why nothing happens to somebody; one sentence for each code, so that a large team shares them. */
const UNCHANGED_MESSAGES: Readonly<Record<UnchangedCode, string>> = {
  as_wanted: 'The account is as the roster says.',
  invitation_pending: 'Invited already; the invitation has not been accepted yet.',
  suspended_without_account: 'Suspended in the roster, and a suspended person gets no account.',
  already_suspended: 'The account is suspended already.',
  already_off_team: 'Not on the team, as the roster says.',
};

/** The people for whom nothing happens, with the sentence of their code or the one given. */
export function unchangedItems(verdicts: readonly Verdict[], sentence?: string): Unchanged[] {
  const items: Unchanged[] = [];
  for (const verdict of verdicts) {
    if (verdict.kind !== 'unchanged') continue;
    const { code, subject } = verdict;
    items.push({ email: subjectEmail(subject), code, message: sentence ?? UNCHANGED_MESSAGES[code] });
  }
  return items;
}
