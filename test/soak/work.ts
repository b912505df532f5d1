import type { SandboxSnapshot, SnapshotMember } from '../../src/sandbox/snapshot.ts';
import type { ReportedChange } from './report.ts';

/** Something that a sandbox did to somebody. */
export type Work = SandboxSnapshot['counters']['applied'][number];

const GROUP_CREATE = 'team/groups/create';

const ADD = 'team/members/add_v2';
const SET_PROFILE = 'team/members/set_profile_v2';
const SUSPEND = 'team/members/suspend';

const ROUTES: Readonly<Record<string, string>> = {
  provision: ADD,
  recover: 'team/members/recover',
  unsuspend: 'team/members/unsuspend',
  update: SET_PROFILE,
  suspend: SUSPEND,
  deprovision: 'team/members/remove',
  group_add: 'team/groups/members/add',
  group_remove: 'team/groups/members/remove',
  set_role: 'team/members/set_admin_permissions_v2',
  invite: 'team/members/send_welcome_email',
};

/** What can be done to nobody twice in a run: all but a profile, which is the same whether it is set once or twice. */
export function isOnceOnly({ route }: Work): boolean {
  return route !== SET_PROFILE;
}

/** Tells one piece of work from another. */
export function keyOf({ route, who, group }: Work): string {
  return group === undefined ? `${route} ${who}` : `${route} ${who} in ${group}`;
}

/** What was really done between two looks at a sandbox. */
export function workBetween(before: SandboxSnapshot, after: SandboxSnapshot): Work[] {
  return after.counters.applied.slice(before.counters.applied.length);
}

/** The account of a change; of somebody new, the one that has the address then. */
export function accountOf(
  { memberId, email }: ReportedChange,
  { members }: SandboxSnapshot,
): SnapshotMember | undefined {
  return members.find((member) =>
    memberId === null ? member.email === email && member.status !== 'removed' : member.memberId === memberId,
  );
}

/** The name of the group of a change. */
export function groupOf({ before, after }: ReportedChange): string {
  return after?.group ?? before?.group ?? '';
}

/** What a change comes to when it is carried out, on a team that looks like that afterwards. */
export function workOf(change: ReportedChange, after: SandboxSnapshot): Work {
  const { action, email, options } = change;
  if (action === 'provision') return { route: ADD, who: email };
  const who = accountOf(change, after)?.memberId ?? email;
  if (action === 'group_add' || action === 'group_remove') {
    const name = groupOf(change);
    const group = options.groupId ?? after.groups.find((one) => one.name === name)?.groupId ?? name;
    return { route: ROUTES[action] ?? action, who, group };
  }
  return { route: options.method === 'suspend' ? SUSPEND : (ROUTES[action] ?? action), who };
}

/** The group that a change may have made on its way, as work of its own; `null` for all others. */
export function creationOf(change: ReportedChange, { groups }: SandboxSnapshot): Work | null {
  if (change.action !== 'group_add' || change.options.groupId !== null) return null;
  const made = groups.find(({ name }) => name === groupOf(change));
  return made === undefined ? null : { route: GROUP_CREATE, who: made.name, group: made.groupId };
}
