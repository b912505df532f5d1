import type { Change, GroupChange, SetRoleChange } from '../../src/plan/change.ts';
import type { Group, Member, Role } from '../../src/team.ts';

/** Dropbox refuses a change. */
export const impossible = (change: Change, why: string): Error =>
  new Error(`Dropbox refuses ${change.id}: ${why}.`);

/** The living account of a change: by its id where there was one, else by the address. */
export function accountOf(
  members: readonly Member[],
  change: Change,
  id: string | null = change.memberId,
): Member {
  const found = members.find((one) =>
    id === null ? one.email === change.email && one.status !== 'removed' : one.id === id,
  );
  if (found === undefined || found.status === 'removed') throw impossible(change, 'there is no such member');
  return found;
}

/** Everybody after a change of one member, who must be in one of these states. */
export function inState(
  members: readonly Member[],
  change: Change,
  states: readonly Member['status'][],
  next: (one: Member) => Partial<Member>,
): Member[] {
  const found = members.find(({ id }) => id === change.memberId);
  if (found === undefined) throw impossible(change, 'there is no such member');
  if (!states.includes(found.status)) throw impossible(change, `the member is ${found.status}`);
  return members.map((one) => (one === found ? { ...one, ...next(one) } : one));
}

interface Grouped {
  members: readonly Member[];
  groups: readonly Group[];
}

/** Members and groups after somebody joined or left a group, which is created where the change says so. */
export function regrouped({ members, groups: before }: Grouped, change: GroupChange): Grouped {
  const groups = change.action === 'group_add' ? withGroupOf(before, change) : before;
  const name = change.action === 'group_add' ? change.after.group : change.before.group;
  const group = groups.find((one) => one.name === name);
  const given = change.options.groupId;
  if (group === undefined || (given !== null && group.id !== given))
    throw impossible(change, 'no such group');
  if (group.management !== 'company') throw impossible(change, 'the group is not ours');
  const account = accountOf(members, change);
  const isIn = account.groups.includes(group.id);
  if (isIn === (change.action === 'group_add')) throw impossible(change, 'nothing would change');
  const mine = isIn ? account.groups.filter((id) => id !== group.id) : [...account.groups, group.id];
  return { groups, members: members.map((one) => (one === account ? { ...one, groups: mine } : one)) };
}

function withGroupOf(
  groups: readonly Group[],
  change: GroupChange & { action: 'group_add' },
): readonly Group[] {
  if (change.options.createGroup === undefined) return groups;
  const { group: name } = change.after;
  const isTaken = groups.some((one) => one.name.toLowerCase() === name.toLowerCase());
  if (isTaken) throw impossible(change, 'there is such a group');
  return [...groups, { id: `g:new:${name}`, name, management: 'company' }];
}

/** Everybody after one member got another role. */
export function withRole(
  members: readonly Member[],
  change: SetRoleChange,
  roles: readonly Role[],
): Member[] {
  const account = accountOf(members, change);
  if (account.status === 'suspended') throw impossible(change, 'the member is suspended');
  const { roleId } = change.options;
  const role = roles.find(({ id }) => id === roleId);
  if (roleId !== null && role === undefined) throw impossible(change, 'no such role');
  return members.map((one) => (one === account ? { ...one, roles: role === undefined ? [] : [role] } : one));
}
