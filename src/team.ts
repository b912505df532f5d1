/** The vocabulary that every room shares: people as the roster wants them, members as Dropbox has them, and the two ports. */

/** What the roster wants for a person, after groups, `assigned` and `status` were taken together. */
export type Wanted = 'active' | 'suspended' | 'unassigned';

/** One person of a roster; every field is already normalized and checked against Dropbox's own limits. */
export interface Person {
  /** Lower case. */
  email: string;
  /** `null` in any optional field: the roster says nothing, so leave it as it is. */
  givenName: string | null;
  surname: string | null;
  externalId: string | null;
  wanted: Wanted;
  /** Groups through which the person is assigned, sorted; empty when assigned directly. */
  assignedBy: string[];
  /** All groups of the person (nested ones included), sorted; `null` when the roster says nothing of groups. */
  groups: string[] | null;
  transferTo: string | null;
  previousEmail: string | null;
  role: string | null;
  /** Lower gets a scarce licence first; `null` comes last. */
  priority: number | null;
  /** 1-based line of the file where the person stands (the first of several merged rows). */
  line: number;
}

/** A roster that was read, checked and found usable as a whole. */
export interface Roster {
  /** The path as given, or `-` for standard input. */
  source: string;
  format: 'csv' | 'json' | 'ndjson' | 'scim' | 'xlsx';
  /** Hex SHA-256 of the bytes that were read. */
  sha256: string;
  /** In file order. */
  people: Person[];
  /** Field name (as in JSON rosters) → header or key that it was read from. */
  columns: Record<string, string>;
}

export type MemberStatus = 'active' | 'invited' | 'suspended' | 'removed';

/** An admin role, as a member has it and as a team offers it. */
export interface Role {
  /** `pid_dbtmr:…` */
  id: string;
  name: string;
}

/** A Dropbox group. Who is in it stands with the members. */
export interface Group {
  /** `g:…` */
  id: string;
  name: string;
  /** Only `company` ones have nobody but admins to manage them; `other` is what this version does not know. */
  management: 'company' | 'user' | 'system' | 'other';
}

/** One member of the team as Dropbox lists it, reduced to what decisions need. */
export interface Member {
  /** `dbmid:…`, stable across e-mail changes. */
  id: string;
  /** Lower case. */
  email: string;
  externalId: string | null;
  /** Lower case. */
  secondaryEmails: string[];
  emailVerified: boolean;
  givenName: string;
  surname: string;
  status: MemberStatus;
  /** Only for removed members: inside Dropbox's 7 days, so `members/recover` should work. */
  recoverable: boolean;
  /** `limited` members hold no licence. */
  membership: 'full' | 'limited';
  /** Admin roles; empty for a plain member. */
  roles: Role[];
  /** Ids of Dropbox groups, the system group of everyone included. */
  groups: string[];
  /** RFC 3339, UTC. */
  invitedOn: string | null;
  joinedOn: string | null;
  suspendedOn: string | null;
}

export interface Licences {
  /** Seats that the team owns. */
  licensed: number;
  /** Seats taken: the greatest of what Dropbox counts in either way and of the living full members listed. */
  used: number;
  /** `licensed - used`, never below 0. */
  free: number;
}

interface TeamInfo {
  /** `dbtid:…` */
  id: string;
  name: string;
  licences: Licences;
}

/** The team as it is: one complete reading of Dropbox. */
export interface Actual {
  team: TeamInfo;
  /** Who authorized the token; `null` when Dropbox has no record of it (`mapping_not_found`). */
  admin: { memberId: string; email: string } | null;
  /** Removed members included, each id once, in the order of the listing. */
  members: Member[];
  /** All groups of the team; `null` when they were not read. */
  groups: Group[] | null;
  /** The roles that the team offers; `null` when they were not read. */
  roles: Role[] | null;
  listing: {
    /** False when Dropbox counts more living members than it listed, twice in a row. */
    complete: boolean;
    /** Active, invited and suspended members listed. */
    listed: number;
    /** What Dropbox counts. */
    counted: number;
  };
}

