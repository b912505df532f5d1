// What teamsync writes for programs and reads from files, as TypeScript types, made from the schemas beside it.

/** Something worth knowing that did not stop the command. */
export interface Warning {
  /** snake_case, for programs. */
  code: string;
  /** Plain English, for people; its words may change. */
  message: string;
}

/** Why a command did not end well. */
export interface Failure extends Warning {
  /** What to type or change next; null where there is nothing to say. */
  hint: string | null;
  /** Facts about the error, by its code. */
  details: Record<string, unknown>;
}

/** The document of a command that ended well. */
export interface SuccessEnvelope<Command extends string, Data> {
  schemaVersion: 1;
  command: Command;
  ok: true;
  /** 2: changes are pending (--detailed-exitcode). */
  exitCode: 0 | 2;
  data: Data;
  warnings: Warning[];
  error: null;
}

/** The document of a command that did not end well. */
export interface FailureEnvelope<Command extends string, Data> {
  schemaVersion: 1;
  command: Command;
  ok: false;
  exitCode: 1 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 130 | 143;
  /** As on success, or empty where it never came to that. */
  data: Data | Record<string, never>;
  warnings: Warning[];
  error: Failure;
}

/** What a command writes with --json; `ok` tells which of the two it is. */
export type Envelope<Command extends string, Data> =
  SuccessEnvelope<Command, Data> | FailureEnvelope<Command, Data>;

/** What --json writes: `teamsync reconcile`, `teamsync plan`, `teamsync apply`, `teamsync undo`, `teamsync member provision`, `teamsync member suspend`, `teamsync member unsuspend`, `teamsync member deprovision`, `teamsync member recover`, `teamsync member transfer`. */
export type RunDocument = Envelope<
  | 'reconcile'
  | 'plan'
  | 'apply'
  | 'undo'
  | 'member provision'
  | 'member suspend'
  | 'member unsuspend'
  | 'member deprovision'
  | 'member recover'
  | 'member transfer',
  RunReport
>;

/** What --json writes: `teamsync explain`. */
export type ExplainDocument = Envelope<'explain', Explanation>;

/** What --json writes: `teamsync roster check`. */
export type RosterCheckDocument = Envelope<'roster check', RosterCheck>;

/** What --json writes: `teamsync roster diff`. */
export type RosterDiffDocument = Envelope<'roster diff', RosterDiff>;

/** What --json writes: `teamsync roster export`. */
export type RosterExportDocument = Envelope<'roster export', RosterExport>;

/** What --json writes: `teamsync roster schema`. */
export type RosterSchemaDocument = Envelope<'roster schema', PrintedSchema>;

/** What --json writes: `teamsync member list`. */
export type MemberListDocument = Envelope<'member list', MemberList>;

/** What --json writes: `teamsync member show`. */
export type MemberShowDocument = Envelope<'member show', ShownMember>;

/** What --json writes: `teamsync hold add`, `teamsync hold list`, `teamsync hold remove`. */
export type HoldDocument = Envelope<'hold add' | 'hold list' | 'hold remove', HoldList>;

/** What --json writes: `teamsync history list`. */
export type HistoryListDocument = Envelope<'history list', RunList>;

/** What --json writes: `teamsync history show`. */
export type HistoryShowDocument = Envelope<'history show', RunDetails>;

/** What --json writes: `teamsync history verify`. */
export type HistoryVerifyDocument = Envelope<'history verify', AuditVerdict>;

/** What --json writes: `teamsync status`. */
export type StatusDocument = Envelope<'status', Health>;

/** What --json writes: `teamsync doctor`. */
export type DoctorDocument = Envelope<'doctor', Diagnosis>;

/** What --json writes: `teamsync auth status`, `teamsync auth dropbox`. */
export type AuthStatusDocument = Envelope<'auth status' | 'auth dropbox', AuthStatus>;

/** What --json writes: `teamsync auth logout`. */
export type AuthLogoutDocument = Envelope<'auth logout', Logout>;

/** What --json writes: `teamsync auth token`. */
export type AuthTokenDocument = Envelope<'auth token', Token>;

/** What --json writes: `teamsync settings show`. */
export type SettingsShowDocument = Envelope<'settings show', ShownSettings>;

/** What --json writes: `teamsync settings get`. */
export type SettingsGetDocument = Envelope<'settings get', SettingValue>;

/** What --json writes: `teamsync settings set`, `teamsync settings unset`, `teamsync settings edit`. */
export type SettingsChangeDocument = Envelope<
  'settings set' | 'settings unset' | 'settings edit',
  ChangedSettings
>;

/** What --json writes: `teamsync settings path`. */
export type SettingsPathDocument = Envelope<'settings path', SettingsPath>;

/** What --json writes: `teamsync sandbox show`. */
export type SandboxShowDocument = Envelope<'sandbox show', SandboxTeam>;

/** What --json writes: `teamsync sandbox start`. */
export type SandboxStartDocument = Envelope<'sandbox start', SandboxAddress>;

/** What --json writes: `teamsync sandbox reset`. */
export type SandboxResetDocument = Envelope<'sandbox reset', SandboxReset>;

/** What --json writes: `teamsync completion`. */
export type CompletionDocument = Envelope<'completion', CompletionScript>;

/** Any of them; `command` tells which. */
export type AnyDocument =
  | RunDocument
  | ExplainDocument
  | RosterCheckDocument
  | RosterDiffDocument
  | RosterExportDocument
  | RosterSchemaDocument
  | MemberListDocument
  | MemberShowDocument
  | HoldDocument
  | HistoryListDocument
  | HistoryShowDocument
  | HistoryVerifyDocument
  | StatusDocument
  | DoctorDocument
  | AuthStatusDocument
  | AuthLogoutDocument
  | AuthTokenDocument
  | SettingsShowDocument
  | SettingsGetDocument
  | SettingsChangeDocument
  | SettingsPathDocument
  | SandboxShowDocument
  | SandboxStartDocument
  | SandboxResetDocument
  | CompletionDocument;

/** What a run planned, and what became of it. */
export interface RunReport {
  /** Sorts by time, such as 20261125T152508Z-3f9a1c. */
  runId: string;
  mode: 'dry-run' | 'apply';
  team: {
    /** Id of the team at Dropbox (dbtid:…). */
    id: string;
    name: string;
    /** Active, invited and suspended ones. */
    members: number;
    licences: Licences;
  };
  seats: Seats;
  roster: RunRoster;
  overrides: Override[];
  /** In the order in which they are applied. */
  changes: Change[];
  blocked: Blocked[];
  kept: Kept[];
  disabled: Disabled;
  summary: Summary;
  timings: Timings;
  requests: Requests;
  /** Whether the team, read again, is as planned; null where nothing was applied. */
  verified: boolean | null;
  /** Ids of changes that the team still needs. */
  differences: string[];
  /** Hex SHA-256 over the ordered changes, without texts and without dates that move with the clock. */
  checksum: string;
}

