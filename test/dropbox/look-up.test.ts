import { expect, test } from 'vitest';
import { ForbiddenError, UnavailableError } from '../../src/errors.ts';
import type { Member, Whom } from '../../src/team.ts';
import {
  conflict,
  listed,
  RESET,
  startFakeDropbox,
  teamAt,
  TRUNCATED,
  type FakeDropbox,
  type Reply,
} from '../helpers/fake-dropbox.ts';

const INFO = 'team/members/get_info_v2';

/** An answer of the route: members as the listing shows them, and whatever else is given as it is. */
function infos(...items: object[]): Reply {
  const tagged = items.map((item) => ('profile' in item ? { '.tag': 'member_info', ...item } : item));
  return { json: { members_info: tagged } };
}

async function start(replies: Reply | readonly Reply[]): Promise<{
  fake: FakeDropbox;
  lookUp: (whom: Whom) => Promise<Member[]>;
  team: ReturnType<typeof teamAt>;
}> {
  const fake = await startFakeDropbox({ [INFO]: replies });
  const team = teamAt(fake.origin);
  return { fake, team, lookUp: (whom) => team.reader.lookUp(whom) };
}

/** Ids or addresses in each request, in their order. */
function asked(fake: FakeDropbox): string[][] {
  return fake.to(INFO).map(({ body }) => {
    const { members } = body as { members: { team_member_id?: string; email?: string }[] };
    return members.map(({ team_member_id: id, email }) => id ?? email ?? '');
  });
}

test('members are asked for by id, and come reduced to what decisions need', async () => {
  const { fake, lookUp } = await start(
    infos({ ...listed('ann'), roles: [{ role_id: 'r:1', name: 'Team' }] }),
  );
  expect(await lookUp({ ids: ['dbmid:ann'] })).toEqual([
    {
      id: 'dbmid:ann',
      email: 'ann@example.com',
      externalId: null,
      secondaryEmails: [],
      emailVerified: true,
      givenName: 'ann',
      surname: 'Doe',
      status: 'active',
      recoverable: false,
      membership: 'full',
      roles: [{ id: 'r:1', name: 'Team' }],
      groups: ['g:everyone'],
      invitedOn: null,
      joinedOn: '2025-01-02T03:04:05Z',
      suspendedOn: null,
    },
  ]);
  expect(fake.to(INFO).map(({ body }) => body)).toStrictEqual([
    { members: [{ '.tag': 'team_member_id', team_member_id: 'dbmid:ann' }] },
  ]);
});

test('ids and addresses go in calls of their own, and somebody found by both comes once', async () => {
  const { fake, lookUp } = await start([infos(listed('ann')), infos(listed('bo'), listed('ann'))]);
  const members = await lookUp({ ids: ['dbmid:ann'], emails: ['bo@example.com', 'ann@example.com'] });
  expect(members.map(({ id }) => id)).toEqual(['dbmid:ann', 'dbmid:bo']);
  expect(fake.to(INFO).map(({ body }) => body)).toStrictEqual([
    { members: [{ '.tag': 'team_member_id', team_member_id: 'dbmid:ann' }] },
    {
      members: [
        { '.tag': 'email', email: 'bo@example.com' },
        { '.tag': 'email', email: 'ann@example.com' },
      ],
    },
  ]);
});

test.each([
  [50, [50]],
  [51, [50, 1]],
  [120, [50, 50, 20]],
])('%i people are asked for in calls of %j', async (count, sizes) => {
  const { fake, lookUp } = await start(infos());
  const ids = Array.from({ length: count }, (_, index) => `dbmid:${String(index)}`);
  await lookUp({ ids });
  expect(asked(fake).map((some) => some.length)).toEqual(sizes);
  expect(asked(fake).flat()).toEqual(ids);
});

test('what all the calls found is put together', async () => {
  const { lookUp } = await start([infos(listed('ann')), infos(), infos(listed('bo'))]);
  const ids = Array.from({ length: 101 }, (_, index) => `dbmid:${String(index)}`);
  expect((await lookUp({ ids })).map(({ id }) => id)).toEqual(['dbmid:ann', 'dbmid:bo']);
});

