import { deleteGroup } from '../deleting.ts';
import { groupSelectorSchema, requireWritableGroup } from '../group-selector.ts';
import type { DeleteGroupWork } from '../job-schema.ts';
import { jobCourse, startJob } from '../jobs.ts';
import { RouteRefusal } from '../replies.ts';
import { GROUP_DELETE_ROUTE } from '../route-paths.ts';
import { defineRoute } from '../route.ts';

/** `team/groups/delete`: deletes a group; who was in it stays on the team. */
export const teamGroupsDelete = defineRoute({
  path: GROUP_DELETE_ROUTE,
  scope: 'groups.write',
  access: 'write',
  argument: groupSelectorSchema,
  run({ team, effect }, selector) {
    if (team.groups.wasDeleted(selector)) throw new RouteRefusal('group_already_deleted');
    const { groupId } = requireWritableGroup(team, selector);
    const work: DeleteGroupWork = { kind: 'delete_group', groupId };
    const course = jobCourse(effect, false);
    if (course !== null) return { '.tag': 'async_job_id', async_job_id: startJob(team, work, course) };
    deleteGroup(team, work);
    return { '.tag': 'complete' };
  },
});