/** Seats of a team. */
export interface Licences {
  /** Seats that the team owns. */
  licensed: number;
  /** Seats taken by active, invited and suspended members. */
  used: number;
  /** licensed - used, never below 0. */
  free: number;
}

/** Licences before and after the plan. */
export interface Seats {
  before: Licences;
  after: Licences;
  taken: number;
  freed: number;
  /** Licences to be bought, where safety.allowPurchase is on. */
  purchased: number;
}

/** Where the people of a run came from. */
export interface RunRoster {
  /** The path as typed, or - for standard input; where there is no roster, what stands for it. */
  source: string;
  format: 'csv' | 'json' | 'ndjson' | 'scim' | 'xlsx';
  people: number;
  assigned: number;
  suspended: number;
  unassigned: number;
  /** Hex SHA-256 of the bytes that were read; empty where there is no roster. */
  sha256: string;
}

/** A rail that this run alone has moved. */
export interface Override {
  /** As it is typed, such as --max-deprovisions. */
  option: string;
  value: string | number | boolean;
  /** The setting in whose place it stands; null where there is none. */
  setting: string | null;
  /** The value of that setting. */
  instead: string | number | null;
}

/** One change to one person, with what became of it. */
export type Change =
  | ProvisionChange
  | RecoverChange
  | UnsuspendChange
  | UpdateChange
  | GroupAddChange
  | GroupRemoveChange
  | SetRoleChange
  | SuspendChange
  | DeprovisionChange
  | InviteChange
  | TransferChange;

/** Somebody gets an account. */
export interface ProvisionChange {
  /** ACTION:EMAIL, with :GROUP behind it for groups; unique in a plan. */
  id: string;
  /** The address of the roster where the person is listed, else of the account. */
  email: string;
  memberId: string | null;
  /** The id that the roster brings; null without one. */
  externalId: string | null;
  /** Given name and surname; null where neither is known. */
  name: string | null;
  reason: ChangeReason;
  /** Plain English, for people; its words may change. */
  explanation: string;
  source: ChangeSource;
  before: Facts | null;
  after: Facts | null;
  /** Licences that it takes (1), frees (-1) or leaves alone (0). */
  seats: -1 | 0 | 1;
  /** RFC 3339, UTC: until then Dropbox can bring the account back; null where no date bounds it, or nothing can. */
  reversibleUntil: string | null;
  impact?: Impact;
  status: ChangeStatus;
  error: ChangeError | null;
  action: 'provision';
  options: {
    /** Dropbox sends no welcome e-mail. */
    silent: boolean;
    directoryRestricted: boolean;
    /** Applied once a removal of the same plan has freed a licence. */
    waitsForSeat?: true;
    /** No licence is free for it, and safety.allowPurchase is on. */
    buysSeat?: true;
  };
}

/** Why a change is made, for programs. */
export type ChangeReason =
  | 'assigned_active'
  | 'returned'
  | 'no_longer_suspended'
  | 'profile_differs'
  | 'suspended_in_roster'
  | 'unassigned'
  | 'unlisted'
  | 'invitation_expired'
  | 'in_group'
  | 'not_in_group'
  | 'role_differs'
  | 'invitation_pending'
  | 'requested'
  | 'undo';

/** Where in the roster a change comes from. */
export interface ChangeSource {
  /** 1-based line of the roster; null where no row asks for it. */
  line: number | null;
  /** Groups through which the person is assigned. */
  groups: string[];
}

/** The fields of a person that change, under the names of JSON rosters, and the status. */
export interface Facts {
  status?: 'active' | 'invited' | 'suspended' | 'removed';
  email?: string;
  givenName?: string;
  surname?: string;
  externalId?: string;
  /** Name of an admin role, member for none. */
  role?: string;
  /** Name of a Dropbox group. */
  group?: string;
}

/** What goes with an account that is suspended or removed. */
export interface Impact {
  /** Names of admin roles. */
  roles: string[];
  /** RFC 3339, UTC. */
  joinedOn: string | null;
  /** Names of Dropbox groups, sorted, that of everybody left out; null where they were not read. */
  groups: string[] | null;
  /** Mapped groups in which there is nobody else. */
  soleMemberOf: string[];
}

/** What became of a change. unknown: it was sent, and nobody knows whether it was done; the next run finds out. */
export type ChangeStatus = 'planned' | 'applied' | 'failed' | 'skipped' | 'unknown';

/** Why a change was not made. */
export interface ChangeError {
  /** snake_case, for programs; a refusal of Dropbox keeps the tag that Dropbox gave it. */
  code: string;
  /** Plain English, for people; its words may change. */
  message: string;
}

/** A removed account is brought back. */
export interface RecoverChange {
  /** ACTION:EMAIL, with :GROUP behind it for groups; unique in a plan. */
  id: string;
  /** The address of the roster where the person is listed, else of the account. */
  email: string;
  /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
  memberId: string;
  /** The id that the roster brings; null without one. */
  externalId: string | null;
  /** Given name and surname; null where neither is known. */
  name: string | null;
  reason: ChangeReason;
  /** Plain English, for people; its words may change. */
  explanation: string;
  source: ChangeSource;
  before: Facts | null;
  after: Facts | null;
  /** Licences that it takes (1), frees (-1) or leaves alone (0). */
  seats: -1 | 0 | 1;
  /** RFC 3339, UTC: until then Dropbox can bring the account back; null where no date bounds it, or nothing can. */
  reversibleUntil: string | null;
  impact?: Impact;
  status: ChangeStatus;
  error: ChangeError | null;
  action: 'recover';
  options: {
    /** Applied once a removal of the same plan has freed a licence. */
    waitsForSeat?: true;
    /** No licence is free for it, and safety.allowPurchase is on. */
    buysSeat?: true;
  };
}

/** A suspension is lifted. */
export interface UnsuspendChange {
  /** ACTION:EMAIL, with :GROUP behind it for groups; unique in a plan. */
  id: string;
  /** The address of the roster where the person is listed, else of the account. */
  email: string;
  /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
  memberId: string;
  /** The id that the roster brings; null without one. */
  externalId: string | null;
  /** Given name and surname; null where neither is known. */
  name: string | null;
  reason: ChangeReason;
  /** Plain English, for people; its words may change. */
  explanation: string;
  source: ChangeSource;
  before: Facts | null;
  after: Facts | null;
  /** Licences that it takes (1), frees (-1) or leaves alone (0). */
  seats: -1 | 0 | 1;
  /** RFC 3339, UTC: until then Dropbox can bring the account back; null where no date bounds it, or nothing can. */
  reversibleUntil: string | null;
  impact?: Impact;
  status: ChangeStatus;
  error: ChangeError | null;
  action: 'unsuspend';
  options: Record<string, never>;
}

