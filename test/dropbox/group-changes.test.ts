import { expect, test } from 'vitest';
import { RequestRefusedError } from '../../src/errors.ts';
import type { MemberRef } from '../../src/team.ts';
import { conflict, listedGroup, startFakeDropbox, teamAt, type Reply } from '../helpers/fake-dropbox.ts';

const CREATE = 'team/groups/create';
const ADD = 'team/groups/members/add';
const REMOVE = 'team/groups/members/remove';
const GROUP = { '.tag': 'group_id', group_id: 'g:eng' };
const BY_ID = { '.tag': 'team_member_id', team_member_id: 'dbmid:1' };
const BY_EMAIL = { '.tag': 'email', email: 'new@example.com' };
const BOTH: MemberRef[] = [{ id: 'dbmid:1' }, { email: 'new@example.com' }];
/** The id of the job is a space, because there is none. */
const CHANGED: Reply = {
  json: { group_info: { ...listedGroup('eng'), created: 1_767_225_600_000 }, async_job_id: ' ' },
};

const many = (count: number): MemberRef[] =>
  Array.from({ length: count }, (_, index) => ({ id: `dbmid:${String(index)}` }));

test('a group is made for admins to manage, and whoever authorized does not own it', async () => {
  const fake = await startFakeDropbox({ [CREATE]: { json: { ...listedGroup('eng'), created: 1 } } });
  expect(await teamAt(fake.origin).writer.createGroup('ENG')).toEqual({
    id: 'g:eng',
    name: 'ENG',
    management: 'company',
  });
  expect(fake.seen[0]?.body).toStrictEqual({
    group_name: 'ENG',
    add_creator_as_owner: false,
    group_management_type: { '.tag': 'company_managed' },
  });
});

test('people are added as plain members, by id or by address, without having the group listed', async () => {
  const fake = await startFakeDropbox({ [ADD]: CHANGED });
  await teamAt(fake.origin).writer.addToGroup('g:eng', BOTH);
  expect(fake.seen.map(({ route, body }) => [route, body])).toStrictEqual([
    [
      ADD,
      {
        group: GROUP,
        members: [
          { user: BY_ID, access_type: { '.tag': 'member' } },
          { user: BY_EMAIL, access_type: { '.tag': 'member' } },
        ],
        return_members: false,
      },
    ],
  ]);
});

test('people are taken out, by id or by address, without having the group listed', async () => {
  const fake = await startFakeDropbox({ [REMOVE]: CHANGED });
  await teamAt(fake.origin).writer.removeFromGroup('g:eng', BOTH);
  expect(fake.seen.map(({ route, body }) => [route, body])).toStrictEqual([
    [REMOVE, { group: GROUP, users: [BY_ID, BY_EMAIL], return_members: false }],
  ]);
});

test('an answer without the id of a job is as good as one with', async () => {
  const fake = await startFakeDropbox({ [ADD]: { json: { group_info: listedGroup('eng') } } });
  await teamAt(fake.origin).writer.addToGroup('g:eng', BOTH);
  expect(fake.seen).toHaveLength(1);
});

test('100 people go in one call; more are a mistake of the program, and nothing is sent', async () => {
  const fake = await startFakeDropbox({ [ADD]: CHANGED, [REMOVE]: CHANGED });
  const { writer } = teamAt(fake.origin);
  await writer.addToGroup('g:eng', many(100));
  await writer.removeFromGroup('g:eng', many(100));
  await expect(writer.addToGroup('g:eng', many(101))).rejects.toThrow('101');
  await expect(writer.removeFromGroup('g:eng', many(101))).rejects.toThrow('101');
  expect(fake.seen).toHaveLength(2);
});

test.each<[string, Reply, string]>([
  ['somebody is in it already', conflict('duplicate_user'), 'is in the group already'],
  ['Dropbox keeps the group itself', conflict('system_managed_group_disallowed'), 'Dropbox itself decides'],
  ['somebody is off the team', conflict('members_not_in_team', ['dbmid:1']), 'not on this team: dbmid:1 ('],
  ['somebody is unknown', conflict('users_not_found', ['new@example.com']), 'somebody: new@example.com ('],
])('adding is refused in plain words where %s', async (_name, reply, words) => {
  const fake = await startFakeDropbox({ [ADD]: reply });
  const adding = teamAt(fake.origin).writer.addToGroup('g:eng', BOTH);
  await expect(adding).rejects.toBeInstanceOf(RequestRefusedError);
  await expect(adding).rejects.toThrow(words);
  expect(fake.seen).toHaveLength(1);
});

test('a name that is taken is refused in plain words', async () => {
  const fake = await startFakeDropbox({ [CREATE]: conflict('group_name_already_used') });
  await expect(teamAt(fake.origin).writer.createGroup('ENG')).rejects.toMatchObject({
    code: 'group_name_already_used',
    message: 'Another group of the team has this name (team/groups/create, request req-1).',
  });
});
