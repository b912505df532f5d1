import { expect, test } from 'vitest';
import { sentenceFor } from '../../src/dropbox/tags.ts';

const TRANSFER_TAGS = [
  'removed_and_transfer_dest_should_differ',
  'removed_and_transfer_admin_should_differ',
  'transfer_dest_user_not_found',
  'transfer_dest_user_not_in_team',
  'transfer_admin_user_not_found',
  'transfer_admin_user_not_in_team',
  'unspecified_transfer_admin_id',
  'transfer_admin_is_not_admin',
  'recipient_not_verified',
  'cannot_permanently_delete_and_transfer',
  'member_is_transfer_destination',
  'transfer_in_progress',
  'already_transferred',
  'already_transferred_or_deleted',
  'user_data_is_being_transferred',
  'user_not_removed',
  'user_data_cannot_be_transferred',
  'user_data_already_transferred',
];
const GROUP_TAGS = [
  'group_not_found',
  'group_not_in_team',
  'group_not_on_team',
  'group_already_deleted',
  'group_name_already_used',
  'group_name_invalid',
  'external_id_already_in_use',
  'system_managed_group_disallowed',
  'duplicate_user',
  'member_not_in_group',
  'members_not_in_team',
  'users_not_found',
  'user_must_be_active_to_be_owner',
  'user_cannot_be_manager_of_company_managed_group',
  'access_denied',
  'invalid_cursor',
];
const ROLE_TAGS = ['last_admin', 'cannot_set_permissions', 'role_not_found'];

test.each([...TRANSFER_TAGS, ...GROUP_TAGS, ...ROLE_TAGS])('%s has one plain sentence', (tag) => {
  const sentence = sentenceFor(tag);
  expect(sentence).toMatch(/^[A-Z][^._]+\.$/);
});

test('who can have no role now is said with the refusal to give one', () => {
  expect(sentenceFor('cannot_set_permissions')).toMatch(/suspended.*not joined/);
});

test('a tag without words of ours is named', () => {
  expect(sentenceFor('moonlight')).toContain('"moonlight"');
});
