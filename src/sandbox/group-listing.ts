import { sealCursor, type GroupMembersPosition, type GroupsPosition } from './cursor.ts';
import type { FaultEffect } from './fault-effects.ts';
import type { Team } from './live-team.ts';
import { takePage } from './paging.ts';
import type { Sight } from './read-lag.ts';
import { groupAt, type SeenGroup } from './seen-groups.ts';
import { wireGroupMember, wireGroupSummary } from './wire-group.ts';

/** A page of `team/groups/list` and a cursor for the next one. */
export function groupPage(
  team: Team,
  sight: Sight,
  position: GroupsPosition,
  effect: FaultEffect | null,
): object {
  const { entries, next, more } = takePage(position, (index) => groupAt(team, sight, index), effect);
  return {
    groups: entries.map(wireGroupSummary),
    cursor: sealCursor(team, { ...position, ...next }),
    has_more: more,
  };
}

/** A page of `team/groups/members/list` and a cursor for the next one. */
export function groupMemberPage(
  team: Team,
  { members }: SeenGroup,
  position: GroupMembersPosition,
  effect: FaultEffect | null,
): object {
  const { entries, next, more } = takePage(position, (index) => members[index] ?? null, effect);
  return {
    members: entries.map((member) => wireGroupMember(team, member)),
    cursor: sealCursor(team, { ...position, ...next }),
    has_more: more,
  };
}
