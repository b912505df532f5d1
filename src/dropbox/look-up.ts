import type { Dropbox, team } from 'dropbox';
import type { Member, Whom } from '../team.ts';
import { call } from './call.ts';
import { memberFrom } from './members.ts';
import { byEmail, byId } from './selectors.ts';
import { membersInfo } from './wire.ts';

const ROUTE = 'team/members/get_info_v2';

/** The specification names no limit for `members/get_info`; this one is known to work. */
const MOST_AT_ONCE = 50;

/** Looks at these members alone; ids and addresses go in calls of their own, because nobody says that they may be mixed. */
export async function lookUpMembers(client: Dropbox, { ids = [], emails = [] }: Whom): Promise<Member[]> {
  const selectors: team.UserSelectorArg[][] = [
    ...chunks(ids).map((some) => some.map(byId)),
    ...chunks(emails).map((some) => some.map(byEmail)),
  ];
  const members = new Map<string, Member>();
  for (const some of selectors) {
    const { members_info: infos } = await call(ROUTE, membersInfo, () =>
      client.teamMembersGetInfoV2({ members: some }),
    );
    for (const info of infos) {
      if (info === null) continue;
      const member = memberFrom(info);
      members.set(member.id, member);
    }
  }
  return [...members.values()];
}

function chunks<T>(items: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += MOST_AT_ONCE)
    parts.push(items.slice(start, start + MOST_AT_ONCE));
  return parts;
}
