import { recordApplied } from './applied.ts';
import { remove } from './lifecycle.ts';
import { REMOVE_ROUTE } from './route-paths.ts';
import type { RemoveWork } from './state.ts';
import type { Team } from './live-team.ts';

/** Takes somebody off the team as agreed; does nothing when they are gone by then. */
export function carryOutRemoval(team: Team, work: RemoveWork): void {
  const member = team.members.find({ by: 'team_member_id', value: work.memberId });
  if (member === undefined || member.status === 'removed') return;
  remove(member, team.timestamp(), work);
  team.state.counters.removals += 1;
  recordApplied(team, REMOVE_ROUTE, member.memberId);
}
