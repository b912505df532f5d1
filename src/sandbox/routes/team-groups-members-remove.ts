import * as z from 'zod';
import { removeFromGroup } from '../group-changes.ts';
import { groupSelectorSchema, requireWritableGroup } from '../group-selector.ts';
import { GROUP_REMOVE_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { selectorSchema } from '../selector.ts';
import { wireGroupChange } from '../wire-group.ts';

/** `team/groups/members/remove`: takes people out of a group. Left out, `return_members` is true, as with Dropbox. */
export const teamGroupsMembersRemove = defineRoute({
  path: GROUP_REMOVE_ROUTE,
  scope: 'groups.write',
  access: 'write',
  argument: z.strictObject({
    group: groupSelectorSchema,
    users: z.array(selectorSchema),
    return_members: z.boolean().default(true),
  }),
  run({ team }, { group: selector, users, return_members: returnMembers }) {
    const group = requireWritableGroup(team, selector);
    removeFromGroup(team, group, users);
    return wireGroupChange(team, group, returnMembers);
  },
});
