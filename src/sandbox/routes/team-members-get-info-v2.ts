import * as z from 'zod';
import { wireMemberInfo } from '../profile.ts';
import { defineRoute } from '../route.ts';
import { selectorSchema } from '../selector.ts';

/** `team/members/get_info_v2`: single members, in the order asked for; removed ones count as not found. */
export const teamMembersGetInfoV2 = defineRoute({
  path: 'team/members/get_info_v2',
  scope: 'members.read',
  access: 'read',
  argument: z.strictObject({ members: z.array(selectorSchema) }),
  run({ team }, { members }) {
    const { find, groups } = team.reading();
    return {
      members_info: members.map((selector) => {
        const member = find(selector);
        if (member === undefined || member.status === 'removed') {
          return { '.tag': 'id_not_found', id_not_found: selector.value };
        }
        return { '.tag': 'member_info', ...wireMemberInfo(team, member, groups) };
      }),
    };
  },
});
