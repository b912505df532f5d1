import * as z from 'zod';
import type { ChangeReason } from '../plan/change.ts';
import type { BlockedCode, KeptCode, UnchangedCode } from '../plan/types.ts';
import { ACTIONS } from '../state/journal-records.ts';

/** Everything that can be done to a person. */
export const action = z
  .enum(ACTIONS)
  .meta({ id: 'Action', description: 'Everything that can be done to a person.' });

/** Why changes are made. */
export const REASONS = [
  'assigned_active',
  'returned',
  'no_longer_suspended',
  'profile_differs',
  'suspended_in_roster',
  'unassigned',
  'unlisted',
  'invitation_expired',
  'in_group',
  'not_in_group',
  'role_differs',
  'invitation_pending',
  'requested',
  'undo',
] as const satisfies ChangeReason[];

/** Why a change is made. */
export const changeReason = z
  .enum(REASONS)
  .meta({ id: 'ChangeReason', description: 'Why a change is made, for programs.' });

/** Why something that is wanted cannot be had now. */
export const BLOCKED_CODES = [
  'no_licence',
  'recoverable_until',
  'invited_cannot_be_suspended',
  'identity_conflict',
  'looks_like_rename',
  'transfer_unsupported',
  'transfer_not_removed',
  'transfer_recipient_unknown',
  'transfer_recipient_not_active',
  'transfer_recipient_not_verified',
  'transfer_recipient_leaving',
  'transfer_recipient_same',
  'transfer_admin_unknown',
  'transfer_admin_not_admin',
  'transfer_admin_leaving',
  'group_missing',
  'group_not_company_managed',
  'unknown_role',
  'cannot_set_permissions',
  'not_recoverable',
  'not_reversible',
] as const satisfies BlockedCode[];

/** Why somebody is deliberately left alone. */
export const KEPT_CODES = [
  'protected',
  'last_admin',
  'held',
  'admin_unknown',
  'listing_incomplete',
  'unlisted_unmanaged',
  'unlisted_reported',
  'waiting_for_removal',
  'invitation_cancelled',
  'outside_window',
  'over_limit',
] as const satisfies KeptCode[];

/** Why nothing happens to somebody. */
export const UNCHANGED_CODES = [
  'as_wanted',
  'invitation_pending',
  'suspended_without_account',
  'already_suspended',
  'already_off_team',
] as const satisfies UnchangedCode[];
