import * as z from 'zod';
import { groupsPosition, openCursor } from '../cursor.ts';
import { groupPage } from '../group-listing.ts';
import { RouteRefusal } from '../replies.ts';
import { GROUP_LIST_CONTINUE_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';

/** `team/groups/list/continue`: the page after a cursor. */
export const teamGroupsListContinue = defineRoute({
  path: GROUP_LIST_CONTINUE_ROUTE,
  scope: 'groups.read',
  access: 'read',
  argument: z.strictObject({ cursor: z.string() }),
  run({ team, effect }, { cursor }) {
    const position = openCursor(team, groupsPosition, cursor);
    if (position === undefined) throw new RouteRefusal('invalid_cursor');
    return groupPage(team, team.reading(), position, effect);
  },
});
