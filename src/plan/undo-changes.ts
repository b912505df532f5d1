import { timestamp, who } from './words.ts';
import type { Member } from '../team.ts';
import type {
  Action,
  DeprovisionChange,
  Facts,
  RecoverChange,
  SuspendChange,
  UnsuspendChange,
  UpdateChange,
} from './change.ts';
import type { Subject } from './verdict.ts';

const DAY_MS = 86_400_000;
/** `members/recover` works for 7 days after a removal (Dropbox API, `team/members/remove`). */
const RECOVERABLE_DAYS = 7;

/** A member about whom a run did something. */
export type Affected = Subject & { member: Member };

/** An account that a run removed and that comes back. */
export function bringBack(subject: Affected): RecoverChange {
  return {
    ...common(subject, 'recover', 'was removed by that run, so the account is brought back'),
    action: 'recover',
    before: { status: 'removed' },
    after: { status: 'active' },
    options: {},
    seats: subject.member.membership === 'full' ? 1 : 0,
  };
}

/** A suspension that is lifted. */
export function letIn(subject: Affected): UnsuspendChange {
  return {
    ...common(subject, 'unsuspend', 'was suspended by that run'),
    action: 'unsuspend',
    before: { status: 'suspended' },
    after: { status: 'active' },
    options: {},
    seats: 0,
  };
}

/** Somebody who had been suspended before the run and is again; what is on linked devices stays there. */
export function suspendAgain(subject: Affected): SuspendChange {
  return {
    ...common(subject, 'suspend', 'was suspended before that run'),
    action: 'suspend',
    before: { status: 'active' },
    after: { status: 'suspended' },
    options: { wipeData: false },
    seats: 0,
  };
}

/** An invitation that is withdrawn before it was accepted. */
export function withdraw(subject: Affected): DeprovisionChange {
  return { ...removal(subject, 'was invited by that run and has not joined yet'), reversibleUntil: null };
}

/** An account that a run brought back and that goes again, with nothing of it deleted. */
export function removeAgain(subject: Affected, now: Date): DeprovisionChange {
  const until = timestamp(new Date(now.getTime() + RECOVERABLE_DAYS * DAY_MS));
  return { ...removal(subject, 'was brought back to the team by that run'), reversibleUntil: until };
}

/** A profile that gets back what a run changed in it; `kept` names the fields that others have changed since. */
export function giveBack(
  subject: Affected,
  before: Facts,
  after: Facts,
  kept: readonly string[],
): UpdateChange {
  const others = kept.length === 0 ? '' : `; ${kept.join(', ')} changed since and stays as it is`;
  const change = common(subject, 'update', `gets back what that run changed in the profile${others}`);
  const email = after.email ?? subject.member.email;
  return { ...change, id: `update:${email}`, email, action: 'update', before, after, options: {}, seats: 0 };
}

function removal(subject: Affected, why: string): DeprovisionChange {
  return {
    ...common(subject, 'deprovision', why),
    action: 'deprovision',
    before: { status: subject.member.status },
    after: { status: 'removed' },
    options: { method: 'remove', wipeData: false, retainTeamShares: false },
    seats: subject.member.membership === 'full' ? -1 : 0,
  };
}

type Common = Pick<
  RecoverChange,
  'id' | 'email' | 'memberId' | 'externalId' | 'name' | 'explanation' | 'source' | 'reversibleUntil'
> & { reason: 'undo' };

/** What every change of an undo says of its member, and why it is made. */
export function common(subject: Affected, action: Action, why: string): Common {
  const { id: memberId, email, externalId, givenName, surname } = subject.member;
  const name = `${givenName} ${surname}`.trim();
  return {
    id: `${action}:${email}`,
    email,
    memberId,
    externalId,
    name: name === '' ? null : name,
    reason: 'undo' as const,
    explanation: `${who(subject)} ${why}.`,
    source: { line: null, groups: [] },
    reversibleUntil: null,
  };
}
