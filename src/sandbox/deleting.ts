import { recordApplied } from './applied.ts';
import type { DeleteGroupWork } from './job-schema.ts';
import type { Team } from './live-team.ts';
import { GROUP_DELETE_ROUTE } from './route-paths.ts';

/** Deletes a group as agreed; does nothing when it is gone by then. */
export function deleteGroup(team: Team, { groupId }: DeleteGroupWork): void {
  const group = team.groups.find({ by: 'group_id', value: groupId });
  if (group === undefined) return;
  team.groups.delete(group);
  team.state.counters.groupsDeleted += 1;
  recordApplied(team, GROUP_DELETE_ROUTE, group.name, groupId);
}
