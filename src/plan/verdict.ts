import type { Member, Person } from '../team.ts';
import type { Change } from './change.ts';
import type { Blocked, DisabledCounts, Kept, UnchangedCode } from './types.ts';

/** Somebody the plan looks at: a row of the roster, a member of the team, or both. */
export type Subject = {
  /** Position in the roster; unlisted members come after everybody. */
  rank: number;
} & ({ person: Person; member: Member | null } | { person: null; member: Member });

/** The switches that must all be on before anything happens; the first one that is off is where the person is counted. */
export type Switches = readonly { counts: keyof DisabledCounts; on: boolean }[];

/** What the table says of one subject, before the rules that follow it. */
export type Verdict = { subject: Subject } & (
  | { kind: 'change'; change: Change; switches: Switches }
  | { kind: 'blocked'; item: Blocked; switches: Switches }
  | { kind: 'kept'; item: Kept; switches: Switches }
  | { kind: 'unchanged'; code: UnchangedCode }
);

/** The address that stands for a subject: the roster's where there is a row, else the member's. */
export function subjectEmail(subject: Subject): string {
  return subject.person === null ? subject.member.email : subject.person.email;
}

/** Every address that names a subject. */
export function subjectEmails({ person, member }: Subject): string[] {
  const emails = member === null ? [] : [member.email, ...member.secondaryEmails];
  if (person !== null) emails.push(person.email);
  if (person?.previousEmail != null) emails.push(person.previousEmail);
  return emails;
}
