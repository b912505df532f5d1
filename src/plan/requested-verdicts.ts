import type { Member } from '../team.ts';
import type { Action, Change } from './change.ts';
import { provision, recover, recoverableUntil, suspend, unsuspend } from './changes.ts';
import { deprovision } from './leavers.ts';
import { waitsForRemoval } from './decide.ts';
import { isLiving, type MemberIndex } from './index-members.ts';
import { transferFiles } from './transfer-change.ts';
import { handOver } from './transfers.ts';
import type { Blocked, PlanInput, UnchangedCode } from './types.ts';
import { subjectEmail, type Subject, type Verdict } from './verdict.ts';
import { who } from './words.ts';
import type { Person } from '../team.ts';

/** What can be asked for by name. */
export type RequestedAction = Extract<
  Action,
  'provision' | 'suspend' | 'unsuspend' | 'deprovision' | 'recover' | 'transfer'
>;

/** Somebody asked for by name: a row that says nothing but the address. */
export type RequestedSubject = Subject & { person: Person };

/** What a request is decided from. */
export interface Circumstances extends Pick<PlanInput, 'settings' | 'now' | 'actual' | 'removed'> {
  index: MemberIndex;
  /** Who gets the files of `transfer`. */
  to: string | null;
}

/** What becomes of a request for one person, given the state of their account. */
export function requestedVerdict(
  action: RequestedAction,
  subject: RequestedSubject,
  given: Circumstances,
): Verdict {
  const { member, person } = subject;
  const living = member !== null && isLiving(member) ? member : null;
  switch (action) {
    case 'provision':
      if (member === null) return asked(subject, provision(subject, person, given.settings.provision));
      if (living === null) return comeBack(subject, member, given);
      return unchanged(subject, living.status === 'invited' ? 'invitation_pending' : 'as_wanted');
    case 'recover':
      if (living !== null || member === null) return unchanged(subject, 'as_wanted');
      return comeBack(subject, member, given);
    case 'suspend':
      return living === null ? unchanged(subject, 'already_off_team') : suspension(subject, living, given);
    case 'unsuspend':
      if (living === null) return unchanged(subject, 'already_off_team');
      if (living.status !== 'suspended') return unchanged(subject, 'as_wanted');
      return asked(subject, unsuspend(subject, person, living));
    case 'deprovision':
      return living === null ? unchanged(subject, 'already_off_team') : leave(subject, living, given);
    case 'transfer':
      return member === null ? unchanged(subject, 'already_off_team') : moveFiles(subject, member, given);
  }
}

/** Whoever was removed comes back, as long as Dropbox can bring them back. */
function comeBack(subject: RequestedSubject, member: Member, { removed }: Circumstances): Verdict {
  if (member.recoverable) return asked(subject, recover(subject, subject.person, member));
  const since = removed.get(member.id)?.removedOn;
  const over = since === undefined ? '' : ` It was possible until ${recoverableUntil(new Date(since))}.`;
  const message = `${who(subject)} cannot be brought back any more, Dropbox says.${over} Invite the person anew.`;
  return blocked(subject, 'recover', { code: 'not_recoverable', message, until: null });
}

function suspension(subject: RequestedSubject, member: Member, { settings, now }: Circumstances): Verdict {
  const { person } = subject;
  if (member.status === 'suspended') return unchanged(subject, 'already_suspended');
  if (member.status === 'active') return asked(subject, suspend(subject, person, member, settings.suspend));
  if (settings.suspend.invited === 'cancel') {
    return asked(subject, deprovision(subject, member, 'unassigned', settings.deprovision, now));
  }
  const message = `${who(subject)} was invited and never joined, and Dropbox cannot suspend such an account. Withdraw the invitation with: teamsync member deprovision ${member.email}`;
  return blocked(subject, 'suspend', { code: 'invited_cannot_be_suspended', message, until: null });
}

function leave(subject: RequestedSubject, member: Member, { settings, now }: Circumstances): Verdict {
  const { method, afterDays } = settings.deprovision;
  if (member.status === 'suspended') {
    if (method === 'suspend') return unchanged(subject, 'already_suspended');
    const waiting = waitsForRemoval(subject, member, afterDays, now);
    if (waiting !== null) {
      const item = { action: 'deprovision', email: subjectEmail(subject), ...waiting } as const;
      return { kind: 'kept', subject, item, switches: [] };
    }
  }
  return asked(subject, deprovision(subject, member, 'unassigned', settings.deprovision, now));
}

function moveFiles(subject: RequestedSubject, member: Member, given: Circumstances): Verdict {
  const { index, actual, settings, to } = given;
  const { email } = subject.person;
  if (isLiving(member)) {
    const message = `${who(subject)} is on the team, and only the files of a removed account can be moved. Give transfer_to in the roster, or set deprovision.transferTo, to move them with the removal.`;
    return blocked(subject, 'transfer', { code: 'transfer_not_removed', message, until: null });
  }
  const giver = { email, memberId: member.id, place: '--to', refusal: `The files of ${email} are not moved` };
  const parties = handOver(giver, to ?? '', { index, actual, settings: settings.deprovision });
  if ('obstacle' in parties) return blocked(subject, 'transfer', { ...parties.obstacle, until: null });
  return asked(subject, transferFiles(subject, member, parties.transfer));
}

/** The same change, asked for by name instead of by a row. */
function asked(subject: RequestedSubject, change: Change): Verdict {
  const explanation = `${who(subject)}: asked for by name.`;
  const source = { line: null, groups: [] };
  const planned: Change = { ...change, reason: 'requested', explanation, source };
  return { kind: 'change', subject, change: planned, switches: [] };
}

function blocked(
  subject: RequestedSubject,
  action: Action,
  reason: Pick<Blocked, 'code' | 'message' | 'until'>,
): Verdict {
  return {
    kind: 'blocked',
    subject,
    item: { action, email: subjectEmail(subject), ...reason },
    switches: [],
  };
}

function unchanged(subject: RequestedSubject, code: UnchangedCode): Verdict {
  return { kind: 'unchanged', subject, code };
}
