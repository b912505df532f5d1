import type { Settings } from '../settings/schema.ts';
import type { Member, Person } from '../team.ts';
import {
  inDays,
  invite,
  provision,
  recover,
  recoverableUntil,
  suspend,
  unsuspend,
  update,
} from './changes.ts';
import { fingerprint } from './fingerprint.ts';
import { isLiving } from './index-members.ts';
import { dueReminder, isExpired } from './invitations.ts';
import { deprovision } from './leavers.ts';
import { isSecondaryEmail, type Match } from './match.ts';
import { profileDifference } from './profile.ts';
import type { Action, Change } from './change.ts';
import type { BlockedCode, KeptCode, PlanInput, Remembered, UnchangedCode } from './types.ts';
import { subjectEmail, type Subject, type Switches, type Verdict } from './verdict.ts';
import { row, who } from './words.ts';

type Policy = Pick<PlanInput, 'settings' | 'now' | keyof Remembered>;

/** The decision table for one row of the roster: what should happen, before any rule holds it back. */
export function decideListed({ person, member, conflict }: Match, rank: number, policy: Policy): Verdict[] {
  const verdicts = decideWanted({ person, member, rank }, person, member, policy);
  return conflict === null ? verdicts : verdicts.map((verdict) => contest(verdict, person, conflict, policy));
}

function decideWanted(subject: Subject, person: Person, member: Member | null, policy: Policy): Verdict[] {
  const living = member !== null && isLiving(member) ? member : null;
  switch (person.wanted) {
    case 'active':
      if (living !== null) return decideAssigned(subject, person, living, policy);
      return [member === null ? joins(subject, person, policy) : returns(subject, person, member, policy)];
    case 'suspended':
      if (living !== null) return [decideSuspended(subject, person, living, policy)];
      return [unchanged(subject, member === null ? 'suspended_without_account' : 'already_off_team')];
    case 'unassigned':
      if (living === null) return [unchanged(subject, 'already_off_team')];
      return [decideLeaver(subject, living, 'unassigned', policy)];
  }
}

/** The decision table for a member whom the roster does not name. */
export function decideUnlisted(member: Member, policy: Policy): Verdict {
  const subject: Subject = { person: null, member, rank: Number.POSITIVE_INFINITY };
  switch (policy.settings.deprovision.unlisted) {
    case 'deprovision':
      return decideLeaver(subject, member, 'unlisted', policy);
    case 'managed':
      if (policy.managed.has(member.id)) return decideLeaver(subject, member, 'unlisted', policy);
      return left(
        subject,
        'unlisted_unmanaged',
        `${who(subject)} is not in the roster, and no earlier roster named this account.`,
      );
    case 'report':
      return left(
        subject,
        'unlisted_reported',
        `${who(subject)} is not in the roster; deprovision.unlisted=report leaves such members alone.`,
      );
  }
}

function decideAssigned(subject: Subject, person: Person, member: Member, policy: Policy): Verdict[] {
  const { settings } = policy;
  const verdicts: Verdict[] = [];
  if (isExpired(member, settings.invitations, policy.now)) {
    const withdrawal = deprovision(subject, member, 'invitation_expired', settings.deprovision, policy.now);
    verdicts.push(change(subject, withdrawal, deprovisionSwitch(settings)));
    if (settings.deprovision.enabled) return verdicts;
  }
  if (member.status === 'suspended') {
    const ours = policy.suspendedByDeprovision.has(member.id) && settings.deprovision.enabled;
    const switches = [{ counts: 'unsuspend', on: settings.suspend.enabled || ours }] as const;
    verdicts.push(change(subject, unsuspend(subject, person, member), switches));
  }
  const keepsEmail = isSecondaryEmail(person, member);
  const difference = profileDifference(person, member, settings.update.fields, keepsEmail);
  if (difference !== null) {
    const switches = [{ counts: 'update', on: settings.update.enabled }] as const;
    verdicts.push(change(subject, update(subject, person, member, difference), switches));
  }
  const due = dueReminder(person, member, policy);
  if (due !== null && policy.known) {
    verdicts.push(change(subject, invite(subject, person, member, due), []));
  }
  if (verdicts.length > 0) return verdicts;
  return [unchanged(subject, member.status === 'invited' ? 'invitation_pending' : 'as_wanted')];
}

function joins(subject: Subject, person: Person, { settings, now, reserved, cancelled }: Policy): Verdict {
  const switches = [{ counts: 'provision', on: settings.provision.enabled }] as const;
  const withdrawn = cancelled.get(person.email);
  if (withdrawn !== undefined && withdrawn === fingerprint(person)) {
    const message = `${who(subject)} was invited and never joined, so the invitation was withdrawn. A changed row (${row(person)}) invites again.`;
    return kept(subject, 'provision', { code: 'invitation_cancelled', message, until: null }, switches);
  }
  const until = reserved.get(person.email);
  if (until === undefined || Date.parse(until) <= now.getTime()) {
    return change(subject, provision(subject, person, settings.provision), switches);
  }
  const message = `Dropbox refused a new account for ${who(subject)}: one that was removed within the last 7 days still holds the address or the external id, and cannot be brought back.`;
  return blocked(subject, 'provision', { code: 'recoverable_until', message, until }, switches);
}

