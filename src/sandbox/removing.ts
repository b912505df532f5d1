import { recordApplied } from './applied.ts';
import { recipientOf, recordTransfer } from './former-files.ts';
import type { RemoveWork } from './job-schema.ts';
import { remove, type Leaving } from './lifecycle.ts';
import type { Team } from './live-team.ts';
import { REMOVE_ROUTE } from './route-paths.ts';
import type { SandboxMember } from './state.ts';

/** Takes somebody off the team and out of all their groups. */
export function takeOffTeam(team: Team, member: SandboxMember, leaving: Leaving): void {
  const groups = team.groups.of(member.memberId);
  const left = groups.map(({ groupId, members }) => ({
    groupId,
    access: members.find(({ memberId }) => memberId === member.memberId)?.access ?? 'member',
  }));
  for (const group of groups) team.groups.leave(group, member.memberId);
  remove(member, team.timestamp(), leaving, left);
}

/** Takes somebody off the team as agreed, unless they are gone by then; false when whoever was to get their files is. */
export function carryOutRemoval(team: Team, work: RemoveWork): boolean {
  const member = team.members.find({ by: 'team_member_id', value: work.memberId });
  if (member === undefined || member.status === 'removed') return true;
  const { transferDestId: destId, keepsAccount } = work;
  if (destId !== null) {
    const recipient = recipientOf(team, destId);
    if (recipient === undefined) return false;
    if (member.status !== 'invited') recordTransfer(team, member, recipient);
  }
  const files = destId === null ? (work.forfeits ? 'deleted' : 'kept') : 'transferred';
  takeOffTeam(team, member, { files, keepsAccount });
  team.state.counters.removals += 1;
  recordApplied(team, REMOVE_ROUTE, member.memberId);
  return true;
}
