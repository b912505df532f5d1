import { expect, test } from 'vitest';
import { refusalOf, startRig } from '../helpers.ts';

test('the admin who authorized the token is told with their profile', async () => {
  const { dbx, member } = await startRig();
  const { admin_profile: admin } = (await dbx.teamTokenGetAuthenticatedAdmin()).result;
  expect(admin.email).toBe('olivia.brandt@example.com');
  expect(admin.team_member_id).toBe(member('olivia.brandt@example.com').memberId);
});

test('a token without a record of its admin is mapping_not_found', async () => {
  const { dbx, control } = await startRig();
  await control('POST', 'team', { admin: null });
  expect(await refusalOf(dbx.teamTokenGetAuthenticatedAdmin())).toBe('mapping_not_found');
});

test.each([{ roles: [] }, { status: 'suspended' }, { remove: true }])(
  'an admin who is one no more (%j) is admin_not_active',
  async (set) => {
    const { dbx, control } = await startRig();
    await control('POST', 'members', { email: 'olivia.brandt@example.com', set });
    expect(await refusalOf(dbx.teamTokenGetAuthenticatedAdmin())).toBe('admin_not_active');
  },
);
