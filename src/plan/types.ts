import type { Warning } from '../errors.ts';
import type { Settings, Limit } from '../settings/schema.ts';
import type { Actual, Licences, Person } from '../team.ts';

/** Fields of a person that change, under the roster's names, plus `status`. */
export interface Facts {
  status?: 'invited' | 'active' | 'suspended' | 'removed';
  email?: string;
  givenName?: string;
  surname?: string;
  externalId?: string;
}

export type ChangeReason =
  | 'assigned_active'
  | 'returned'
  | 'no_longer_suspended'
  | 'profile_differs'
  | 'suspended_in_roster'
  | 'unassigned'
  | 'unlisted'
  | 'undo';

interface ChangeBase {
  /** `ACTION:EMAIL`, unique in a plan. */
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
  /** RFC 3339, UTC: until then Dropbox can bring the account back; `null` when no date bounds it. */
  reversibleUntil: string | null;
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
  options: { method: 'remove' | 'suspend' | 'downgrade'; wipeData: boolean; retainTeamShares: boolean };
}

export type Change =
  ProvisionChange | RecoverChange | UnsuspendChange | UpdateChange | SuspendChange | DeprovisionChange;

export type Action = Change['action'];

/** Actions that a later version plans; they appear in blocked items as `not_supported_yet`. */
export type LaterAction = 'group_add' | 'group_remove' | 'set_role' | 'invite';

export type BlockedCode =
  | 'no_licence'
  | 'recoverable_until'
  | 'invited_cannot_be_suspended'
  | 'identity_conflict'
  | 'looks_like_rename'
  | 'transfer_unsupported'
  | 'not_reversible'
  | 'not_supported_yet';

export type KeptCode =
  | 'protected'
  | 'last_admin'
  | 'held'
  | 'admin_unknown'
  | 'listing_incomplete'
  | 'unlisted_unmanaged'
  | 'unlisted_reported'
  | 'outside_window'
  | 'over_limit';

/** Something the roster asks for that does not happen, or somebody deliberately left alone. */
interface Withheld<Code extends string, Act extends string = Action> {
  action: Act;
  email: string;
  code: Code;
  /** One plain sentence, with what to do about it. */
  message: string;
  /** RFC 3339, UTC: from then on it is possible; `null` when no date is known. */
  until: string | null;
}
export type Blocked = Withheld<BlockedCode, Action | LaterAction>;
export type Kept = Withheld<KeptCode>;

/** Somebody for whom nothing happens, and why. */
export interface Unchanged {
  email: string;
  code: UnchangedCode;
  message: string;
}
export type UnchangedCode =
  'as_wanted' | 'invitation_pending' | 'suspended_without_account' | 'already_suspended' | 'already_off_team';

/** How many people each action would have touched had it been enabled. */
export type DisabledCounts = Record<
  'provision' | 'recover' | 'unsuspend' | 'update' | 'suspend' | 'deprovision' | 'groups' | 'roles',
  number
>;

/** A rail that refuses the whole run before anything is sent. */
export interface Refusal {
  code: 'over_limit';
  action: 'deprovision' | 'suspend';
  /** People the plan would touch, and how many it may. */
  count: number;
  allowed: number;
  /** People whom earlier runs touched in the last 24 hours; 0 where the limit counts this run alone. */
  earlier: number;
  /** Members on the team, before those runs, of whom the percentage is taken. */
  base: number;
  message: string;
  hint: string;
}

export interface Seats {
  before: Licences;
  /** Seats that this plan frees and takes. */
  freed: number;
  taken: number;
  /** Licences to be bought because `safety.allowPurchase` is on. */
  purchased: number;
}

/** What will be done, what will not, and why: pure data, the same bytes for the same input. */
export interface Plan {
  /** In the order in which they are applied. */
  changes: Change[];
  blocked: Blocked[];
  kept: Kept[];
  unchanged: Unchanged[];
  disabled: DisabledCounts;
  refusals: Refusal[];
  seats: Seats;
  /** Ids of living members whom the roster names, sorted: from the next run on they are managed. */
  named: string[];
  warnings: Warning[];
  /** Hex SHA-256 over the ordered changes, without texts and without dates that move with the clock. */
  checksum: string;
}

/** Somebody whom no run may touch. */
export interface Hold {
  email: string;
  /** RFC 3339, UTC. */
  until: string | null;
  why: string;
}

/** How many people runs of ours touched lately. */
export interface RecentCounts {
  deprovisions: number;
  suspensions: number;
}

/** Limits for this run alone; each replaces its setting. */
export interface RunLimits {
  deprovisions?: Limit;
  suspensions?: Limit;
}

export interface PlanInput {
  desired: readonly Person[];
  actual: Actual;
  settings: Settings;
  now: Date;
  /** Ids of members whom an earlier roster of this team named. */
  managed: ReadonlySet<string>;
  /** Ids of members whom a deprovision of ours suspended (`deprovision.method` is `suspend`). */
  suspendedByDeprovision: ReadonlySet<string>;
  holds: readonly Hold[];
  /** People whom runs of ours took off the team and suspended in the last 24 hours. */
  recent: RecentCounts;
  /** E-mails or glob patterns; empty means everybody. */
  only: readonly string[];
  limits: RunLimits;
  /** Plan destructive changes although the listing is incomplete. */
  acceptListing: boolean;
}
