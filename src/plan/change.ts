/** Everything that can be done to a person, and what it is made of. */

/** Fields of a person that change, under the roster's names, plus `status`. */
export interface Facts {
  status?: 'invited' | 'active' | 'suspended' | 'removed';
  email?: string;
  givenName?: string;
  surname?: string;
  externalId?: string;
  /** Name of a role, `member` for none. */
  role?: string;
  /** Name of a Dropbox group. */
  group?: string;
}

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

/** What goes with an account that is suspended or removed, as far as the listing tells. */
export interface Impact {
  /** Names of admin roles. */
  roles: string[];
  /** RFC 3339, UTC. */
  joinedOn: string | null;
  /** Names of groups, sorted, the system's own left out; `null` where groups were not read. */
  groups: string[] | null;
  /** Mapped groups in which there is nobody else. */
  soleMemberOf: string[];
}

interface ChangeBase {
  /** `ACTION:EMAIL`, with `:GROUP` behind it for groups; unique in a plan. */
  id: string;
  /** The roster's address where the person is listed, else the member's. Lower case. */
  email: string;
  /** `null` as long as there is no account. */
  memberId: string | null;
  externalId: string | null;
  /** Given name and surname for people to read; `null` when neither side knows one. */
  name: string | null;
  reason: ChangeReason;
  /** One plain sentence. */
  explanation: string;
  source: { line: number | null; groups: string[] };
  before: Facts | null;
  after: Facts | null;
  /** Licences that the change takes (1), frees (-1) or leaves alone (0). */
  seats: -1 | 0 | 1;
  /** RFC 3339, UTC: until then Dropbox can bring the account back; `null` when no date bounds it, or nothing can. */
  reversibleUntil: string | null;
  /** Only for suspensions and removals. */
  impact?: Impact;
}

/** Who gets the files of an account, and who hears of errors on the way. */
export interface TransferOptions {
  /** E-mail of the final recipient. */
  transferTo: string;
  transferToId: string;
  transferAdmin: string;
  transferAdminId: string;
}

/** `waitsForSeat`: applied once a removal of the same plan has freed a licence; `buysSeat`: no licence is free for it. */
export interface SeatOptions {
  waitsForSeat?: true;
  buysSeat?: true;
}

export interface ProvisionChange extends ChangeBase {
  action: 'provision';
  options: { silent: boolean; directoryRestricted: boolean } & SeatOptions;
}
export interface RecoverChange extends ChangeBase {
  action: 'recover';
  memberId: string;
  options: SeatOptions;
}
export interface UnsuspendChange extends ChangeBase {
  action: 'unsuspend';
  memberId: string;
  options: Record<string, never>;
}
export interface UpdateChange extends ChangeBase {
  action: 'update';
  memberId: string;
  before: Facts;
  after: Facts;
  options: Record<string, never>;
}
export interface SuspendChange extends ChangeBase {
  action: 'suspend';
  memberId: string;
  options: { wipeData: boolean };
}
export interface DeprovisionChange extends ChangeBase {
  action: 'deprovision';
  memberId: string;
  options: {
    method: 'remove' | 'suspend' | 'downgrade';
    wipeData: boolean;
    retainTeamShares: boolean;
    /** RFC 3339, UTC: the account is only suspended now, and removed from then on. */
    removeOn?: string;
  } & Partial<TransferOptions>;
}
export interface GroupAddChange extends ChangeBase {
  action: 'group_add';
  before: null;
  after: Facts & { group: string };
  /** `groupId` is `null` as long as there is no such group; the first change that needs it creates it. */
  options: { groupId: string | null; createGroup?: true };
}
export interface GroupRemoveChange extends ChangeBase {
  action: 'group_remove';
  memberId: string;
  before: Facts & { group: string };
  after: null;
  options: { groupId: string };
}
export interface SetRoleChange extends ChangeBase {
  action: 'set_role';
  before: Facts & { role: string };
  after: Facts & { role: string };
  /** `null` for a plain member. */
  options: { roleId: string | null };
}
/** A reminder to somebody who was invited so many days ago. */
export interface InviteChange extends ChangeBase {
  action: 'invite';
  memberId: string;
  options: { afterDays: number };
}
/** The files of an account that was removed earlier go to somebody else. */
export interface TransferChange extends ChangeBase {
  action: 'transfer';
  memberId: string;
  options: TransferOptions;
}

export type GroupChange = GroupAddChange | GroupRemoveChange;

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

export type Action = Change['action'];