test('nobody to look at is no call', async () => {
  const { fake, lookUp } = await start(infos());
  expect(await lookUp({})).toEqual([]);
  expect(await lookUp({ ids: [], emails: [] })).toEqual([]);
  expect(fake.seen).toEqual([]);
});

test('who is not found is nobody', async () => {
  const { lookUp } = await start(
    infos({ '.tag': 'id_not_found', id_not_found: 'gone@example.com' }, listed('ann')),
  );
  const members = await lookUp({ emails: ['gone@example.com', 'ann@example.com'] });
  expect(members.map(({ email }) => email)).toEqual(['ann@example.com']);
});

test('removed members come as removed, with whether they can be brought back', async () => {
  const removed = (id: string, recoverable: boolean) =>
    listed(id, { status: { '.tag': 'removed', is_recoverable: recoverable, is_disconnected: false } });
  const { lookUp } = await start(infos(removed('ann', true), removed('bo', false)));
  expect(await lookUp({ ids: ['dbmid:ann', 'dbmid:bo'] })).toMatchObject([
    { id: 'dbmid:ann', status: 'removed', recoverable: true },
    { id: 'dbmid:bo', status: 'removed', recoverable: false },
  ]);
});

test('addresses come in lower case', async () => {
  const { lookUp } = await start(infos(listed('ann', { email: 'Ann@Example.com' })));
  expect(await lookUp({ emails: ['ann@example.com'] })).toMatchObject([{ email: 'ann@example.com' }]);
});

test.each<[string, Reply, string]>([
  ['without a list', { json: { members: [] } }, 'members_info'],
  ['with an item without a tag', { json: { members_info: [{}] } }, 'members_info.0'],
  ['that is a bare list', { json: [] }, 'the answer'],
])('an answer %s is unusable', async (_name, reply, path) => {
  const { lookUp } = await start(reply);
  const error: unknown = await lookUp({ ids: ['dbmid:ann'] }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnavailableError);
  expect(error).toMatchObject({ code: 'unusable_answer', exitCode: 8 });
  expect((error as UnavailableError).message).toContain(path);
});

test.each<[string, object]>([
  ['a status of tomorrow', listed('ann', { status: { '.tag': 'dormant' } })],
  ['no id', listed('ann', { team_member_id: null })],
  ['no profile', { '.tag': 'member_info' }],
  ['a tag of tomorrow', { '.tag': 'from_tomorrow', profile_of: 'bo' }],
])('a member with %s is unusable too, and not nobody', async (_name, item) => {
  const { lookUp } = await start(infos(item));
  await expect(lookUp({ ids: ['dbmid:ann'] })).rejects.toMatchObject({
    code: 'unusable_answer',
    exitCode: 8,
    details: { endpoint: INFO },
  });
});

test.each<[string, Reply]>([
  ['a 500', { status: 500, text: '' }],
  ['a broken connection', RESET],
  ['an answer cut short', TRUNCATED],
])('it is a read, so it is asked again after %s', async (_name, failure) => {
  const { fake, lookUp, team } = await start([failure, infos(listed('ann'))]);
  expect(await lookUp({ ids: ['dbmid:ann'] })).toHaveLength(1);
  expect(fake.to(INFO)).toHaveLength(2);
  expect(team.waits).toHaveLength(1);
});

test('a Dropbox that stays away is unavailable, and no lost answer', async () => {
  const { lookUp } = await start({ status: 500, text: '' });
  const error: unknown = await lookUp({ ids: ['dbmid:ann'] }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnavailableError);
});

test('a refusal concerns the whole run and not one person', async () => {
  const { lookUp } = await start(conflict('other'));
  await expect(lookUp({ ids: ['dbmid:ann'] })).rejects.toMatchObject({ code: 'other', exitCode: 1 });
  const scope = {
    error_summary: 'missing_scope/',
    error: { '.tag': 'missing_scope', required_scope: 'members.read' },
  };
  const unscoped = await start({ status: 401, json: scope });
  await expect(unscoped.lookUp({ ids: ['dbmid:ann'] })).rejects.toBeInstanceOf(ForbiddenError);
});
