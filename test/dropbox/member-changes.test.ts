import { expect, test } from 'vitest';
import { listed, startFakeDropbox, teamAt } from '../helpers/fake-dropbox.ts';

const ROLE = 'team/members/set_admin_permissions_v2';
const REMIND = 'team/members/send_welcome_email';
const USER = { '.tag': 'team_member_id', team_member_id: 'dbmid:1' };

test('suspending always says whether devices are wiped; the other calls name only the member', async () => {
  const routes = ['suspend', 'unsuspend', 'recover'].map((name) => `team/members/${name}`);
  const fake = await startFakeDropbox(Object.fromEntries(routes.map((route) => [route, { json: null }])));
  const { writer } = teamAt(fake.origin);
  await writer.suspendMember('dbmid:1', { wipeData: false });
  await writer.unsuspendMember('dbmid:1');
  await writer.recoverMember('dbmid:1');
  expect(fake.seen.map(({ route, body }) => [route, body])).toStrictEqual([
    [routes[0], { user: USER, wipe_data: false }],
    [routes[1], { user: USER }],
    [routes[2], { user: USER }],
  ]);
});

test('a profile is sent with only the fields that change, the empty external id included', async () => {
  const route = 'team/members/set_profile_v2';
  const fake = await startFakeDropbox({ [route]: { json: { member_info: listed('1') } } });
  const { writer } = teamAt(fake.origin);
  await writer.setProfile('dbmid:1', { externalId: '' });
  await writer.setProfile('dbmid:1', { email: 'n@example.com', givenName: 'N', surname: 'M' });
  expect(fake.seen.map(({ body }) => body)).toStrictEqual([
    { user: USER, new_external_id: '' },
    { user: USER, new_email: 'n@example.com', new_given_name: 'N', new_surname: 'M' },
  ]);
});

test('a role is the only one of a list, and none is the empty list', async () => {
  const role = { role_id: 'pid_dbtmr:1', name: 'Team', description: 'all' };
  const fake = await startFakeDropbox({
    [ROLE]: [{ json: { team_member_id: 'dbmid:1', roles: [role] } }, { json: { team_member_id: 'dbmid:1' } }],
  });
  const { writer } = teamAt(fake.origin);
  await writer.setRole({ id: 'dbmid:1' }, 'pid_dbtmr:1');
  await writer.setRole({ id: 'dbmid:1' }, null);
  expect(fake.to(ROLE).map(({ body }) => body)).toStrictEqual([
    { user: USER, new_roles: ['pid_dbtmr:1'] },
    { user: USER, new_roles: [] },
  ]);
});

test('a role can be given to somebody who is known by address alone', async () => {
  const fake = await startFakeDropbox({ [ROLE]: { json: { team_member_id: 'dbmid:9', roles: [] } } });
  await teamAt(fake.origin).writer.setRole({ email: 'new@example.com' }, 'pid_dbtmr:1');
  expect(fake.seen[0]?.body).toStrictEqual({
    user: { '.tag': 'email', email: 'new@example.com' },
    new_roles: ['pid_dbtmr:1'],
  });
});

test('for a reminder the member is the whole argument', async () => {
  const fake = await startFakeDropbox({ [REMIND]: { json: null } });
  await teamAt(fake.origin).writer.remindMember('dbmid:1');
  expect(fake.seen.map(({ route, body }) => [route, body])).toStrictEqual([[REMIND, USER]]);
});
