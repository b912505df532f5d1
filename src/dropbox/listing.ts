import type { Dropbox } from 'dropbox';
import type { Member } from '../team.ts';
import { ask, type Answer } from './call.ts';
import { memberFrom, shareTexts } from './members.ts';
import { listAll, type Page } from './paging.ts';
import { memberPage, memberPageEnd } from './wire.ts';

const LIST = 'team/members/list_v2';
const CONTINUE = 'team/members/list/continue_v2';

/** The largest pages have been seen to fail on large teams; these work there. */
export const SMALL_PAGE_SIZE = 200;

/** Reads all members, removed ones included, each id once. */
export function listMembers(client: Dropbox, pageSize: number): Promise<Member[]> {
  const first = { limit: pageSize, include_removed: true };
  const share = shareTexts();
  const pageFrom = (answer: Answer): Page<Member> => {
    const { members, cursor, has_more: hasMore } = answer.as(memberPageEnd);
    const items = (): Member[] => answer.as(memberPage).members.map((member) => memberFrom(member, share));
    return { length: members.length, items, cursor, hasMore };
  };
  return listAll({
    what: 'members',
    route: CONTINUE,
    first: async () => pageFrom(await ask(LIST, () => client.teamMembersListV2(first))),
    next: async (cursor) => pageFrom(await ask(CONTINUE, () => client.teamMembersListContinueV2({ cursor }))),
  });
}
