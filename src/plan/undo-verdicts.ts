import type { Group, Member, Role } from '../team.ts';
import { isLiving, type MemberIndex } from './index-members.ts';
import type { Action, Change, Facts } from './change.ts';
import {
  bringBack,
  giveBack,
  letIn,
  removeAgain,
  suspendAgain,
  withdraw,
  type Affected,
} from './undo-changes.ts';
import { afterGroupAdd, afterGroupRemove, afterSetRole, type Inverse } from './undo-groups.ts';
import type { Verdict } from './verdict.ts';
import { who } from './words.ts';

/** A change that a run made, or may have made, as the history keeps it. */
export interface DoneChange {
  action: Action;
  email: string;
  /** `null` for somebody who had no account before. */
  memberId: string | null;
  externalId: string | null;
  reversibleUntil: string | null;
  before: Facts | null;
  after: Facts | null;
  options: {
    method: 'remove' | 'suspend' | 'downgrade' | null;
    wipeData: boolean;
    groupId: string | null;
    /** Who got the files. */
    transferTo: string | null;
  };
}

/** What the undoing of a change depends on beside the change itself. */
interface Circumstances {
  index: MemberIndex;
  now: Date;
  groups: readonly Group[];
  roles: readonly Role[];
  /** Ids of members whom this very undo has brought back: their state is still to be made what it was. */
  returning: ReadonlySet<string>;
}

/** The inverse of one change, as far as the live member still shows what it did. */
export function undoVerdicts(done: DoneChange, subject: Affected, given: Circumstances): Verdict[] {
  switch (done.action) {
    case 'provision':
      return [afterProvision(subject)];
    case 'recover':
      if (!isLiving(subject.member)) return [unchanged(subject)];
      return [change(subject, removeAgain(subject, given.now))];
    case 'update':
      return [afterUpdate(done, subject)];
    case 'suspend':
      return [afterSuspension(subject)];
    case 'unsuspend':
      return [
        subject.member.status === 'active' ? change(subject, suspendAgain(subject)) : unchanged(subject),
      ];
    case 'deprovision':
      return done.options.method === 'suspend'
        ? [afterSuspension(subject)]
        : afterRemoval(done, subject, given);
    case 'group_add':
      return [inverse(subject, 'group_remove', afterGroupAdd(done, subject, given.groups))];
    case 'group_remove':
      return [inverse(subject, 'group_add', afterGroupRemove(done, subject, given.groups))];
    case 'set_role':
      return [inverse(subject, 'set_role', afterSetRole(done, subject, given.roles))];
    case 'invite':
      return [unchanged(subject)];
    case 'transfer':
      return [irreversible(subject, 'transfer', filesGone(done))];
  }
}

function inverse(subject: Affected, action: Action, found: Inverse): Verdict {
  if (found === null) return unchanged(subject);
  return typeof found === 'string' ? irreversible(subject, action, found) : change(subject, found);
}

function filesGone({ options }: Pick<DoneChange, 'options'>): string {
  return `gave the files to ${options.transferTo ?? 'somebody else'}, and files that were moved do not come back.`;
}

/** What of a change nobody can bring back; `null` where there is nothing. */
export function irretrievable({ options, email }: DoneChange, verdicts: readonly Verdict[]): string | null {
  if (verdicts.every(({ kind }) => kind === 'unchanged')) return null;
  if (options.method === 'downgrade') {
    return `${email}: the account left the team for good and goes on as a personal one, with its files.`;
  }
  if (options.transferTo !== null) {
    return `${email}: the files went to ${options.transferTo} and stay there, so the account cannot be recovered.`;
  }
  if (!options.wipeData) return null;
  return `${email}: the run had the data on linked devices deleted. The account can come back; what was only on those devices cannot.`;
}

function afterProvision(subject: Affected): Verdict {
  switch (subject.member.status) {
    case 'removed':
      return unchanged(subject);
    case 'invited':
      return change(subject, withdraw(subject));
    case 'active':
    case 'suspended':
      return irreversible(
        subject,
        'deprovision',
        'has joined the team since. An undo never removes an account that is in use; take the person off the team through the roster.',
      );
  }
}

