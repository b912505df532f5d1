import { z } from 'zod';
import { openCursor } from '../cursor.ts';
import { RouteRefusal } from '../replies.ts';
import { defineRoute } from '../route.ts';

/** `team/groups/list/continue`: nothing comes after the only page of groups. */
export const teamGroupsListContinue = defineRoute({
  path: 'team/groups/list/continue',
  scope: 'groups.read',
  access: 'read',
  argument: z.strictObject({ cursor: z.string() }),
  run({ team }, { cursor }) {
    if (openCursor(team, 'groups', cursor) === undefined) throw new RouteRefusal('invalid_cursor');
    return { groups: [], cursor, has_more: false };
  },
});