/** Name, address or external id of an account are changed. */
export interface UpdateChange {
  /** ACTION:EMAIL, with :GROUP behind it for groups; unique in a plan. */
  id: string;
  /** The address of the roster where the person is listed, else of the account. */
  email: string;
  /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
  memberId: string;
  /** The id that the roster brings; null without one. */
  externalId: string | null;
  /** Given name and surname; null where neither is known. */
  name: string | null;
  reason: ChangeReason;
  /** Plain English, for people; its words may change. */
  explanation: string;
  source: ChangeSource;
  before: Facts;
  after: Facts;
  /** Licences that it takes (1), frees (-1) or leaves alone (0). */
  seats: -1 | 0 | 1;
  /** RFC 3339, UTC: until then Dropbox can bring the account back; null where no date bounds it, or nothing can. */
  reversibleUntil: string | null;
  impact?: Impact;
  status: ChangeStatus;
  error: ChangeError | null;
  action: 'update';
  options: Record<string, never>;
}

/** Somebody comes into a group. */
export interface GroupAddChange {
  /** ACTION:EMAIL, with :GROUP behind it for groups; unique in a plan. */
  id: string;
  /** The address of the roster where the person is listed, else of the account. */
  email: string;
  memberId: string | null;
  /** The id that the roster brings; null without one. */
  externalId: string | null;
  /** Given name and surname; null where neither is known. */
  name: string | null;
  reason: ChangeReason;
  /** Plain English, for people; its words may change. */
  explanation: string;
  source: ChangeSource;
  before: null;
  after: GroupFacts;
  /** Licences that it takes (1), frees (-1) or leaves alone (0). */
  seats: -1 | 0 | 1;
  /** RFC 3339, UTC: until then Dropbox can bring the account back; null where no date bounds it, or nothing can. */
  reversibleUntil: string | null;
  impact?: Impact;
  status: ChangeStatus;
  error: ChangeError | null;
  action: 'group_add';
  options: {
    /** Id of the Dropbox group (g:…); null as long as there is none. */
    groupId: string | null;
    /** The first change that needs the group makes it. */
    createGroup?: true;
  };
}

/** What a change to a group is about: at least its name. */
export interface GroupFacts {
  status?: 'active' | 'invited' | 'suspended' | 'removed';
  email?: string;
  givenName?: string;
  surname?: string;
  externalId?: string;
  /** Name of an admin role, member for none. */
  role?: string;
  group: string;
}

/** Somebody goes out of a group. */
export interface GroupRemoveChange {
  /** ACTION:EMAIL, with :GROUP behind it for groups; unique in a plan. */
  id: string;
  /** The address of the roster where the person is listed, else of the account. */
  email: string;
  /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
  memberId: string;
  /** The id that the roster brings; null without one. */
  externalId: string | null;
  /** Given name and surname; null where neither is known. */
  name: string | null;
  reason: ChangeReason;
  /** Plain English, for people; its words may change. */
  explanation: string;
  source: ChangeSource;
  before: GroupFacts;
  after: null;
  /** Licences that it takes (1), frees (-1) or leaves alone (0). */
  seats: -1 | 0 | 1;
  /** RFC 3339, UTC: until then Dropbox can bring the account back; null where no date bounds it, or nothing can. */
  reversibleUntil: string | null;
  impact?: Impact;
  status: ChangeStatus;
  error: ChangeError | null;
  action: 'group_remove';
  options: {
    /** Id of the Dropbox group (g:…). */
    groupId: string;
  };
}

/** Somebody gets another admin role, or none. */
export interface SetRoleChange {
  /** ACTION:EMAIL, with :GROUP behind it for groups; unique in a plan. */
  id: string;
  /** The address of the roster where the person is listed, else of the account. */
  email: string;
  memberId: string | null;
  /** The id that the roster brings; null without one. */
  externalId: string | null;
  /** Given name and surname; null where neither is known. */
  name: string | null;
  reason: ChangeReason;
  /** Plain English, for people; its words may change. */
  explanation: string;
  source: ChangeSource;
  before: RoleFacts;
  after: RoleFacts;
  /** Licences that it takes (1), frees (-1) or leaves alone (0). */
  seats: -1 | 0 | 1;
  /** RFC 3339, UTC: until then Dropbox can bring the account back; null where no date bounds it, or nothing can. */
  reversibleUntil: string | null;
  impact?: Impact;
  status: ChangeStatus;
  error: ChangeError | null;
  action: 'set_role';
  options: {
    /** null for a plain member. */
    roleId: string | null;
  };
}

/** What a change to a role is about: at least its name. */
export interface RoleFacts {
  status?: 'active' | 'invited' | 'suspended' | 'removed';
  email?: string;
  givenName?: string;
  surname?: string;
  externalId?: string;
  role: string;
  /** Name of a Dropbox group. */
  group?: string;
}

/** An account is suspended. */
export interface SuspendChange {
  /** ACTION:EMAIL, with :GROUP behind it for groups; unique in a plan. */
  id: string;
  /** The address of the roster where the person is listed, else of the account. */
  email: string;
  /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
  memberId: string;
  /** The id that the roster brings; null without one. */
  externalId: string | null;
  /** Given name and surname; null where neither is known. */
  name: string | null;
  reason: ChangeReason;
  /** Plain English, for people; its words may change. */
  explanation: string;
  source: ChangeSource;
  before: Facts | null;
  after: Facts | null;
  /** Licences that it takes (1), frees (-1) or leaves alone (0). */
  seats: -1 | 0 | 1;
  /** RFC 3339, UTC: until then Dropbox can bring the account back; null where no date bounds it, or nothing can. */
  reversibleUntil: string | null;
  impact?: Impact;
  status: ChangeStatus;
  error: ChangeError | null;
  action: 'suspend';
  options: {
    /** The data on linked devices is deleted. */
    wipeData: boolean;
  };
}

/** Somebody is taken off the team, or an invitation withdrawn. */
export interface DeprovisionChange {
  /** ACTION:EMAIL, with :GROUP behind it for groups; unique in a plan. */
  id: string;
  /** The address of the roster where the person is listed, else of the account. */
  email: string;
  /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
  memberId: string;
  /** The id that the roster brings; null without one. */
  externalId: string | null;
  /** Given name and surname; null where neither is known. */
  name: string | null;
  reason: ChangeReason;
  /** Plain English, for people; its words may change. */
  explanation: string;
  source: ChangeSource;
  before: Facts | null;
  after: Facts | null;
  /** Licences that it takes (1), frees (-1) or leaves alone (0). */
  seats: -1 | 0 | 1;
  /** RFC 3339, UTC: until then Dropbox can bring the account back; null where no date bounds it, or nothing can. */
  reversibleUntil: string | null;
  impact?: Impact;
  status: ChangeStatus;
  error: ChangeError | null;
  action: 'deprovision';
  options: {
    method: 'remove' | 'suspend' | 'downgrade';
    /** The data on linked devices is deleted. */
    wipeData: boolean;
    retainTeamShares: boolean;
    /** RFC 3339, UTC: the account is only suspended now, and removed from then on. */
    removeOn?: string;
    /** E-mail of who gets the files. */
    transferTo?: string;
    /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
    transferToId?: string;
    /** E-mail of who hears of errors on the way. */
    transferAdmin?: string;
    /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
    transferAdminId?: string;
  };
}

