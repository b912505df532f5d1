/** Dropbox's error tags in plain words. A tag that is not here is shown as it came. */
const SENTENCES = new Map<string, string>([
  // members/add_v2, item by item
  ['team_license_limit', 'The team has no licence left.'],
  ['free_team_member_limit_reached', 'The team has reached the number of members that a free team may have.'],
  [
    'user_already_on_team',
    'The address is on the team already, or belongs to an account removed within the last 7 days.',
  ],
  ['user_on_another_team', 'The address belongs to another Dropbox team, which has to let it go first.'],
  ['user_already_paired', 'The account of this address is paired with another business account.'],
  ['user_migration_failed', 'Dropbox could not move the existing account of this address onto the team.'],
  [
    'duplicate_external_member_id',
    'Another account of the team, perhaps one removed within the last 7 days, has this external id.',
  ],
  ['duplicate_member_persistent_id', 'Another account of the team has this persistent id.'],
  ['persistent_id_disabled', 'Persistent ids are not enabled for this team.'],
  ['user_creation_failed', 'Dropbox could not create the account and does not say why.'],
  // selecting a member
  ['user_not_found', 'Dropbox finds no such account.'],
  ['user_not_in_team', 'The account is not on this team.'],
  // suspend, unsuspend, recover
  ['suspend_inactive_user', 'Only an active account can be suspended, and this one is not active.'],
  ['suspend_last_admin', 'It is the last admin of the team.'],
  ['unsuspend_non_suspended_member', 'The account is not suspended.'],
  ['user_unrecoverable', 'The account can no longer be recovered.'],
  // remove
  ['remove_last_admin', 'It is the last admin of the team.'],
  [
    'cannot_keep_account_and_transfer',
    'An account that is kept as a personal one cannot hand over its files.',
  ],
  [
    'cannot_keep_account_and_delete_data',
    'An account that is kept as a personal one cannot be wiped from its devices.',
  ],
  [
    'cannot_keep_account_and_permanently_delete',
    'An account that is kept as a personal one cannot be deleted for good.',
  ],
  ['cannot_keep_invited_user_account', 'Somebody who never joined has no account to keep.'],
  ['cannot_keep_account', 'Only a full team admin may turn an account into a personal one.'],
  ['cannot_keep_account_under_legal_hold', 'The account is under a legal hold.'],
  ['cannot_keep_account_required_to_sign_tos', 'The person has not accepted the terms of service yet.'],
  ['cannot_retain_shares_when_data_wiped', 'Shares of the team cannot be kept while devices are wiped.'],
  [
    'cannot_retain_shares_when_no_account_kept',
    'Shares of the team can be kept only with a personal account.',
  ],
  ['cannot_retain_shares_when_team_external_sharing_off', 'The team does not share with people outside.'],
  ['transfer_in_progress', 'The files of this account are being moved.'],
  ['member_is_transfer_destination', 'Files of another account are being moved to this one.'],
  ['already_transferred', 'The files of this account were moved already.'],
  ['already_transferred_or_deleted', 'The files of this account were moved or deleted already.'],
  ['email_address_too_long_to_be_disabled', 'The address is too long for Dropbox to disable the account.'],
  // transfers, with a removal and of files of former members
  [
    'removed_and_transfer_dest_should_differ',
    'The account that hands over its files cannot be the one that gets them.',
  ],
  [
    'removed_and_transfer_admin_should_differ',
    'The account that hands over its files cannot be the admin who hears of errors.',
  ],
  ['transfer_dest_user_not_found', 'Dropbox finds no account of whoever is to get the files.'],
  ['transfer_dest_user_not_in_team', 'Whoever is to get the files is not on this team.'],
  ['transfer_admin_user_not_found', 'Dropbox finds no account of the admin who is to hear of errors.'],
  ['transfer_admin_user_not_in_team', 'The admin who is to hear of errors is not on this team.'],
  ['unspecified_transfer_admin_id', 'Files are moved only with an admin named who hears of errors.'],
  ['transfer_admin_is_not_admin', 'Whoever is to hear of errors is not an admin of the team.'],
  ['recipient_not_verified', 'Whoever is to get the files has not verified their address yet.'],
  [
    'cannot_permanently_delete_and_transfer',
    'Files that are deleted for good cannot be handed over as well.',
  ],
  ['user_data_is_being_transferred', 'The files of this account are being moved right now.'],
  ['user_not_removed', 'Dropbox finds no removed account to move files from.'],
  ['user_data_cannot_be_transferred', 'The files of this account can no longer be moved.'],
  ['user_data_already_transferred', 'The files of this account were moved to somebody already.'],
  // set_admin_permissions_v2
  ['last_admin', 'It is the last admin of the team.'],
  [
    'cannot_set_permissions',
    'Dropbox changes no role of somebody who is suspended, and perhaps none of somebody who has not joined yet.',
  ],
  ['role_not_found', 'The team does not have this role.'],
  // groups
  ['group_not_found', 'Dropbox finds no such group.'],
  ['group_not_in_team', 'The group is not one of this team.'],
  ['group_not_on_team', 'The group is not one of this team.'],
  ['group_already_deleted', 'The group was deleted already.'],
  ['group_name_already_used', 'Another group of the team has this name.'],
  ['group_name_invalid', 'Dropbox does not accept this name for a group.'],
  ['external_id_already_in_use', 'Another group of the team has this external id.'],
  ['system_managed_group_disallowed', 'Dropbox itself decides who is in this group.'],
  ['duplicate_user', 'Somebody who was to be added is in the group already.'],
  ['member_not_in_group', 'Somebody who was to be taken out is not in the group.'],
  ['members_not_in_team', 'Somebody is not on this team.'],
  ['users_not_found', 'Dropbox finds no account of somebody.'],
  ['user_must_be_active_to_be_owner', 'Only an active account can own a group.'],
  ['user_cannot_be_manager_of_company_managed_group', 'Only admins manage this group, so nobody can own it.'],
  ['access_denied', 'Dropbox does not tell this app about the job.'],
  // listings
  ['invalid_cursor', 'Dropbox no longer goes on with the listing where it stopped.'],
  // set_profile_v2
  ['email_reserved_for_other_user', 'The address belongs to another account.'],
  ['external_id_used_by_other_user', 'Another account of the team has this external id.'],
  [
    'external_id_and_new_external_id_unsafe',
    'Dropbox does not change an external id that also selects the account.',
  ],
  ['no_new_data_specified', 'Dropbox was given nothing to change.'],
  ['set_profile_disallowed', 'The profile of this account cannot be changed.'],
  ['param_cannot_be_empty', 'Dropbox does not accept an empty value here.'],
  ['persistent_id_used_by_other_user', 'Another account of the team has this persistent id.'],
  ['directory_restricted_off', 'Directory restrictions are not enabled for this team.'],
  // jobs
  ['invalid_async_job_id', 'Dropbox no longer knows the job.'],
  ['internal_error', 'Dropbox does not know how the job ended.'],
]);

/** A tag of Dropbox as a sentence; an unknown one is named, because it is all there is. */
export function sentenceFor(tag: string): string {
  return SENTENCES.get(tag) ?? `Dropbox refused it with "${tag}", which this version has no words for.`;
}
