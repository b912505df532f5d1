import type { Dropbox } from 'dropbox';
import type { Member } from '../team.ts';
import { call } from './call.ts';
import { memberFrom, shareTexts } from './members.ts';
import { listAll, type Page } from './paging.ts';
import { memberPage, type MemberPage } from './wire.ts';

const LIST = 'team/members/list_v2';
const CONTINUE = 'team/members/list/continue_v2';

/** The largest pages have been seen to fail on large teams; these work there. */
export const SMALL_PAGE_SIZE = 200;

/** Reads all members, removed ones included, each id once. */
export function listMembers(client: Dropbox, pageSize: number): Promise<Member[]> {
  const first = { limit: pageSize, include_removed: true };
  const share = shareTexts();
  const pageFrom = ({ members, cursor, has_more: hasMore }: MemberPage): Page<Member> => ({
    items: members.map((member) => memberFrom(member, share)),
    cursor,
    hasMore,
  });
  return listAll({
    what: 'members',
    route: CONTINUE,
    first: async () => pageFrom(await call(LIST, memberPage, () => client.teamMembersListV2(first))),
    next: async (cursor) =>
      pageFrom(await call(CONTINUE, memberPage, () => client.teamMembersListContinueV2({ cursor }))),
  });
}
