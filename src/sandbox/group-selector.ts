import type { SandboxGroup } from './group-schema.ts';
import type { GroupSelector } from './groups.ts';
import type { Team } from './live-team.ts';
import { RouteRefusal } from './replies.ts';
import { readString, taggedValue } from './tagged.ts';

/** The closed union `GroupSelector`. */
export const groupSelectorSchema = taggedValue<GroupSelector['by'], string>(
  ['group_id', 'group_external_id'],
  (tag, value) => readString(tag, value),
);

/** The group that is meant, if a caller may change it; refuses with `group_not_found` or `system_managed_group_disallowed`. */
export function requireWritableGroup(team: Team, selector: GroupSelector): SandboxGroup {
  if (isEveryone(team, selector)) throw new RouteRefusal('system_managed_group_disallowed');
  const group = team.groups.find(selector);
  if (group === undefined) throw new RouteRefusal('group_not_found');
  if (group.management === 'system_managed') throw new RouteRefusal('system_managed_group_disallowed');
  return group;
}

/** True for the group that every team has. */
export function isEveryone(team: Team, { by, value }: GroupSelector): boolean {
  return by === 'group_id' && value === team.state.team.everyoneGroupId;
}
