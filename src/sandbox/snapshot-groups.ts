import type { SandboxGroup } from './group-schema.ts';
import type { Team } from './live-team.ts';

/** A group in few words. */
export interface SnapshotGroup extends Omit<SandboxGroup, 'members' | 'createdOn' | 'deleted'> {
  members: (SandboxGroup['members'][number] & { email: string })[];
}

/** A group in few words, its members with their addresses. */
export function briefGroup(team: Team, group: SandboxGroup): SnapshotGroup {
  const { groupId, name, externalId, management } = group;
  const members = group.members.flatMap(({ memberId, access }) => {
    const member = team.members.find({ by: 'team_member_id', value: memberId });
    return member === undefined ? [] : [{ memberId, email: member.email, access }];
  });
  return { groupId, name, externalId, management, members };
}

/** All groups that the team has now, but for the one of everybody. */
export function briefGroups(team: Team): SnapshotGroup[] {
  return team.groups.all.filter(({ deleted }) => !deleted).map((group) => briefGroup(team, group));
}
