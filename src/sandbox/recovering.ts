import { recordApplied } from './applied.ts';
import { recover } from './lifecycle.ts';
import type { Team } from './live-team.ts';
import { RECOVER_ROUTE } from './route-paths.ts';
import type { SandboxMember } from './state.ts';

/** Brings a removed account back, with what the team is set to bring back with it. */
export function recoverMember(team: Team, member: SandboxMember): void {
  const { recoverGroups, recoverStatus } = team.state.team;
  const groups = recoverGroups ? (member.removal?.groups ?? []) : [];
  recover(member, team.timestamp(), recoverStatus);
  for (const { groupId, access } of groups) {
    const group = team.groups.find({ by: 'group_id', value: groupId });
    if (group !== undefined) team.groups.join(group, member.memberId, access);
  }
  team.state.counters.recoveries += 1;
  recordApplied(team, RECOVER_ROUTE, member.memberId);
}
