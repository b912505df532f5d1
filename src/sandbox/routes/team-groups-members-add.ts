import * as z from 'zod';
import { addToGroup } from '../group-changes.ts';
import { ACCESS_TAGS } from '../group-schema.ts';
import { groupSelectorSchema, requireWritableGroup } from '../group-selector.ts';
import { GROUP_ADD_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';
import { selectorSchema } from '../selector.ts';
import { bareTag } from '../tagged.ts';
import { wireGroupChange } from '../wire-group.ts';

const memberAccess = z.strictObject({ user: selectorSchema, access_type: bareTag(ACCESS_TAGS) });

/** `team/groups/members/add`: puts people into a group. Left out, `return_members` is true, as with Dropbox. */
export const teamGroupsMembersAdd = defineRoute({
  path: GROUP_ADD_ROUTE,
  scope: 'groups.write',
  access: 'write',
  argument: z.strictObject({
    group: groupSelectorSchema,
    members: z.array(memberAccess),
    return_members: z.boolean().default(true),
  }),
  run({ team }, { group: selector, members, return_members: returnMembers }) {
    const group = requireWritableGroup(team, selector);
    const newcomers = members.map(({ user, access_type: access }) => ({ user, access }));
    addToGroup(team, group, newcomers);
    return wireGroupChange(team, group, returnMembers);
  },
});