/** What of a team is read beside its members. */
export interface Extent {
  /** `optional`: a token that may not read groups leaves them `null`. */
  groups: 'required' | 'optional' | 'none';
  roles: boolean;
}

/** Reads the team; holds nothing that writes. */
export interface TeamReader {
  /** Without an extent, members alone. */
  readTeam(extent?: Extent): Promise<Actual>;
  listGroups(): Promise<Group[]>;
  /**
   * The members with these ids or addresses as they are now, in any order. Nobody knows whether Dropbox shows removed
   * ones here, so whoever is missing is off the team or was removed.
   */
  lookUp(who: Whom): Promise<Member[]>;
}

/** People by what identifies them. */
export interface Whom {
  ids?: readonly string[];
  /** Lower case. */
  emails?: readonly string[];
}

export interface NewMember {
  email: string;
  givenName: string | null;
  surname: string | null;
  externalId: string | null;
  sendWelcomeEmail: boolean;
  directoryRestricted: boolean;
}

export type AddOutcome =
  | { kind: 'added'; email: string; memberId: string }
  /** `code` is Dropbox's tag as it came, `message` says it in plain words. */
  | { kind: 'refused'; email: string; code: string; message: string }
  /** The answer said nothing usable about this person: only a reading of the team can tell. */
  | { kind: 'unknown'; email: string; code: string; message: string };

export interface RemoveOptions {
  wipeData: boolean;
  /** Keep it as a personal account (downgrade). */
  keepAccount: boolean;
  retainTeamShares: boolean;
  /** Member ids of who gets the files and of who hears of errors; `null` leaves the files with the account. */
  transfer: { destId: string; adminId: string } | null;
}

/** A member as a write names them: by id where there was an account when the change was planned, else by address. */
export type MemberRef = { id: string } | { email: string };

export interface ProfileChange {
  email?: string;
  externalId?: string;
  givenName?: string;
  surname?: string;
}

/** What a call that may run on as a job came back with. */
export type Launch<T> = { kind: 'done'; result: T } | { kind: 'job'; jobId: string };

export type JobStatus<T> =
  | { kind: 'running' }
  | { kind: 'done'; result: T }
  /** The job ended in a way that tells nothing about the people in it: only a reading of the team can. */
  | { kind: 'lost'; code: string; message: string };

/**
 * Writes to the team. Each call is one request. Throws `RequestRefusedError` when Dropbox refused it for that person,
 * `LostAnswerError` when nobody knows whether it was executed, and any other `TeamsyncError` when the run must stop.
 */
export interface TeamWriter {
  /** At most 20 people a call (Dropbox's own limit for `members/add`). */
  addMembers(people: readonly NewMember[]): Promise<Launch<AddOutcome[]>>;
  checkAddJob(jobId: string): Promise<JobStatus<AddOutcome[]>>;
  removeMember(memberId: string, options: RemoveOptions): Promise<Launch<null>>;
  checkRemoveJob(jobId: string): Promise<JobStatus<null>>;
  suspendMember(memberId: string, options: { wipeData: boolean }): Promise<void>;
  unsuspendMember(memberId: string): Promise<void>;
  recoverMember(memberId: string): Promise<void>;
  setProfile(memberId: string, profile: ProfileChange): Promise<void>;
  /** `roleId` is `null` for a plain member. */
  setRole(member: MemberRef, roleId: string | null): Promise<void>;
  /** Sends the welcome e-mail once more to somebody who is invited; Dropbox ignores it for everybody else. */
  remindMember(memberId: string): Promise<void>;
  /** Makes a group that only admins manage, with nobody in it. */
  createGroup(name: string): Promise<Group>;
  /** Adds all of them or, where one is refused, throws; then some may be in it all the same. At most 100 a call. */
  addToGroup(groupId: string, members: readonly MemberRef[]): Promise<void>;
  removeFromGroup(groupId: string, members: readonly MemberRef[]): Promise<void>;
  /** Moves the files of somebody who was removed earlier. */
  moveFiles(memberId: string, transfer: { destId: string; adminId: string }): Promise<Launch<null>>;
  checkMoveJob(jobId: string): Promise<JobStatus<null>>;
}
