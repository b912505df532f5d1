import { ROLE_TAGS, wireRole } from '../../src/sandbox/roles.ts';
import type { SandboxSnapshot, SnapshotMember } from '../../src/sandbox/snapshot.ts';
import type { ReportedChange } from './report.ts';
import { accountOf, groupOf } from './work.ts';

/** True for a team that is as a change wants it, so that it need not be made. */
export function isFulfilled(change: ReportedChange, team: SandboxSnapshot): boolean {
  const member = accountOf(change, team);
  if (member === undefined) return false;
  switch (change.action) {
    case 'provision':
    case 'recover':
      return member.status !== 'removed';
    case 'unsuspend':
      return member.status === 'active';
    case 'update':
      return hasProfile(member, change.after ?? {});
    case 'suspend':
      return member.status === 'suspended';
    case 'group_add':
      return isIn(groupOf(change), member, team);
    case 'group_remove':
      return !isIn(groupOf(change), member, team);
    case 'set_role':
      return hasRole(member, change.options.roleId ?? null);
    case 'invite':
      return false;
    default:
      return hasLeft(change, member, team);
  }
}

function hasProfile(member: SnapshotMember, after: NonNullable<ReportedChange['after']>): boolean {
  const { email, externalId, givenName, surname } = after;
  const words = member.name.split(' ');
  return (
    (email === undefined || email === member.email) &&
    (externalId === undefined || (externalId ?? '') === (member.externalId ?? '')) &&
    (givenName === undefined || words[0] === givenName) &&
    (surname === undefined || words.at(-1) === surname)
  );
}

function isIn(group: string, { memberId }: SnapshotMember, { groups }: SandboxSnapshot): boolean {
  return groups.some(
    ({ name, members }) => name === group && members.some((one) => one.memberId === memberId),
  );
}

function hasRole({ roles }: SnapshotMember, roleId: string | null): boolean {
  const ids = ROLE_TAGS.filter((tag) => roles.includes(tag)).map((tag) => wireRole(tag).role_id);
  return ids.join() === (roleId ?? '');
}

/** Suspended or gone, and then their files are where they were to go. */
function hasLeft(
  { options: { method, transferToId } }: ReportedChange,
  { memberId, status }: SnapshotMember,
  { counters }: SandboxSnapshot,
): boolean {
  if (method === 'suspend') return status === 'suspended';
  if (status !== 'removed') return false;
  if (transferToId === undefined) return true;
  return counters.transfers.some(
    ({ from, to }) => from.memberId === memberId && to.memberId === transferToId,
  );
}
