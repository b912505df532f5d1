import type { Warning } from '../errors.ts';
import type { Settings, Limit } from '../settings/schema.ts';
import type { Actual, Licences, Person } from '../team.ts';
import type { Action, Change } from './change.ts';

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

/** Something the roster asks for that does not happen, or somebody deliberately left alone. */
interface Withheld<Code extends string> {
  action: Action;
  email: string;
  /** The Dropbox group that it is about, for actions on groups. */
  group?: string;
  code: Code;
  /** One plain sentence, with what to do about it. */
  message: string;
  /** RFC 3339, UTC: from then on it is possible; `null` when no date is known. */
  until: string | null;
}
export type Blocked = Withheld<BlockedCode>;
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
  /** Reminders that are due and not sent, because it is not known what was sent before; from now on they count as sent. */
  passed: { memberId: string; afterDays: number }[];
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

/** An account that a run of ours took off the team. */
export interface Removed {
  /** What it had before: Dropbox may alter the address of a removed account. Lower case. */
  email: string;
  externalId: string | null;
  /** RFC 3339, UTC. */
  removedOn: string;
}

/** What earlier runs remembered of a team; everything else is read anew each time. */
export interface Remembered {
  /** False as long as no run on this machine has changed this team. */
  known: boolean;
  /** Ids of members whom an earlier roster of this team named. */
  managed: ReadonlySet<string>;
  /** Ids of members whom a deprovision of ours suspended. */
  suspendedByDeprovision: ReadonlySet<string>;
  /** Member id → after how many days they were last reminded of their invitation. */
  reminded: ReadonlyMap<string, number>;
  /** E-mail → fingerprint of the row whose invitation was withdrawn because nobody accepted it. */
  cancelled: ReadonlyMap<string, string>;
  /** By member id. */
  removed: ReadonlyMap<string, Removed>;
  /** E-mail → RFC 3339, UTC: until then Dropbox refuses a new account with this address or its external id. */
  reserved: ReadonlyMap<string, string>;
}

export interface PlanInput extends Remembered {
  desired: readonly Person[];
  actual: Actual;
  settings: Settings;
  now: Date;
  holds: readonly Hold[];
  /** People whom runs of ours took off the team and suspended in the last 24 hours. */
  recent: RecentCounts;
  /** E-mails or glob patterns; empty means everybody. */
  only: readonly string[];
  limits: RunLimits;
  /** Plan destructive changes although the listing is incomplete. */
  acceptListing: boolean;
}