function returns(subject: Subject, person: Person, member: Member, policy: Policy): Verdict {
  const { settings, removed } = policy;
  const switches = [{ counts: 'recover', on: settings.provision.enabled }] as const;
  if (settings.provision.recover) return change(subject, recover(subject, person, member), switches);
  const message =
    `${who(subject)} was removed within the last 7 days, and Dropbox keeps the address ` +
    'reserved until those are over. Turn on provision.recover to bring the account back now, or wait.';
  const removedOn = removed.get(member.id)?.removedOn;
  const until = removedOn === undefined ? null : recoverableUntil(new Date(removedOn));
  return blocked(subject, 'recover', { code: 'recoverable_until', message, until }, switches);
}

function decideSuspended(subject: Subject, person: Person, member: Member, policy: Policy): Verdict {
  const { settings } = policy;
  const suspendSwitch = { counts: 'suspend', on: settings.suspend.enabled } as const;
  if (member.status === 'suspended') return unchanged(subject, 'already_suspended');
  if (member.status === 'active') {
    return change(subject, suspend(subject, person, member, settings.suspend), [suspendSwitch]);
  }
  if (settings.suspend.invited === 'report') {
    const message =
      `${who(subject)} is suspended in the roster (${row(person)}), was invited and never joined, and Dropbox cannot ` +
      'suspend such an account. Set suspend.invited=cancel to withdraw the invitation.';
    const reason = { code: 'invited_cannot_be_suspended', message, until: null } as const;
    return blocked(subject, 'suspend', reason, [suspendSwitch]);
  }
  const withdrawal = deprovision(subject, member, 'suspended_in_roster', settings.deprovision, policy.now);
  return change(subject, withdrawal, [
    suspendSwitch,
    { counts: 'deprovision', on: settings.deprovision.enabled },
  ]);
}

function decideLeaver(
  subject: Subject,
  member: Member,
  reason: 'unassigned' | 'unlisted',
  { settings, now }: Policy,
): Verdict {
  const switches = deprovisionSwitch(settings);
  if (member.status === 'suspended') {
    if (settings.deprovision.method === 'suspend') return unchanged(subject, 'already_suspended');
    const waiting = waitsForRemoval(subject, member, settings.deprovision.afterDays, now);
    if (waiting !== null) return kept(subject, 'deprovision', waiting, switches);
  }
  return change(subject, deprovision(subject, member, reason, settings.deprovision, now), switches);
}

function deprovisionSwitch({ deprovision: { enabled } }: Settings): Switches {
  return [{ counts: 'deprovision', on: enabled }];
}

/** The days count from Dropbox's own date of the suspension, which every machine sees alike. */
export function waitsForRemoval(
  subject: Subject,
  { suspendedOn }: Member,
  afterDays: number,
  now: Date,
): Reason<KeptCode> | null {
  if (afterDays === 0) return null;
  const since = `${who(subject)} is not assigned any more and suspended`;
  if (suspendedOn === null) {
    const message = `${since}; Dropbox does not say since when, so the account is not removed by itself.`;
    return { code: 'waiting_for_removal', message, until: null };
  }
  const until = inDays(new Date(suspendedOn), afterDays);
  if (Date.parse(until) <= now.getTime()) return null;
  const message = `${since} since ${suspendedOn}, and is removed after ${until} unless assigned again.`;
  return { code: 'waiting_for_removal', message, until };
}

/** The action that stands for a row of which only its two accounts need a decision. */
const STANDS_FOR = { active: 'update', suspended: 'suspend', unassigned: 'deprovision' } as const;

/** Nothing is done to somebody whose row names two accounts, and with living ones it is said even if nothing was due. */
function contest(
  verdict: Verdict,
  person: Person,
  [member, rival]: [Member, Member],
  { settings }: Policy,
): Verdict {
  const externalId = person.externalId === null ? '' : `, external id ${person.externalId}`;
  const message =
    `The identity in ${row(person)} (${person.email}${externalId}) points at two accounts, ${member.email} and ${rival.email}. ` +
    'Correct the external id or the e-mail in the roster or in Dropbox.';
  const reason = { code: 'identity_conflict', message, until: null } as const;
  const stop = (action: Action, switches: Switches): Verdict =>
    blocked(verdict.subject, action, reason, switches);

  if (verdict.kind === 'change') return stop(verdict.change.action, verdict.switches);
  if (verdict.kind !== 'unchanged' || !isLiving(rival)) return verdict;
  const action = STANDS_FOR[person.wanted];
  return stop(action, [{ counts: action, on: settings[action].enabled }]);
}

function change(subject: Subject, planned: Change, switches: Switches): Verdict {
  return { kind: 'change', subject, change: planned, switches };
}

/** Why nothing is done, and from when on it is possible. */
export interface Reason<Code> {
  code: Code;
  message: string;
  until: string | null;
}

function blocked(subject: Subject, action: Action, reason: Reason<BlockedCode>, switches: Switches): Verdict {
  return { kind: 'blocked', subject, item: { action, email: subjectEmail(subject), ...reason }, switches };
}

function kept(subject: Subject, action: Action, reason: Reason<KeptCode>, switches: Switches): Verdict {
  return { kind: 'kept', subject, item: { action, email: subjectEmail(subject), ...reason }, switches };
}

function left(subject: Subject, code: 'unlisted_unmanaged' | 'unlisted_reported', message: string): Verdict {
  return kept(subject, 'deprovision', { code, message, until: null }, []);
}

function unchanged(subject: Subject, code: UnchangedCode): Verdict {
  return { kind: 'unchanged', subject, code };
}
