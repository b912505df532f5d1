import { defineRoute } from '../route.ts';
import { findGroup } from '../seen-groups.ts';
import { readStrings, taggedValue } from '../tagged.ts';
import { wireGroup } from '../wire-group.ts';

const SELECTED_BY = { group_ids: 'group_id', group_external_ids: 'group_external_id' } as const;

/** The closed union `GroupsSelector`, which is the whole argument. */
const groupsSelector = taggedValue<keyof typeof SELECTED_BY, string[]>(
  ['group_ids', 'group_external_ids'],
  readStrings,
);

/** `team/groups/get_info`: single groups with their members, in the order asked for. */
export const teamGroupsGetInfo = defineRoute({
  path: 'team/groups/get_info',
  scope: 'groups.read',
  access: 'read',
  argument: groupsSelector,
  run({ team }, { by, value: ids }) {
    const sight = team.reading();
    return ids.map((id) => {
      const group = findGroup(team, sight, { by: SELECTED_BY[by], value: id });
      if (group === undefined) return { '.tag': 'id_not_found', id_not_found: id };
      return { '.tag': 'group_info', ...wireGroup(team, group) };
    });
  },
});
