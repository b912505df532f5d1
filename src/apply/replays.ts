/** Refusals with which Dropbox also answers the second time, when the first one worked. */
const REPLAYS: ReadonlySet<string> = new Set([
  'user_already_on_team',
  'duplicate_external_member_id',
  'suspend_inactive_user',
  'unsuspend_non_suspended_member',
  'user_not_found',
  'user_not_in_team',
  'user_unrecoverable',
  'users_not_found',
  'members_not_in_team',
  'transfer_in_progress',
  'already_transferred',
  'already_transferred_or_deleted',
]);

/**
 * Such refusals that also follow within a moment when a batch was carried out in part and then refused as a whole, so that
 * a reading may not show it yet.
 */
const REPLAYS_AT_ONCE: ReadonlySet<string> = new Set(['duplicate_user', 'member_not_in_group']);

/** True for refusals that may only say that the change was made already. */
export function meansDone(code: string): boolean {
  return REPLAYS.has(code) || REPLAYS_AT_ONCE.has(code);
}

/** True for those of them of which one look is not enough. */
export function mayLag(code: string): boolean {
  return REPLAYS_AT_ONCE.has(code);
}
