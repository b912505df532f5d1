import * as z from 'zod';
import { memberPage } from '../listing.ts';
import { LIST_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { pageLimit } from '../validate.ts';

/** `team/members/list_v2`: the first page of everybody who is on the team now. */
export const teamMembersListV2 = defineRoute({
  path: LIST_ROUTE,
  scope: 'members.read',
  access: 'read',
  argument: z.strictObject({ limit: pageLimit, include_removed: z.boolean().default(false) }),
  run({ team, effect }, { limit, include_removed: includeRemoved }) {
    const start = {
      kind: 'members' as const,
      teamId: team.state.team.id,
      limit,
      includeRemoved,
      offset: 0,
      upTo: team.members.all.length,
      omit: 0,
      repeats: false,
    };
    return memberPage(team, start, effect);
  },
});
