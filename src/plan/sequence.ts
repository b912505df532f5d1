import type { Change, GroupAddChange } from './change.ts';
import { isLiving } from './index-members.ts';
import type { Seating } from './licences.ts';
import { byRosterOrder, only, type Candidate } from './order.ts';
import { isDemotion, suspendedRole } from './roles.ts';
import type { Draft } from './rules.ts';
import { subjectEmail } from './verdict.ts';

/** The order of application: nothing destructive comes first, and a seat is taken only when it is free. */
export function sequence({ candidates, updates }: Draft, { now, later }: Seating): Change[] {
  const plain = (action: Change['action']): Change[] => only(candidates, action).map(({ change }) => change);
  const { early, late } = followers(candidates, emailsOf(now), emailsOf(later));
  const changes: Change[] = [
    ...updates,
    ...now.filter(({ action }) => action === 'recover'),
    ...plain('unsuspend'),
    ...now.filter(({ action }) => action === 'provision'),
    ...inGroupsAndRoles(early),
    ...plain('suspend'),
    ...plain('deprovision'),
    ...later,
    ...inGroupsAndRoles(late),
    ...plain('invite'),
  ];
  return withNewGroups(changes);
}

function emailsOf(changes: readonly Change[]): ReadonlySet<string> {
  return new Set(changes.map(({ email }) => email));
}

interface Followers {
  early: Candidate[];
  late: Candidate[];
}

/**
 * Groups and roles come once there is an account; whoever gets none in this plan, or whose invitation is withdrawn by it,
 * gets neither of them.
 */
function followers(
  candidates: readonly Candidate[],
  now: ReadonlySet<string>,
  later: ReadonlySet<string>,
): Followers {
  const found: Followers = { early: [], late: [] };
  const leaving = new Set(only(candidates, 'deprovision').map(({ change }) => change.memberId));
  for (const candidate of candidates) {
    const { subject, change } = candidate;
    if (change.action !== 'group_add' && change.action !== 'group_remove' && change.action !== 'set_role')
      continue;
    const { member } = subject;
    const email = subjectEmail(subject);
    if (member !== null && leaving.has(member.id)) continue;
    if ((member !== null && isLiving(member)) || now.has(email)) found.early.push(candidate);
    else if (later.has(email)) found.late.push(candidate);
  }
  return found;
}

/** Roles are given before others are taken, so that there is always somebody who has one. */
function inGroupsAndRoles(candidates: readonly Candidate[]): Change[] {
  const sorted = [...candidates].sort(byRosterOrder).map(({ change }) => change);
  const roles = sorted.filter((change) => change.action === 'set_role');
  return [
    ...sorted.filter(({ action }) => action === 'group_add'),
    ...sorted.filter(({ action }) => action === 'group_remove'),
    ...roles.filter((change) => !isDemotion(change)),
    ...roles.filter(isDemotion),
  ];
}

/** Marks for each group that does not exist yet the change with which it is created. */
function withNewGroups(changes: readonly Change[]): Change[] {
  const created = new Set<string>();
  return changes.map((change) => {
    if (change.action !== 'group_add' || change.options.groupId !== null) return change;
    const { group } = change.after;
    if (created.has(group)) return change;
    created.add(group);
    return { ...change, options: { ...change.options, createGroup: true } } satisfies GroupAddChange;
  });
}

/** Dropbox changes no role of somebody who stays suspended. */
export function blockSuspendedRoles(draft: Draft): void {
  const returning = new Set(only(draft.candidates, 'unsuspend').map(({ change }) => change.memberId));
  draft.candidates = draft.candidates.filter(({ subject, change }) => {
    const { member } = subject;
    if (change.action !== 'set_role' || member?.status !== 'suspended' || returning.has(member.id))
      return true;
    const message = suspendedRole(subject);
    const item = { action: change.action, email: change.email, message, until: null } as const;
    draft.blocked.push({ subject, item: { ...item, code: 'cannot_set_permissions' } });
    return false;
  });
}
