import type { Settings } from '../settings/schema.ts';
import type { Member, Person } from '../team.ts';
import type { ProfileDifference } from './profile.ts';
import type {
  Action,
  ChangeReason,
  DeprovisionChange,
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

type LeaverReason = Extract<
  ChangeReason,
  'unassigned' | 'unlisted' | 'suspended_in_roster' | 'invitation_expired'
>;

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
  return {
    ...common(subject, 'provision'),
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
  return {
    ...common(subject, 'recover'),
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
  return {
    ...common(subject, 'unsuspend'),
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
  return {
    ...common(subject, 'update'),
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
  return {
    ...common(subject, 'suspend'),
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

/** Somebody who leaves the team; an invitation is always withdrawn by removing it, whatever the method. */
export function deprovision(
  subject: Subject,
  member: Member,
  reason: LeaverReason,
  settings: Settings['deprovision'],
  now: Date,
): DeprovisionChange {
  const invited = member.status === 'invited';
  if (!invited && member.status !== 'suspended' && settings.afterDays > 0) {
    return stagedSuspension(subject, member, reason, settings.afterDays, now);
  }
  const method = invited ? 'remove' : settings.method;
  const until = recoverableUntil(now);
  return {
    ...common(subject, 'deprovision'),
    action: 'deprovision',
    memberId: member.id,
    reason,
    explanation: leaverSentence(subject, reason, invited ? ', so the invitation is withdrawn' : ''),
    before: { status: member.status },
    after: { status: method === 'suspend' ? 'suspended' : 'removed' },
    options: {
      method,
      wipeData: !invited && settings.wipeData,
      retainTeamShares: method === 'downgrade' && settings.retainTeamShares,
    },
    // A suspension keeps its licence, and a limited member never held one.
    seats: method !== 'suspend' && member.membership === 'full' ? -1 : 0,
    reversibleUntil: method === 'remove' && !invited ? until : null,
  };
}

/** The first step of a removal that comes after some days: until then the person can come back as if nothing had been. */
function stagedSuspension(
  subject: Subject,
  member: Member,
  reason: LeaverReason,
  afterDays: number,
  now: Date,
): DeprovisionChange {
  const days = afterDays === 1 ? '1 day' : `${String(afterDays)} days`;
  return {
    ...common(subject, 'deprovision'),
    action: 'deprovision',
    memberId: member.id,
    reason,
    explanation: leaverSentence(
      subject,
      reason,
      `, so the account is suspended now and removed after ${days}`,
    ),
    before: { status: member.status },
    after: { status: 'suspended' },
    // What is on linked devices goes with the removal, or coming back would find it gone.
    options: {
      method: 'suspend',
      wipeData: false,
      retainTeamShares: false,
      removeOn: inDays(now, afterDays),
    },
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
  return {
    ...common(subject, 'invite'),
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

function leaverSentence(subject: Subject, reason: LeaverReason, consequence: string): string {
  const where = subject.person === null ? '' : ` (${row(subject.person)})`;
  switch (reason) {
    case 'unassigned':
      return `${who(subject)} is not assigned in the roster${where}${consequence}.`;
    case 'unlisted':
      return `${who(subject)} is on the team and not in the roster${consequence}.`;
    case 'suspended_in_roster':
      return `${who(subject)} is suspended in the roster${where} and never joined${consequence}.`;
    case 'invitation_expired':
      return `${who(subject)} was invited so long ago that the invitation counts as expired${consequence}.`;
  }
}

function common(
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
