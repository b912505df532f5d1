import type { SandboxGroup } from './group-schema.ts';
import { isEveryone } from './group-selector.ts';
import type { GroupSelector } from './groups.ts';
import type { Team } from './live-team.ts';
import type { Sight } from './read-lag.ts';
import type { SandboxMember } from './state.ts';

/** A group with its members as a reading sees them. */
export interface SeenGroup extends Omit<SandboxGroup, 'members'> {
  members: { member: SandboxMember; access: SandboxGroup['members'][number]['access'] }[];
}

/** The name of the group that Dropbox keeps of everybody on the team. */
export function everyoneName(teamName: string): string {
  return `Everyone at ${teamName}`;
}

/** The group of everybody on the team, which is as old as its first member. */
function everyone(team: Team, { see }: Sight): SeenGroup {
  const { everyoneGroupId, name } = team.state.team;
  const seen = team.members.all.map(see).filter((member) => member !== null);
  return {
    groupId: everyoneGroupId,
    name: everyoneName(name),
    externalId: null,
    management: 'system_managed',
    members: seen
      .filter((member) => member.status !== 'removed')
      .map((member) => ({ member, access: 'member' })),
    createdOn: seen[0]?.joinedOn ?? seen[0]?.invitedOn ?? team.timestamp(),
    deleted: false,
  };
}

/** The group with its members, of whom a reading may know some no more or not yet. */
export function withMembers(team: Team, { see }: Pick<Sight, 'see'>, group: SandboxGroup): SeenGroup {
  const members = group.members.flatMap(({ memberId, access }) => {
    const there = team.members.find({ by: 'team_member_id', value: memberId });
    const member = there === undefined ? null : see(there);
    return member === null || member.status === 'removed' ? [] : [{ member, access }];
  });
  return { ...group, members };
}

/** How many groups a reading sees at most: the one of everybody, and all that the team ever had. */
export function countGroups({ groups }: Sight): number {
  return 1 + groups.all.length;
}

/** The group at this place, the one of everybody first; `null` where one was deleted. */
export function groupAt(team: Team, sight: Sight, index: number): SeenGroup | null {
  if (index === 0) return everyone(team, sight);
  const group = sight.groups.all[index - 1];
  return group === undefined || group.deleted ? null : withMembers(team, sight, group);
}

/** The group that is meant, as a reading sees it. */
export function findGroup(team: Team, sight: Sight, selector: GroupSelector): SeenGroup | undefined {
  if (isEveryone(team, selector)) return everyone(team, sight);
  const group = sight.groups.find(selector);
  return group === undefined ? undefined : withMembers(team, sight, group);
}
