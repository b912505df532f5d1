import type { Member, Person } from '../team.ts';
import { deprovision, provision, recover, suspend, unsuspend, update } from './changes.ts';
import { isLiving } from './index-members.ts';
import { isSecondaryEmail, type Match } from './match.ts';
import { profileDifference } from './profile.ts';
import type { Action, BlockedCode, Change, PlanInput, UnchangedCode } from './types.ts';
import { subjectEmail, type Subject, type Switches, type Verdict } from './verdict.ts';
import { row, who } from './words.ts';

type Policy = Pick<PlanInput, 'settings' | 'now' | 'managed' | 'suspendedByDeprovision'>;

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
  if (verdicts.length > 0) return verdicts;
  return [unchanged(subject, member.status === 'invited' ? 'invitation_pending' : 'as_wanted')];
}

function joins(subject: Subject, person: Person, { settings }: Policy): Verdict {
  return change(subject, provision(subject, person, settings.provision), [
    { counts: 'provision', on: settings.provision.enabled },
  ]);
}

function returns(subject: Subject, person: Person, member: Member, { settings }: Policy): Verdict {
  const switches = [{ counts: 'recover', on: settings.provision.enabled }] as const;
  if (settings.provision.recover) return change(subject, recover(subject, person, member), switches);
  const message =
    `${who(subject)} was removed within the last 7 days, and Dropbox keeps the address ` +
    'reserved until those are over. Turn on provision.recover to bring the account back now, or wait.';
  return blocked(subject, 'recover', 'recoverable_until', message, switches);
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
    return blocked(subject, 'suspend', 'invited_cannot_be_suspended', message, [suspendSwitch]);
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
  if (member.status === 'suspended' && settings.deprovision.method === 'suspend') {
    return unchanged(subject, 'already_suspended');
  }
  return change(subject, deprovision(subject, member, reason, settings.deprovision, now), [
    { counts: 'deprovision', on: settings.deprovision.enabled },
  ]);
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
  const stop = (action: Action, switches: Switches): Verdict =>
    blocked(verdict.subject, action, 'identity_conflict', message, switches);

  if (verdict.kind === 'change') return stop(verdict.change.action, verdict.switches);
  if (verdict.kind !== 'unchanged' || !isLiving(rival)) return verdict;
  const action = STANDS_FOR[person.wanted];
  return stop(action, [{ counts: action, on: settings[action].enabled }]);
}

function change(subject: Subject, planned: Change, switches: Switches): Verdict {
  return { kind: 'change', subject, change: planned, switches };
}

function blocked(
  subject: Subject,
  action: Action,
  code: BlockedCode,
  message: string,
  switches: Switches,
): Verdict {
  const item = { action, email: subjectEmail(subject), code, message, until: null };
  return { kind: 'blocked', subject, item, switches };
}

function left(subject: Subject, code: 'unlisted_unmanaged' | 'unlisted_reported', message: string): Verdict {
  const item = { action: 'deprovision', email: subjectEmail(subject), code, message, until: null } as const;
  return { kind: 'kept', subject, item };
}

function unchanged(subject: Subject, code: UnchangedCode): Verdict {
  return { kind: 'unchanged', subject, code };
}
