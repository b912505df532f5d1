import * as z from 'zod';
import { groupMemberPage } from '../group-listing.ts';
import { groupSelectorSchema } from '../group-selector.ts';
import { RouteRefusal } from '../replies.ts';
import { GROUP_MEMBERS_LIST_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { findGroup } from '../seen-groups.ts';
import { pageLimit } from '../validate.ts';

/** `team/groups/members/list`: the first page of who is in a group now. */
export const teamGroupsMembersList = defineRoute({
  path: GROUP_MEMBERS_LIST_ROUTE,
  scope: 'groups.read',
  access: 'read',
  argument: z.strictObject({ group: groupSelectorSchema, limit: pageLimit }),
  run({ team, effect }, { group: selector, limit }) {
    const group = findGroup(team, team.reading(), selector);
    if (group === undefined) throw new RouteRefusal('group_not_found');
    const start = {
      kind: 'group_members' as const,
      teamId: team.state.team.id,
      groupId: group.groupId,
      limit,
      offset: 0,
      upTo: group.members.length,
      repeats: false,
    };
    return groupMemberPage(team, group, start, effect);
  },
});
