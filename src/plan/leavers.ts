import type { Settings } from '../settings/schema.ts';
import type { Member } from '../team.ts';
import type { ChangeReason, DeprovisionChange } from './change.ts';
import { common, inDays, recoverableUntil } from './changes.ts';
import type { Subject } from './verdict.ts';
import { row, who } from './words.ts';

type LeaverReason = Extract<
  ChangeReason,
  'unassigned' | 'unlisted' | 'suspended_in_roster' | 'invitation_expired'
>;

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
  const { id, email, externalId, name, source } = common(subject, 'deprovision');
  return {
    id,
    email,
    externalId,
    name,
    source,
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
  const { id, email, externalId, name, source } = common(subject, 'deprovision');
  return {
    id,
    email,
    externalId,
    name,
    source,
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