/** Somebody who was invited is reminded. */
export interface InviteChange {
  /** ACTION:EMAIL, with :GROUP behind it for groups; unique in a plan. */
  id: string;
  /** The address of the roster where the person is listed, else of the account. */
  email: string;
  /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
  memberId: string;
  /** The id that the roster brings; null without one. */
  externalId: string | null;
  /** Given name and surname; null where neither is known. */
  name: string | null;
  reason: ChangeReason;
  /** Plain English, for people; its words may change. */
  explanation: string;
  source: ChangeSource;
  before: Facts | null;
  after: Facts | null;
  /** Licences that it takes (1), frees (-1) or leaves alone (0). */
  seats: -1 | 0 | 1;
  /** RFC 3339, UTC: until then Dropbox can bring the account back; null where no date bounds it, or nothing can. */
  reversibleUntil: string | null;
  impact?: Impact;
  status: ChangeStatus;
  error: ChangeError | null;
  action: 'invite';
  options: {
    /** Days since the invitation. */
    afterDays: number;
  };
}

/** The files of a removed account go to somebody else. */
export interface TransferChange {
  /** ACTION:EMAIL, with :GROUP behind it for groups; unique in a plan. */
  id: string;
  /** The address of the roster where the person is listed, else of the account. */
  email: string;
  /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
  memberId: string;
  /** The id that the roster brings; null without one. */
  externalId: string | null;
  /** Given name and surname; null where neither is known. */
  name: string | null;
  reason: ChangeReason;
  /** Plain English, for people; its words may change. */
  explanation: string;
  source: ChangeSource;
  before: Facts | null;
  after: Facts | null;
  /** Licences that it takes (1), frees (-1) or leaves alone (0). */
  seats: -1 | 0 | 1;
  /** RFC 3339, UTC: until then Dropbox can bring the account back; null where no date bounds it, or nothing can. */
  reversibleUntil: string | null;
  impact?: Impact;
  status: ChangeStatus;
  error: ChangeError | null;
  action: 'transfer';
  options: {
    /** E-mail of who gets the files. */
    transferTo: string;
    /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
    transferToId: string;
    /** E-mail of who hears of errors on the way. */
    transferAdmin: string;
    /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
    transferAdminId: string;
  };
}

/** Something that is wanted and cannot be had now. */
export interface Blocked {
  action: Action;
  email: string;
  /** The Dropbox group that it is about, for actions on groups. */
  group?: string;
  /** Plain English, for people; its words may change. */
  message: string;
  /** RFC 3339, UTC: from then on it is possible; null where no date is known. */
  until: string | null;
  code: BlockedCode;
}

/** Everything that can be done to a person. */
export type Action =
  | 'provision'
  | 'recover'
  | 'unsuspend'
  | 'update'
  | 'group_add'
  | 'group_remove'
  | 'set_role'
  | 'suspend'
  | 'deprovision'
  | 'invite'
  | 'transfer';

/** Why something that is wanted cannot be had now. */
export type BlockedCode =
  | 'no_licence'
  | 'recoverable_until'
  | 'invited_cannot_be_suspended'
  | 'identity_conflict'
  | 'looks_like_rename'
  | 'transfer_unsupported'
  | 'transfer_not_removed'
  | 'transfer_recipient_unknown'
  | 'transfer_recipient_not_active'
  | 'transfer_recipient_not_verified'
  | 'transfer_recipient_leaving'
  | 'transfer_recipient_same'
  | 'transfer_admin_unknown'
  | 'transfer_admin_not_admin'
  | 'transfer_admin_leaving'
  | 'group_missing'
  | 'group_not_company_managed'
  | 'unknown_role'
  | 'cannot_set_permissions'
  | 'not_recoverable'
  | 'not_reversible';

/** Something that is deliberately not done. */
export interface Kept {
  action: Action;
  email: string;
  /** The Dropbox group that it is about, for actions on groups. */
  group?: string;
  /** Plain English, for people; its words may change. */
  message: string;
  /** RFC 3339, UTC: from then on it is possible; null where no date is known. */
  until: string | null;
  code: KeptCode;
}

/** Why somebody is deliberately left alone. */
export type KeptCode =
  | 'protected'
  | 'last_admin'
  | 'held'
  | 'admin_unknown'
  | 'listing_incomplete'
  | 'unlisted_unmanaged'
  | 'unlisted_reported'
  | 'waiting_for_removal'
  | 'invitation_cancelled'
  | 'outside_window'
  | 'over_limit';

/** People whom each action would have touched had it been enabled. */
export interface Disabled {
  provision: number;
  recover: number;
  unsuspend: number;
  update: number;
  suspend: number;
  deprovision: number;
  groups: number;
  roles: number;
}

/** Changes by action and by what became of them, and who gets none. */
export interface Summary {
  provision: number;
  recover: number;
  unsuspend: number;
  update: number;
  suspend: number;
  deprovision: number;
  groupAdd: number;
  groupRemove: number;
  setRole: number;
  invite: number;
  transfer: number;
  /** People for whom there is nothing to do. */
  unchanged: number;
  blocked: number;
  kept: number;
  applied: number;
  failed: number;
  skipped: number;
  unknown: number;
}

/** Milliseconds. */
export interface Timings {
  roster: number;
  team: number;
  plan: number;
  apply: number;
  verify: number;
  total: number;
}

/** Requests to Dropbox. */
export interface Requests {
  total: number;
  retries: number;
  /** Only with --verbose. */
  byRoute?: Record<string, number>;
}