function afterSuspension(subject: Affected): Verdict {
  if (subject.member.status === 'suspended') return change(subject, letIn(subject));
  if (isLiving(subject.member)) return unchanged(subject);
  return irreversible(
    subject,
    'unsuspend',
    'was taken off the team since. Undo the run that did it first, or recover the account.',
  );
}

/** People who came back in this undo are looked at once more, because Dropbox does not say in which state they return. */
function afterRemoval(done: DoneChange, subject: Affected, given: Circumstances): Verdict[] {
  const { member } = subject;
  const wasSuspended = done.before?.status === 'suspended';
  if (isLiving(member)) {
    if (!given.returning.has(member.id)) return [unchanged(subject)];
    if (wasSuspended && member.status === 'active') return [change(subject, suspendAgain(subject))];
    if (!wasSuspended && member.status === 'suspended') return [change(subject, letIn(subject))];
    return [unchanged(subject)];
  }
  const obstacle = whyGone(done, member, given);
  if (obstacle !== null) return [irreversible(subject, 'recover', obstacle)];
  const back = change(subject, bringBack(subject));
  return wasSuspended ? [back, change(subject, suspendAgain(subject))] : [back];
}

function whyGone(
  { before, email, options, reversibleUntil }: DoneChange,
  { externalId, recoverable }: Member,
  { index, now }: Circumstances,
): string | null {
  if (before?.status === 'invited') {
    return 'had an invitation, which was withdrawn and cannot be brought back. Invite the person anew through the roster.';
  }
  if (options.method === 'downgrade') {
    return 'was turned into a personal account, which cannot come back. Invite the person anew.';
  }
  if (reversibleUntil !== null && Date.parse(reversibleUntil) <= now.getTime()) {
    return `could be recovered until ${reversibleUntil}, and that is over. Invite the person anew.`;
  }
  if (options.transferTo !== null) return filesGone({ options });
  if (!recoverable) {
    return 'cannot be recovered any more, Dropbox says: the files were transferred or the account was deleted for good. Invite the person anew.';
  }
  const { byEmail, bySecondaryEmail, byExternalId } = index.living;
  const rival = byEmail.get(email) ?? bySecondaryEmail.get(email) ?? byExternalId.get(externalId ?? '');
  if (rival === undefined) return null;
  return `cannot come back, because the member ${rival.email} has this address or external id now. Free it first.`;
}

const FIELD_WORDS = {
  email: 'e-mail',
  givenName: 'given name',
  surname: 'surname',
  externalId: 'external id',
} as const;

/** Only what still is as the run left it goes back; whatever others changed since is theirs. */
function afterUpdate({ before, after }: DoneChange, subject: Affected): Verdict {
  const { member } = subject;
  const [from, to]: [Facts, Facts] = [{}, {}];
  const kept: string[] = [];
  for (const field of ['email', 'givenName', 'surname', 'externalId'] as const) {
    const was = before?.[field];
    const has = member[field] ?? '';
    if (was === undefined || was === has) continue;
    if (has === after?.[field]) {
      from[field] = has;
      to[field] = was;
    } else kept.push(FIELD_WORDS[field]);
  }
  if (Object.keys(to).length === 0) return unchanged(subject);
  if (isLiving(member)) return change(subject, giveBack(subject, from, to, kept));
  return irreversible(
    subject,
    'update',
    'was taken off the team since, and the profile of a removed account cannot be changed. Recover the account first.',
  );
}

function change(subject: Affected, planned: Change): Verdict {
  return { kind: 'change', subject, change: planned, switches: [] };
}

function unchanged(subject: Affected): Verdict {
  return { kind: 'unchanged', subject, code: 'as_wanted' };
}

function irreversible(subject: Affected, action: Action, why: string): Verdict {
  const { email } = subject.member;
  const message = `${who(subject)} ${why}`;
  const item = { action, email, code: 'not_reversible' as const, message, until: null };
  return { kind: 'blocked', subject, item, switches: [] };
}
