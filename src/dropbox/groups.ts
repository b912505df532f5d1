import type { Dropbox } from 'dropbox';
import type { Group } from '../team.ts';
import { call } from './call.ts';
import { listAll, PAGE_SIZE, type Page } from './paging.ts';
import { groupPage, type GroupInfo, type GroupPage } from './wire.ts';

const LIST = 'team/groups/list';
const CONTINUE = 'team/groups/list/continue';

/** Reads all groups of the team, each id once. */
export function listGroups(client: Dropbox): Promise<Group[]> {
  return listAll({
    what: 'groups',
    route: CONTINUE,
    first: async () =>
      pageFrom(await call(LIST, groupPage, () => client.teamGroupsList({ limit: PAGE_SIZE }))),
    next: async (cursor) =>
      pageFrom(await call(CONTINUE, groupPage, () => client.teamGroupsListContinue({ cursor }))),
  });
}

function pageFrom({ groups, cursor, has_more: hasMore }: GroupPage): Page<Group> {
  return { length: groups.length, items: () => groups.map(groupFrom), cursor, hasMore };
}

/** A group as the planner needs it, out of what Dropbox shows. */
export function groupFrom(info: GroupInfo): Group {
  return {
    id: info.group_id,
    name: info.group_name,
    management: managementFrom(info.group_management_type['.tag']),
  };
}

function managementFrom(tag: string): Group['management'] {
  switch (tag) {
    case 'company_managed':
      return 'company';
    case 'user_managed':
      return 'user';
    case 'system_managed':
      return 'system';
    default:
      return 'other';
  }
}