/** Why somebody gets a change, or none. */
export interface Explanation {
  /** As it was asked for, in lower case. */
  email: string;
  /** null for somebody who is not in it. */
  roster: ExplainedRow | null;
  /** null for somebody without an account. */
  member: ExplainedAccount | null;
  decision: {
    /** null unless a change is planned. */
    action: Action | null;
    /** What the roster asks for, whether it is done or not. */
    wanted: Action | null;
    /** The Dropbox group that it is about, for actions on groups. */
    group: string | null;
    /** A reason, a code of kept or blocked, why nothing happens, or disabled. */
    code:
      | 'assigned_active'
      | 'returned'
      | 'no_longer_suspended'
      | 'profile_differs'
      | 'suspended_in_roster'
      | 'unassigned'
      | 'unlisted'
      | 'invitation_expired'
      | 'in_group'
      | 'not_in_group'
      | 'role_differs'
      | 'invitation_pending'
      | 'requested'
      | 'undo'
      | 'protected'
      | 'last_admin'
      | 'held'
      | 'admin_unknown'
      | 'listing_incomplete'
      | 'unlisted_unmanaged'
      | 'unlisted_reported'
      | 'waiting_for_removal'
      | 'invitation_cancelled'
      | 'outside_window'
      | 'over_limit'
      | 'no_licence'
      | 'recoverable_until'
      | 'invited_cannot_be_suspended'
      | 'identity_conflict'
      | 'looks_like_rename'
      | 'transfer_unsupported'
      | 'transfer_not_removed'
      | 'transfer_recipient_unknown'
      | 'transfer_recipient_not_active'
      | 'transfer_recipient_not_verified'
      | 'transfer_recipient_leaving'
      | 'transfer_recipient_same'
      | 'transfer_admin_unknown'
      | 'transfer_admin_not_admin'
      | 'transfer_admin_leaving'
      | 'group_missing'
      | 'group_not_company_managed'
      | 'unknown_role'
      | 'cannot_set_permissions'
      | 'not_recoverable'
      | 'not_reversible'
      | 'as_wanted'
      | 'suspended_without_account'
      | 'already_suspended'
      | 'already_off_team'
      | 'disabled';
    /** Plain English, for people; its words may change. */
    explanation: string;
    /** Whatever else is decided about the same person. */
    also: {
      /** null unless a change is planned. */
      action: Action | null;
      /** What the roster asks for, whether it is done or not. */
      wanted: Action | null;
      /** The Dropbox group that it is about, for actions on groups. */
      group: string | null;
      /** A reason, a code of kept or blocked, why nothing happens, or disabled. */
      code:
        | 'assigned_active'
        | 'returned'
        | 'no_longer_suspended'
        | 'profile_differs'
        | 'suspended_in_roster'
        | 'unassigned'
        | 'unlisted'
        | 'invitation_expired'
        | 'in_group'
        | 'not_in_group'
        | 'role_differs'
        | 'invitation_pending'
        | 'requested'
        | 'undo'
        | 'protected'
        | 'last_admin'
        | 'held'
        | 'admin_unknown'
        | 'listing_incomplete'
        | 'unlisted_unmanaged'
        | 'unlisted_reported'
        | 'waiting_for_removal'
        | 'invitation_cancelled'
        | 'outside_window'
        | 'over_limit'
        | 'no_licence'
        | 'recoverable_until'
        | 'invited_cannot_be_suspended'
        | 'identity_conflict'
        | 'looks_like_rename'
        | 'transfer_unsupported'
        | 'transfer_not_removed'
        | 'transfer_recipient_unknown'
        | 'transfer_recipient_not_active'
        | 'transfer_recipient_not_verified'
        | 'transfer_recipient_leaving'
        | 'transfer_recipient_same'
        | 'transfer_admin_unknown'
        | 'transfer_admin_not_admin'
        | 'transfer_admin_leaving'
        | 'group_missing'
        | 'group_not_company_managed'
        | 'unknown_role'
        | 'cannot_set_permissions'
        | 'not_recoverable'
        | 'not_reversible'
        | 'as_wanted'
        | 'suspended_without_account'
        | 'already_suspended'
        | 'already_off_team'
        | 'disabled';
      /** Plain English, for people; its words may change. */
      explanation: string;
    }[];
  };
  /** What a removal would mean; null for who is not on the team. */
  impact: {
    /** Names of admin roles. */
    roles: string[];
    /** RFC 3339, UTC. */
    joinedOn: string | null;
    /** Names of Dropbox groups, sorted, that of everybody left out; null where they were not read. */
    groups: string[] | null;
    /** Mapped groups in which there is nobody else. */
    soleMemberOf: string[];
    freesLicence: boolean;
  } | null;
  /** authorizing_admin, last_admin, or the setting that protects, such as safety.protect=*@board.example.com. */
  protections: string[];
  hold: {
    until: string | null;
    why: string;
  } | null;
  history: PastChange[];
  next: string | null;
}

/** What the roster says of somebody. */
export interface ExplainedRow {
  source: string;
  /** 1-based. */
  line: number;
  email: string;
  previousEmail: string | null;
  givenName: string | null;
  surname: string | null;
  /** The id that the roster brings; null without one. */
  externalId: string | null;
  wanted: 'active' | 'suspended' | 'unassigned';
  /** Groups through which the person is assigned. */
  assignedBy: string[];
  /** null where the roster says nothing of groups. */
  groups: string[] | null;
  role: string | null;
}

/** What Dropbox has of somebody. */
export interface ExplainedAccount {
  /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
  memberId: string;
  email: string;
  secondaryEmails: string[];
  givenName: string;
  surname: string;
  /** The id that the roster brings; null without one. */
  externalId: string | null;
  status: 'active' | 'invited' | 'suspended' | 'removed';
  /** Removed so lately that Dropbox can bring the account back. */
  recoverable: boolean;
  roles: string[];
  /** The first of the roles, member without any. */
  role: string;
  /** Ids of Dropbox groups. */
  groups: string[];
  /** Sorted, that of everybody left out; null where groups were not read. */
  groupNames: string[] | null;
  invitedOn: string | null;
  joinedOn: string | null;
  suspendedOn: string | null;
}

/** Something that an earlier run did to somebody. */
export interface PastChange {
  /** Sorts by time, such as 20261125T152508Z-3f9a1c. */
  runId: string;
  /** RFC 3339, UTC. */
  at: string;
  action: string;
  group: string | null;
  status: ChangeStatus;
  reversibleUntil: string | null;
}

/** How a roster is read, and what is wrong with it. */
export interface RosterCheck {
  /** The path as typed, or - for standard input. */
  source: string;
  format: 'csv' | 'json' | 'ndjson' | 'scim' | 'xlsx';
  /** Whose export it is; teamsync for a roster of our own. */
  dialect: 'teamsync' | 'okta' | 'google' | 'entra' | 'microsoft365' | 'bamboohr' | 'dropbox' | 'scim';
  /** null for a workbook. */
  encoding: string | null;
  /** null for everything but CSV. */
  delimiter: ',' | ';' | '\t' | null;
  /** Field, as JSON rosters call it, to header or key. */
  columns: Record<string, string>;
  people: number;
  assigned: number;
  suspended: number;
  unassigned: number;
  /** By line; empty where the roster can be used. */
  problems: RosterProblem[];
}

/** Something that is wrong with a roster. */
export interface RosterProblem {
  /** 1-based. */
  line: number;
  /** Header or key; null where the whole line is meant. */
  column: string | null;
  /** As met, cut to 120 characters; null where there is none. */
  value: string | null;
  /** snake_case, for programs; a refusal of Dropbox keeps the tag that Dropbox gave it. */
  code: string;
  /** Plain English, for people; its words may change. */
  message: string;
}

/** What differs between two rosters, by e-mails. */
export interface RosterDiff {
  /** Assigned now and not before. */
  joined: string[];
  /** No longer assigned. */
  left: string[];
  /** Assigned in both, suspended only now. */
  suspended: string[];
  /** Assigned in both, suspended only before. */
  back: string[];
  renamed: {
    from: string;
    to: string;
  }[];
  /** Only of people who are in both rosters. */
  groups: {
    group: string;
    added: string[];
    removed: string[];
  }[];
}

