import type { Grant } from './oauth/schema.ts';
import { displayName, groupsOf } from './profile.ts';
import type { ArmedFault } from './faults.ts';
import type { Scope } from './scopes.ts';
import type { Counters } from './counter-schema.ts';
import type { Job } from './job-schema.ts';
import type { SandboxMember } from './state.ts';
import { briefGroups, type SnapshotGroup } from './snapshot-groups.ts';
import type { TeamStore } from './store.ts';
import type { Team } from './live-team.ts';

/** A member in few words. */
export interface SnapshotMember {
  email: string;
  memberId: string;
  externalId: string | null;
  status: SandboxMember['status'];
  name: string;
  roles: string[];
  recoverable: boolean;
}

/** The team in few words; never holds the token. */
export interface SandboxSnapshot {
  team: { id: string; name: string; licences: number };
  members: SnapshotMember[];
  /** All but the one of everybody. */
  groups: SnapshotGroup[];
  counters: Counters;
  /** RFC 3339, by the team's own clock. */
  now: string;
}

/** A member with everything that the sandbox knows of them. */
export type FullMember = Omit<SandboxMember, 'roles'> & SnapshotMember & { groups: string[] };

/** A grant in few words; never holds a token. */
interface GrantView {
  scopes: Scope[];
  createdAt: string;
  revoked: boolean;
  accessTokens: number;
}

/** All that the control interface tells; never holds a token, a code or a secret. */
export interface FullSnapshot extends SandboxSnapshot {
  members: FullMember[];
  jobs: Job[];
  grants: GrantView[];
  faults: ArmedFault[];
}

function briefMember(team: Team, member: SandboxMember): SnapshotMember {
  const { email, memberId, externalId, status, givenName, surname, roles } = member;
  return {
    email,
    memberId,
    externalId,
    status,
    name: displayName(givenName, surname),
    roles: [...roles],
    recoverable: team.isRecoverable(member),
  };
}

/** A member with everything that the sandbox knows of them. */
export function fullMember(team: Team, member: SandboxMember): FullMember {
  return { ...structuredClone(member), ...briefMember(team, member), groups: groupsOf(team, member) };
}

function viewGrant({ scopes, createdAt, revoked, accessTokens }: Grant): GrantView {
  return { scopes: [...scopes], createdAt, revoked, accessTokens: accessTokens.length };
}

/** The team in few words, as it is now. */
export function takeSnapshot(store: TeamStore): SandboxSnapshot {
  const team = store.current();
  const { id, name, licences } = team.state.team;
  return {
    team: { id, name, licences },
    members: team.members.all.map((member) => briefMember(team, member)),
    groups: briefGroups(team),
    counters: store.counters(),
    now: team.timestamp(),
  };
}

/** The team with everything that the sandbox knows of it. */
export function takeFullSnapshot(store: TeamStore, faults: ArmedFault[]): FullSnapshot {
  const team = store.current();
  return {
    ...takeSnapshot(store),
    team: structuredClone(team.state.team),
    members: team.members.all.map((member) => fullMember(team, member)),
    jobs: structuredClone(team.state.jobs),
    grants: team.state.grants.map(viewGrant),
    faults,
  };
}
