import type { Settings } from '../settings/schema.ts';
import type { Member, Person } from '../team.ts';
import type { ProfileDifference } from './profile.ts';
import type {
  Action,
  InviteChange,
  ProvisionChange,
  RecoverChange,
  SuspendChange,
  UnsuspendChange,
  UpdateChange,
} from './change.ts';
import { subjectEmail, type Subject } from './verdict.ts';
import { displayName, isAssigned, row, timestamp, who } from './words.ts';

const DAY_MS = 86_400_000;
/** `members/recover` works for 7 days after a removal (Dropbox API, `team/members/remove`). */
const RECOVERABLE_DAYS = 7;

/** Until when an account that is removed at this moment can be brought back. */
export function recoverableUntil(removedOn: Date): string {
  return inDays(removedOn, RECOVERABLE_DAYS);
}

/** A row without an account. */
export function provision(
  subject: Subject,
  person: Person,
  settings: Settings['provision'],
): ProvisionChange {
  const { id, email, externalId, name, source } = common(subject, 'provision');
  return {
    id,
    email,
    externalId,
    name,
    source,
    action: 'provision',
    memberId: null,
    reason: 'assigned_active',
    explanation: `${who(subject)} ${isAssigned(person)} and has no Dropbox account on the team.`,
    before: null,
    after: { status: 'invited' },
    options: { silent: settings.silent, directoryRestricted: settings.directoryRestricted },
    seats: 1,
    reversibleUntil: null,
  };
}

/** A row whose account was removed and can still be brought back. */
export function recover(subject: Subject, person: Person, member: Member): RecoverChange {
  const address = member.email === person.email ? '' : ` (as ${member.email})`;
  const { id, email, externalId, name, source } = common(subject, 'recover');
  return {
    id,
    email,
    externalId,
    name,
    source,
    action: 'recover',
    memberId: member.id,
    reason: 'returned',
    explanation: `${who(subject)} ${isAssigned(person)} and was removed${address} so recently that the account can be brought back.`,
    before: { status: 'removed' },
    after: { status: 'active' },
    options: {},
    seats: member.membership === 'full' ? 1 : 0,
    reversibleUntil: null,
  };
}

/** A suspended member whom the roster wants active. */
export function unsuspend(subject: Subject, person: Person, member: Member): UnsuspendChange {
  const { id, email, externalId, name, source } = common(subject, 'unsuspend');
  return {
    id,
    email,
    externalId,
    name,
    source,
    action: 'unsuspend',
    memberId: member.id,
    reason: 'no_longer_suspended',
    explanation: `${who(subject)} ${isAssigned(person)}, and the account is suspended.`,
    before: { status: 'suspended' },
    after: { status: 'active' },
    options: {},
    seats: 0,
    reversibleUntil: null,
  };
}

/** A member whose profile is not what the row says. */
export function update(
  subject: Subject,
  person: Person,
  member: Member,
  difference: ProfileDifference,
): UpdateChange {
  const { id, email, externalId, name, source } = common(subject, 'update');
  return {
    id,
    email,
    externalId,
    name,
    source,
    action: 'update',
    memberId: member.id,
    reason: 'profile_differs',
    explanation: `${who(subject)} differs from the roster (${row(person)}) in ${difference.fields}.`,
    before: difference.before,
    after: difference.after,
    options: {},
    seats: 0,
    reversibleUntil: null,
  };
}

/** An active member whom the roster says is suspended. */
export function suspend(
  subject: Subject,
  person: Person,
  member: Member,
  settings: Settings['suspend'],
): SuspendChange {
  const { id, email, externalId, name, source } = common(subject, 'suspend');
  return {
    id,
    email,
    externalId,
    name,
    source,
    action: 'suspend',
    memberId: member.id,
    reason: 'suspended_in_roster',
    explanation: `${who(subject)} is suspended in the roster (${row(person)}).`,
    before: { status: 'active' },
    after: { status: 'suspended' },
    options: { wipeData: settings.wipeData },
    seats: 0,
    reversibleUntil: null,
  };
}

/** So many days later, as data carries dates. */
export function inDays(now: Date, days: number): string {
  return timestamp(new Date(now.getTime() + days * DAY_MS));
}

/** A reminder of an invitation that nobody has accepted yet. */
export function invite(subject: Subject, person: Person, member: Member, afterDays: number): InviteChange {
  const days = afterDays === 1 ? '1 day' : `${String(afterDays)} days`;
  const { id, email, externalId, name, source } = common(subject, 'invite');
  return {
    id,
    email,
    externalId,
    name,
    source,
    action: 'invite',
    memberId: member.id,
    reason: 'invitation_pending',
    explanation: `${who(subject)} ${isAssigned(person)}, was invited and has not joined after ${days}, so Dropbox sends the invitation again.`,
    before: { status: 'invited' },
    after: { status: 'invited' },
    options: { afterDays },
    seats: 0,
    reversibleUntil: null,
  };
}

/** What every change says of whom it is about. Each kind lists these one by one, so that all changes have one shape in memory. */
export function common(
  subject: Subject,
  action: Action,
): Pick<ProvisionChange, 'id' | 'email' | 'externalId' | 'name' | 'source'> {
  const { person, member } = subject;
  const email = subjectEmail(subject);
  return {
    id: `${action}:${email}`,
    email,
    externalId: person?.externalId ?? member?.externalId ?? null,
    name: displayName(person, member),
    source: { line: person?.line ?? null, groups: person?.assignedBy ?? [] },
  };
}