/** The team as a roster. */
export interface RosterExport {
  format: 'csv' | 'json';
  /** The file that was written; null without --out. */
  out: string | null;
  people: number;
  /** The roster, as JSON rosters are; null with --out. */
  roster: {
    version: 1;
    people: {
      email: string;
      givenName?: string;
      surname?: string;
      externalId?: string;
      status: 'active' | 'suspended';
      groups?: string[];
      role?: string;
    }[];
  } | null;
}

/** The JSON Schema of JSON rosters. */
export interface PrintedSchema {
  /** The JSON Schema of JSON rosters. */
  schema: Record<string, unknown>;
}

/** Who is on the team. */
export interface MemberList {
  /** By e-mail. */
  members: MemberView[];
}

/** A member of the team. */
export interface MemberView {
  /** Lower case. */
  email: string;
  /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
  memberId: string;
  /** The id that the roster brings; null without one. */
  externalId: string | null;
  status: 'active' | 'invited' | 'suspended' | 'removed';
  /** Given name and surname; null where neither is known. */
  name: string | null;
  /** Names of Dropbox groups, sorted, that of everybody left out; null where they could not be read. */
  groups: string[] | null;
  /** Name of the admin role, member for none. */
  role: string;
}

/** One member of the team. */
export interface ShownMember {
  member: MemberDetails;
}

/** Everything that is known of a member. */
export interface MemberDetails {
  /** Lower case. */
  email: string;
  /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
  memberId: string;
  /** The id that the roster brings; null without one. */
  externalId: string | null;
  status: 'active' | 'invited' | 'suspended' | 'removed';
  /** Given name and surname; null where neither is known. */
  name: string | null;
  /** Names of Dropbox groups, sorted, that of everybody left out; null where they could not be read. */
  groups: string[] | null;
  /** Name of the admin role, member for none. */
  role: string;
  secondaryEmails: string[];
  emailVerified: boolean;
  /** limited members hold no licence. */
  membership: 'full' | 'limited';
  invitedOn: string | null;
  joinedOn: string | null;
  suspendedOn: string | null;
  /** Removed so lately that Dropbox can bring the account back. */
  recoverable: boolean;
}

/** Whom no run may touch now. */
export interface HoldList {
  /** By e-mail. */
  holds: Hold[];
}

/** Somebody whom no run may touch. */
export interface Hold {
  /** Lower case. */
  email: string;
  /** RFC 3339, UTC. */
  since: string;
  /** RFC 3339, UTC; null: until it is removed. */
  until: string | null;
  why: string;
}

/** The runs that there were. */
export interface RunList {
  /** The newest first. */
  runs: PastRun[];
}

/** A run in a few words. */
export interface PastRun {
  /** Sorts by time, such as 20261125T152508Z-3f9a1c. */
  runId: string;
  /** RFC 3339, UTC: when it began. */
  at: string;
  command: string;
  mode: 'dry-run' | 'apply';
  /** crashed also as long as it is still at work. */
  outcome: 'done' | 'nothing' | 'failed' | 'refused' | 'interrupted' | 'crashed';
  /** null for a run that has not come to its end; 137 for one that was killed. */
  exitCode: number | null;
  /** Like the summary of a run; empty as long as there is none. */
  summary: Record<string, number>;
}

/** A run with what became of each of its changes. */
export interface RunDetails {
  /** Sorts by time, such as 20261125T152508Z-3f9a1c. */
  runId: string;
  /** RFC 3339, UTC: when it began. */
  at: string;
  command: string;
  mode: 'dry-run' | 'apply';
  /** crashed also as long as it is still at work. */
  outcome: 'done' | 'nothing' | 'failed' | 'refused' | 'interrupted' | 'crashed';
  /** null for a run that has not come to its end; 137 for one that was killed. */
  exitCode: number | null;
  /** Like the summary of a run; empty as long as there is none. */
  summary: Record<string, number>;
  /** Id of the team at Dropbox (dbtid:…). */
  teamId: string;
  changes: StoredChange[];
}

/** A change as the history keeps it. */
export interface StoredChange {
  id: string;
  /** As in the data of a run; another teamsync may have written others. */
  action: string;
  email: string;
  memberId: string | null;
  status: ChangeStatus;
  error: ChangeError | null;
  reversibleUntil: string | null;
  /** As in the data of a run. */
  before: unknown;
  /** As in the data of a run. */
  after: unknown;
  /** As in the data of a run. */
  options: unknown;
}

/** Whether the audit log is as it was written. */
export interface AuditVerdict {
  intact: boolean;
  firstBroken: {
    /** 1-based, of the audit log. */
    line: number;
    /** Plain English, for people; its words may change. */
    reason: string;
    /** Only where there are logs of several teams. */
    team?: string;
  } | null;
}

/** Whether the runs of a schedule still end well. */
export interface Health {
  healthy: boolean;
  lastGoodRun: {
    /** Sorts by time, such as 20261125T152508Z-3f9a1c. */
    runId: string;
    /** RFC 3339, UTC. */
    at: string;
  } | null;
  /** Since the last good run began. */
  ageSeconds: number | null;
  /** null where it is healthy. */
  reason: string | null;
}

/** Everything that was checked, also where a check failed. */
export interface Diagnosis {
  checks: Check[];
}

/** Something that was checked. */
export interface Check {
  /** Such as login; docs/runs.md lists them. */
  name: string;
  status: 'ok' | 'warning' | 'failed';
  /** Plain English, for people; its words may change. */
  message: string;
  /** What to do about it; null where nothing has to be done. */
  hint: string | null;
}

/** Who is authorized, for which team, to do what. */
export interface AuthStatus {
  authorized: boolean;
  /** Where the credential is. */
  source: 'file' | 'keychain' | 'environment' | null;
  team: {
    /** Id of the team at Dropbox (dbtid:…). */
    id: string;
    name: string;
  } | null;
  /** Who authorized it. */
  admin: {
    /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
    memberId: string;
    /** Lower case. */
    email: string;
  } | null;
  /** null where the credential does not tell, as with a token of the environment. */
  scopes: string[] | null;
  /** Of everything that teamsync can do. */
  missingScopes: string[] | null;
  /** RFC 3339, UTC: of the access token. */
  expiresAt: string | null;
  /** null where Dropbox was not asked, or did not answer. */
  valid: boolean | null;
}

/** What became of the login. */
export interface Logout {
  /** At Dropbox; null where there was no login. */
  revoked: boolean | null;
  /** On this machine. */
  forgotten: boolean;
}

/** What a CI needs to log in. */
export interface Token {
  appKey: string;
  /** A secret. */
  refreshToken: string;
}

/** The settings in force, and where they come from. */
export interface ShownSettings {
  settings: Settings;
  /** Where each value comes from, under its flat name such as provision.silent. */
  origins: Record<string, 'default' | 'file' | 'option' | 'environment'>;
}

