import type { GroupIndex } from './groups.ts';
import { wireRole, type WireRole } from './roles.ts';
import type { SandboxMember } from './state.ts';
import type { Team } from './live-team.ts';

type Wire = Record<string, unknown>;

function wireName({ givenName, surname }: SandboxMember): Wire {
  return {
    given_name: givenName,
    surname,
    familiar_name: givenName,
    display_name: displayName(givenName, surname),
    abbreviated_name: Array.from(givenName).slice(0, 1).join('') + Array.from(surname).slice(0, 1).join(''),
  };
}

function wireStatus(team: Team, member: SandboxMember): Wire {
  if (member.removal === null) return { '.tag': member.status };
  return {
    '.tag': 'removed',
    is_recoverable: team.isRecoverable(member),
    is_disconnected: member.removal.disconnected,
  };
}

function wireDates(member: SandboxMember): Wire {
  const dates: Wire = {};
  if (member.status === 'invited' && member.invitedOn !== null) dates['invited_on'] = member.invitedOn;
  if (member.joinedOn !== null) dates['joined_on'] = member.joinedOn;
  if (member.status === 'suspended' && member.suspendedOn !== null)
    dates['suspended_on'] = member.suspendedOn;
  return dates;
}

/** Given name and surname with a space between where there are both. */
export function displayName(givenName: string, surname: string): string {
  return [givenName, surname].filter((part) => part !== '').join(' ');
}

/** Ids of the groups a member is in, the system group first; nobody who is off the team is in any. */
export function groupsOf(team: Team, member: SandboxMember, groups: GroupIndex = team.groups): string[] {
  if (member.status === 'removed') return [];
  return [team.state.team.everyoneGroupId, ...groups.of(member.memberId).map(({ groupId }) => groupId)];
}

/** `MemberProfile`; what is not set is left out. */
export function wireMember(team: Team, member: SandboxMember): Wire {
  return {
    team_member_id: member.memberId,
    ...(member.externalId === null ? {} : { external_id: member.externalId }),
    account_id: member.accountId,
    email: member.email,
    email_verified: member.emailVerified,
    secondary_emails: member.secondaryEmails.map(({ email, verified }) => ({ email, is_verified: verified })),
    status: wireStatus(team, member),
    name: wireName(member),
    membership_type: { '.tag': member.membership },
    ...wireDates(member),
    ...(member.directoryRestricted === null ? {} : { is_directory_restricted: member.directoryRestricted }),
  };
}

/** `TeamMemberProfile`: the member with their groups, as they are or as a reading sees them. */
export function wireProfile(team: Team, member: SandboxMember, groups?: GroupIndex): Wire {
  return {
    ...wireMember(team, member),
    groups: groupsOf(team, member, groups),
    member_folder_id: member.folderId,
    root_folder_id: team.state.team.rootFolderId,
  };
}

/** `TeamMemberInfoV2`; a plain member has no `roles` at all. */
export function wireMemberInfo(
  team: Team,
  member: SandboxMember,
  groups?: GroupIndex,
): { profile: Wire; roles?: WireRole[] } {
  const profile = wireProfile(team, member, groups);
  return member.roles.length === 0 ? { profile } : { profile, roles: member.roles.map(wireRole) };
}
