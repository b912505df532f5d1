import { z } from 'zod';
import { sealCursor } from '../cursor.ts';
import { defineRoute } from '../route.ts';
import { pageLimit } from '../validate.ts';

/** `team/groups/list`: the one group that every team has, of everybody. */
export const teamGroupsList = defineRoute({
  path: 'team/groups/list',
  scope: 'groups.read',
  access: 'read',
  argument: z.strictObject({ limit: pageLimit }),
  run({ team }, { limit }) {
    const { id: teamId, name, everyoneGroupId } = team.state.team;
    const everyone = {
      group_name: `Everyone at ${name}`,
      group_id: everyoneGroupId,
      member_count: team.members.all.filter((member) => member.status !== 'removed').length,
      group_management_type: { '.tag': 'system_managed' },
    };
    const end = {
      kind: 'groups' as const,
      teamId,
      limit,
      includeRemoved: false,
      offset: 1,
      upTo: 1,
      omit: 0,
      repeats: false,
    };
    return { groups: [everyone], cursor: sealCursor(team, end), has_more: false };
  },
});