/** Every setting with its value. */
export interface Settings {
  provision: {
    /** Default: `false`. */
    enabled: boolean;
    /** Default: `false`. */
    silent: boolean;
    /** Default: `true`. */
    recover: boolean;
    /** Default: `false`. */
    directoryRestricted: boolean;
  };
  suspend: {
    /** Default: `false`. */
    enabled: boolean;
    /** Default: `false`. */
    wipeData: boolean;
    /** Default: `"report"`. */
    invited: 'report' | 'cancel';
  };
  deprovision: {
    /** Default: `false`. */
    enabled: boolean;
    /** Default: `"remove"`. */
    method: 'remove' | 'suspend' | 'downgrade';
    /** Default: `false`. */
    wipeData: boolean;
    /** Default: `0`. */
    afterDays: number;
    /** Default: `null`. */
    transferTo: string | null;
    /** Default: `null`. */
    transferAdmin: string | null;
    /** Default: `false`. */
    retainTeamShares: boolean;
    /** Default: `"managed"`. */
    unlisted: 'managed' | 'deprovision' | 'report';
  };
  update: {
    /** Default: `false`. */
    enabled: boolean;
    /** Default: `["name","email","externalId"]`. */
    fields: ('name' | 'email' | 'externalId')[];
  };
  groups: {
    /** Default: `false`. */
    enabled: boolean;
    /** Default: `{}`. */
    map: Record<string, string>;
    /** Default: `false`. */
    create: boolean;
  };
  invitations: {
    /** Default: `[]`. */
    remindAfterDays: number[];
    /** Default: `null`. */
    cancelAfterDays: number | null;
    /** Default: `false`. */
    evenIfSilent: boolean;
  };
  roles: {
    /** Default: `false`. */
    enabled: boolean;
  };
  roster: {
    /** Default: `[]`. */
    assignedGroups: string[];
    /** Default: `{}`. */
    columns: Record<string, string>;
    /** Default: `null`. */
    delimiter: ',' | ';' | '\t' | null;
    /** Default: `null`. */
    encoding: string | null;
  };
  safety: {
    /** Default: `"10%"`. */
    maxDeprovisions: number | string;
    /** Default: `"10%"`. */
    maxSuspensions: number | string;
    /** Default: `"refuse"`. */
    onLimit: 'refuse' | 'hold';
    /** Default: `[]`. */
    protect: string[];
    /** Default: `true`. */
    protectAdmins: boolean;
    /** Default: `false`. */
    allowPurchase: boolean;
    /** Default: `[]`. */
    windows: {
      days: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
      from: string;
      to: string;
      zone: string;
    }[];
    /** Default: `"30%"`. */
    maxRosterShrink: number | string;
  };
  notify: {
    /** Default: `["failure","refusal"]`. */
    on: ('failure' | 'refusal' | 'change')[];
  };
}

/** The value of one setting, as settings show has it. */
export interface SettingValue {
  value: unknown;
}

/** The settings after a change. */
export interface ChangedSettings {
  settings: Settings;
  /** Where each value comes from, under its flat name such as provision.silent. */
  origins: Record<string, 'default' | 'file' | 'option' | 'environment'>;
  /** Flat names of settings that have another value now. */
  changed: string[];
}

/** The configuration file of the profile, whether there is one or not. */
export interface SettingsPath {
  path: string;
}

/** The rehearsal team, and what was done to it. */
export interface SandboxTeam {
  team: {
    /** Id of the team at Dropbox (dbtid:…). */
    id: string;
    name: string;
    licences: number;
  };
  members: SandboxMember[];
  groups: SandboxGroup[];
  counters: SandboxCounters;
  /** RFC 3339, UTC, by the clock of the sandbox. */
  now: string;
}

/** A member of the rehearsal team. */
export interface SandboxMember {
  /** Lower case. */
  email: string;
  /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
  memberId: string;
  /** The id that the roster brings; null without one. */
  externalId: string | null;
  status: 'active' | 'invited' | 'suspended' | 'removed';
  name: string;
  roles: string[];
  recoverable: boolean;
}

/** A group of the rehearsal team. */
export interface SandboxGroup {
  groupId: string;
  name: string;
  externalId: string | null;
  management: 'company_managed' | 'user_managed' | 'system_managed';
  members: {
    /** Id of the account at Dropbox (dbmid:…); it stays when the address changes. */
    memberId: string;
    /** Lower case. */
    email: string;
    access: 'member' | 'owner';
  }[];
}

/** What was asked of the sandbox, and what came of it. */
export interface SandboxCounters {
  requests: Record<string, number>;
  writes: number;
  /** Default: `0`. */
  mostWritesAtOnce: number;
  /** Default: `0`. */
  mostCallsAtOnce: number;
  adds: number;
  removals: number;
  suspensions: number;
  unsuspensions: number;
  recoveries: number;
  profileChanges: number;
  roleChanges: number;
  /** Default: `0`. */
  groupsCreated: number;
  /** Default: `0`. */
  groupsDeleted: number;
  /** Default: `0`. */
  groupAdds: number;
  /** Default: `0`. */
  groupRemovals: number;
  mailsSent: string[];
  /** Default: `[]`. */
  remindersSent: string[];
  wipesRequested: {
    memberId: string;
    email: string;
  }[];
  /** Default: `[]`. */
  transfers: {
    from: {
      memberId: string;
      email: string;
    };
    to: {
      memberId: string;
      email: string;
    };
  }[];
  /** Default: `[]`. */
  applied: {
    route: string;
    who: string;
    group?: string;
  }[];
}

/** Where a sandbox listens, written as soon as it does. */
export interface SandboxAddress {
  url: string;
  /** Set in the environment, these point any teamsync at the sandbox. */
  variables: Record<string, string>;
}

/** The rehearsal team is back in its first state. */
export interface SandboxReset {
  /** Where the rehearsal team is kept. */
  file: string;
}

/** The script that makes a shell complete command lines. */
export interface CompletionScript {
  shell: 'bash' | 'zsh' | 'fish' | 'powershell';
  /** What the shell has to run once at its start. */
  script: string;
}

/** One line of --progress json: a step begins, gets on, or is over. */
export type ProgressEvent =
  | {
      event: 'begin';
      /** RFC 3339, UTC. */
      at: string;
      /** Plain English, for people; the same in all events of a step. */
      step: string;
    }
  | {
      event: 'progress';
      /** RFC 3339, UTC. */
      at: string;
      /** Plain English, for people; the same in all events of a step. */
      step: string;
      /** Changes of which the end is known. */
      done: number;
      total: number;
    }
  | {
      event: 'end';
      /** RFC 3339, UTC. */
      at: string;
      /** Plain English, for people; the same in all events of a step. */
      step: string;
    };

/** What the webhook of TEAMSYNC_WEBHOOK_URL gets after a run. */
export interface WebhookMessage {
  /** Plain English, for people; its words may change. */
  text: string;
}

