import { DAY_MS, wireTime } from './clock.ts';
import { zeroCounters } from './counters.ts';
import { newAccessToken, newAppKey, newAppSecret, newFolderId, newGroupId, newId, newSecret } from './ids.ts';
import { invitedMember } from './lifecycle.ts';
import { DEFAULT_REDIRECT_URIS } from './oauth/redirect-uri.ts';
import type { SandboxGroup } from './group-schema.ts';
import { newGroup } from './new-group.ts';
import type { SeedGroup } from './seed-groups.ts';
import { seedAdmin, type SandboxSeed, type SeedMember } from './seed-file.ts';
import { SCOPES } from './scopes.ts';
import { STATE_VERSION, type Credentials, type SandboxMember, type TeamState } from './state.ts';

const DEFAULT_MEMBER_DAYS = 365;
const DEFAULT_REMOVED_DAYS = 1;
const DEFAULT_SUSPENDED_DAYS = 1;
const DEFAULT_INVITED_DAYS = 1;

/** A fresh app and token with all scopes. */
export function newCredentials(): Credentials {
  return {
    appKey: newAppKey(),
    appSecret: newAppSecret(),
    redirectUris: [...DEFAULT_REDIRECT_URIS],
    accessToken: newAccessToken(),
    token: 'valid',
    scopes: [...SCOPES],
    appScopes: [...SCOPES],
    cursorSecret: newSecret(),
  };
}

/** The member that one entry of a seed describes. */
export function growMember(seed: SeedMember, now: Date): SandboxMember {
  const ago = (days: number): string => wireTime(new Date(now.getTime() - days * DAY_MS));
  const joined = seed.status !== 'invited';
  const removed = seed.status === 'removed';
  return {
    ...invitedMember(
      seed.email,
      ago(joined ? DEFAULT_MEMBER_DAYS : (seed.invitedDaysAgo ?? DEFAULT_INVITED_DAYS)),
    ),
    emailVerified: joined,
    secondaryEmails: seed.secondaryEmails.map((email) => ({ email, verified: true })),
    externalId: seed.externalId,
    givenName: seed.givenName,
    surname: seed.surname,
    status: seed.status,
    membership: seed.membership,
    roles: [...seed.roles],
    joinedOn: joined ? ago(DEFAULT_MEMBER_DAYS) : null,
    suspendedOn: seed.status === 'suspended' ? ago(seed.suspendedDaysAgo ?? DEFAULT_SUSPENDED_DAYS) : null,
    removal: removed
      ? {
          removedOn: ago(seed.removedDaysAgo ?? DEFAULT_REMOVED_DAYS),
          previousStatus: 'active',
          forfeited: seed.recoverable === false,
          disconnected: false,
          files: 'kept',
          groups: [],
        }
      : null,
  };
}

/** The group that one entry of a seed describes; whoever it names must be on the team. */
export function growGroup(
  { members: emails, ...fields }: SeedGroup,
  members: readonly SandboxMember[],
  createdOn: string,
): SandboxGroup {
  const living = members.filter(({ status }) => status !== 'removed');
  const ids = new Map(living.map(({ email, memberId }) => [email, memberId]));
  const group = newGroup(fields, createdOn);
  return {
    ...group,
    members: emails.map((email) => {
      const memberId = ids.get(email);
      if (memberId === undefined) throw new Error(`"${email}" is nobody on this team`);
      return { memberId, access: 'member' };
    }),
  };
}

/** A team with fresh ids from a seed; with `credentials` it keeps the app and the token it had. */
export function growTeam(seed: SandboxSeed, now: Date, credentials = newCredentials()): TeamState {
  const members = seed.members.map((member) => growMember(member, now));
  const admin = seedAdmin(seed.members);
  // As old as its first members.
  const foundedOn = wireTime(new Date(now.getTime() - DEFAULT_MEMBER_DAYS * DAY_MS));
  const adminMember = admin === undefined ? undefined : members[seed.members.indexOf(admin)];
  return {
    version: STATE_VERSION,
    credentials,
    clockOffsetMs: 0,
    team: {
      id: newId('dbtid'),
      name: seed.team.name,
      licences: seed.team.licences,
      adminId: adminMember?.memberId ?? null,
      everyoneGroupId: newGroupId(),
      rootFolderId: newFolderId(),
      externalSharing: true,
      directoryRestriction: true,
      onOtherTeams: [],
      groupsAtomic: true,
      recoverGroups: false,
      recoverStatus: 'previous',
      rolesForInvited: true,
    },
    members,
    groups: seed.groups.map((group) => growGroup(group, members, foundedOn)),
    jobs: [],
    grants: [],
    codes: [],
    counters: zeroCounters(),
  };
}
