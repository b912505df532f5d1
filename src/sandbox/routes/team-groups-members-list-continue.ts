import * as z from 'zod';
import { groupMembersPosition, openCursor } from '../cursor.ts';
import { groupMemberPage } from '../group-listing.ts';
import { RouteRefusal } from '../replies.ts';
import { GROUP_MEMBERS_LIST_CONTINUE_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { findGroup } from '../seen-groups.ts';

/** `team/groups/members/list/continue`: the page after a cursor, which ends with the group. */
export const teamGroupsMembersListContinue = defineRoute({
  path: GROUP_MEMBERS_LIST_CONTINUE_ROUTE,
  scope: 'groups.read',
  access: 'read',
  argument: z.strictObject({ cursor: z.string() }),
  run({ team, effect }, { cursor }) {
    const position = openCursor(team, groupMembersPosition, cursor);
    if (position === undefined) throw new RouteRefusal('invalid_cursor');
    const group = findGroup(team, team.reading(), { by: 'group_id', value: position.groupId });
    if (group === undefined) throw new RouteRefusal('invalid_cursor');
    return groupMemberPage(team, group, position, effect);
  },
});