/** A plan that was written with --out. A file that was altered is refused. */
export interface PlanFile {
  kind: 'teamsync-plan';
  version: 2;
  createdAt: string;
  team: {
    id: string;
    name: string;
  };
  roster: {
    source: string;
    format: 'csv' | 'json' | 'ndjson' | 'scim' | 'xlsx';
    sha256: string;
  };
  settings: Settings;
  limits: {
    deprovisions?: number | string;
    suspensions?: number | string;
  };
  only: string[];
  acceptListing: boolean;
  memory: {
    known: boolean;
    managed: string[];
    suspendedByDeprovision: string[];
    /** Default: `{}`. */
    reminded: Record<string, number>;
    /** Default: `{}`. */
    cancelled: Record<string, string>;
    /** Default: `{}`. */
    removed: Record<
      string,
      {
        email: string;
        externalId: string | null;
        removedOn: string;
      }
    >;
    /** Default: `{}`. */
    reserved: Record<string, string>;
  };
  people: {
    email: string;
    givenName: string | null;
    surname: string | null;
    externalId: string | null;
    wanted: 'active' | 'suspended' | 'unassigned';
    assignedBy: string[];
    groups: string[] | null;
    transferTo: string | null;
    previousEmail: string | null;
    role: string | null;
    priority: number | null;
    line: number;
  }[];
  /** As in the data of a run, without status and error. */
  changes: {
    id: string;
    action: Action;
    email: string;
  }[];
  checksum: string;
  /** Hex SHA-256 over all that comes before it. */
  seal: string;
}

/** Action settings, any part of them; what is left out has its default. */
export interface SettingsFile {
  /** Default: `{}`. */
  provision?: {
    /** Default: `false`. */
    enabled?: boolean;
    /** Default: `false`. */
    silent?: boolean;
    /** Default: `true`. */
    recover?: boolean;
    /** Default: `false`. */
    directoryRestricted?: boolean;
  };
  /** Default: `{}`. */
  suspend?: {
    /** Default: `false`. */
    enabled?: boolean;
    /** Default: `false`. */
    wipeData?: boolean;
    /** Default: `"report"`. */
    invited?: 'report' | 'cancel';
  };
  /** Default: `{}`. */
  deprovision?: {
    /** Default: `false`. */
    enabled?: boolean;
    /** Default: `"remove"`. */
    method?: 'remove' | 'suspend' | 'downgrade';
    /** Default: `false`. */
    wipeData?: boolean;
    /** Default: `0`. */
    afterDays?: number;
    /** Default: `null`. */
    transferTo?: string | null;
    /** Default: `null`. */
    transferAdmin?: string | null;
    /** Default: `false`. */
    retainTeamShares?: boolean;
    /** Default: `"managed"`. */
    unlisted?: 'managed' | 'deprovision' | 'report';
  };
  /** Default: `{}`. */
  update?: {
    /** Default: `false`. */
    enabled?: boolean;
    /** Default: `["name","email","externalId"]`. */
    fields?: ('name' | 'email' | 'externalId')[];
  };
  /** Default: `{}`. */
  groups?: {
    /** Default: `false`. */
    enabled?: boolean;
    /** Default: `{}`. */
    map?: Record<string, string>;
    /** Default: `false`. */
    create?: boolean;
  };
  /** Default: `{}`. */
  invitations?: {
    /** Default: `[]`. */
    remindAfterDays?: number[];
    /** Default: `null`. */
    cancelAfterDays?: number | null;
    /** Default: `false`. */
    evenIfSilent?: boolean;
  };
  /** Default: `{}`. */
  roles?: {
    /** Default: `false`. */
    enabled?: boolean;
  };
  /** Default: `{}`. */
  roster?: {
    /** Default: `[]`. */
    assignedGroups?: string[];
    /** Default: `{}`. */
    columns?: Record<string, string>;
    /** Default: `null`. */
    delimiter?: ',' | ';' | '\t' | null;
    /** Default: `null`. */
    encoding?: string | null;
  };
  /** Default: `{}`. */
  safety?: {
    /** Default: `"10%"`. */
    maxDeprovisions?: number | string;
    /** Default: `"10%"`. */
    maxSuspensions?: number | string;
    /** Default: `"refuse"`. */
    onLimit?: 'refuse' | 'hold';
    /** Default: `[]`. */
    protect?: string[];
    /** Default: `true`. */
    protectAdmins?: boolean;
    /** Default: `false`. */
    allowPurchase?: boolean;
    /** Default: `[]`. */
    windows?: {
      days: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
      from: string;
      to: string;
      zone: string;
    }[];
    /** Default: `"30%"`. */
    maxRosterShrink?: number | string;
  };
  /** Default: `{}`. */
  notify?: {
    /** Default: `["failure","refusal"]`. */
    on?: ('failure' | 'refusal' | 'change')[];
  };
}

/** Who should be on a Dropbox team: an object with people and groups, or people alone. */
export type Roster =
  | {
      version: 1;
      /** Names of the groups whose people have Dropbox. */
      assignedGroups?: string[] | null;
      groups?:
        | {
            /** The name of the group, unique in the roster. */
            name: string;
            /** Whether everybody in the group has Dropbox. */
            assigned?: boolean | null;
            /** Addresses of people in the roster. */
            members?: string[] | null;
            /** Groups of the roster inside this one. */
            groups?: string[] | null;
          }[]
        | null;
      people: {
        /** The address of the person, compared without regard to case. */
        email: string;
        /** At most 50 characters. */
        givenName?: string | null;
        /** At most 50 characters. */
        surname?: string | null;
        /** The identity that never changes; it wins over the e-mail. At most 64 characters. */
        externalId?: string | null;
        /** active (default); suspended, inactive, disabled, archived or false; unassigned, deprovisioned, deleted, removed or terminated. */
        status?: string | boolean | null;
        /** Whether the person has Dropbox directly. Without it everybody has, unless there are assigned groups. */
        assigned?: boolean | null;
        /** The groups of the person. */
        groups?: string[] | null;
        /** The address of who gets the files when the person leaves. */
        transferTo?: string | null;
        /** The address that the person had before. */
        previousEmail?: string | null;
        /** The name or id of an admin role, or member for none. */
        role?: string | null;
        /** Whoever has the lower number gets a scarce licence first. */
        priority?: number | null;
      }[];
    }
  | {
      /** The address of the person, compared without regard to case. */
      email: string;
      /** At most 50 characters. */
      givenName?: string | null;
      /** At most 50 characters. */
      surname?: string | null;
      /** The identity that never changes; it wins over the e-mail. At most 64 characters. */
      externalId?: string | null;
      /** active (default); suspended, inactive, disabled, archived or false; unassigned, deprovisioned, deleted, removed or terminated. */
      status?: string | boolean | null;
      /** Whether the person has Dropbox directly. Without it everybody has, unless there are assigned groups. */
      assigned?: boolean | null;
      /** The groups of the person. */
      groups?: string[] | null;
      /** The address of who gets the files when the person leaves. */
      transferTo?: string | null;
      /** The address that the person had before. */
      previousEmail?: string | null;
      /** The name or id of an admin role, or member for none. */
      role?: string | null;
      /** Whoever has the lower number gets a scarce licence first. */
      priority?: number | null;
    }[];
