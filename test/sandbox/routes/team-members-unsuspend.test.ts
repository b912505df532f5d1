import { expect, test } from 'vitest';
import { byEmail, refusalOf, startRig } from '../helpers.ts';

test('a suspended member is active again', async () => {
  const { dbx, member, sandbox } = await startRig();
  expect((await dbx.teamMembersUnsuspend({ user: byEmail('elif.kaya@example.com') })).result).toBeNull();
  expect(member('elif.kaya@example.com').status).toBe('active');
  expect(sandbox.snapshot().counters.unsuspensions).toBe(1);
});

test.each([
  ['nobody@example.com', 'user_not_found'],
  ['femi.adeyemi@example.com', 'user_not_in_team'],
  ['ana.lopez@example.com', 'unsuspend_non_suspended_member'],
  ['hugo.martin@example.com', 'unsuspend_non_suspended_member'],
])('%s is %s', async (email, tag) => {
  const { dbx } = await startRig();
  expect(await refusalOf(dbx.teamMembersUnsuspend({ user: byEmail(email) }))).toBe(tag);
});

test('a team with fewer licences than members lets nobody in', async () => {
  const { dbx, control } = await startRig();
  await control('POST', 'team', { licences: 14 });
  expect(await refusalOf(dbx.teamMembersUnsuspend({ user: byEmail('elif.kaya@example.com') }))).toBe(
    'team_license_limit',
  );
});
