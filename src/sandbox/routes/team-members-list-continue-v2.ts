import * as z from 'zod';
import { membersPosition, openCursor } from '../cursor.ts';
import { RouteRefusal } from '../replies.ts';
import { memberPage } from '../listing.ts';
import { LIST_CONTINUE_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';

/** `team/members/list/continue_v2`: the page after a cursor. */
export const teamMembersListContinueV2 = defineRoute({
  path: LIST_CONTINUE_ROUTE,
  scope: 'members.read',
  access: 'read',
  argument: z.strictObject({ cursor: z.string() }),
  run({ team, effect }, { cursor }) {
    const position = openCursor(team, membersPosition, cursor);
    if (position === undefined) throw new RouteRefusal('invalid_cursor');
    return memberPage(team, position, effect);
  },
});
