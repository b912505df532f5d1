import type { Dropbox } from 'dropbox';
import type { MemberRef, TeamWriter } from '../team.ts';
import { call } from './call.ts';
import { groupFrom } from './groups.ts';
import { byRef, groupById } from './selectors.ts';
import { groupChanged, groupInfo } from './wire.ts';

/** The specification names no limit for one call about a group; so many are few enough for any. */
const MOST_AT_ONCE = 100;

/** The writes that make groups and change who is in them. */
export function groupChanges(
  client: Dropbox,
): Pick<TeamWriter, 'createGroup' | 'addToGroup' | 'removeFromGroup'> {
  return {
    async createGroup(name) {
      const argument = {
        group_name: name,
        add_creator_as_owner: false,
        group_management_type: { '.tag': 'company_managed' as const },
      };
      return groupFrom(await call('team/groups/create', groupInfo, () => client.teamGroupsCreate(argument)));
    },
    async addToGroup(groupId, members) {
      checkCount(members);
      const argument = {
        group: groupById(groupId),
        members: members.map((member) => ({
          user: byRef(member),
          access_type: { '.tag': 'member' as const },
        })),
        return_members: false,
      };
      await call('team/groups/members/add', groupChanged, () => client.teamGroupsMembersAdd(argument));
    },
    async removeFromGroup(groupId, members) {
      checkCount(members);
      const argument = { group: groupById(groupId), users: members.map(byRef), return_members: false };
      await call('team/groups/members/remove', groupChanged, () => client.teamGroupsMembersRemove(argument));
    },
  };
}

function checkCount({ length }: readonly MemberRef[]): void {
  if (length > MOST_AT_ONCE) throw new Error(`${String(length)} members in one call`);
}
