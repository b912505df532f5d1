import type { Team } from './live-team.ts';
import { wireMember } from './profile.ts';
import { withMembers, type SeenGroup } from './seen-groups.ts';
import type { SandboxGroup } from './group-schema.ts';

/** `GroupSummary`; an external id that is not set is left out. */
export function wireGroupSummary({ groupId, name, externalId, management, members }: SeenGroup): object {
  return {
    group_name: name,
    group_id: groupId,
    ...(externalId === null ? {} : { group_external_id: externalId }),
    member_count: members.length,
    group_management_type: { '.tag': management },
  };
}

/** `GroupMemberInfo`. */
export function wireGroupMember(team: Team, { member, access }: SeenGroup['members'][number]): object {
  return { profile: wireMember(team, member), access_type: { '.tag': access } };
}

/** `GroupFullInfo`; of a group that Dropbox manages the members are never told. */
export function wireGroup(team: Team, group: SeenGroup, returnMembers = true): object {
  const isTold = returnMembers && group.management !== 'system_managed';
  return {
    ...wireGroupSummary(group),
    ...(isTold ? { members: group.members.map((member) => wireGroupMember(team, member)) } : {}),
    created: Date.parse(group.createdOn),
  };
}

/** What `team/groups/members/add` and `remove` answer: the group as it is now, and an id of a job that there never is. */
export function wireGroupChange(team: Team, group: SandboxGroup, returnMembers: boolean): object {
  const now = withMembers(team, { see: (member) => member }, group);
  return { group_info: wireGroup(team, now, returnMembers), async_job_id: ' ' };
}
