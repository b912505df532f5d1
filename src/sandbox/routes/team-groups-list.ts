import * as z from 'zod';
import { groupPage } from '../group-listing.ts';
import { GROUP_LIST_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { countGroups } from '../seen-groups.ts';
import { pageLimit } from '../validate.ts';

/** `team/groups/list`: the first page of the team's groups, the one of everybody included. */
export const teamGroupsList = defineRoute({
  path: GROUP_LIST_ROUTE,
  scope: 'groups.read',
  access: 'read',
  argument: z.strictObject({ limit: pageLimit }),
  run({ team, effect }, { limit }) {
    const sight = team.reading();
    const start = {
      kind: 'groups' as const,
      teamId: team.state.team.id,
      limit,
      offset: 0,
      upTo: countGroups(sight),
      repeats: false,
    };
    return groupPage(team, sight, start, effect);
  },
});
