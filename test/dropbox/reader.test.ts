import { expect, test } from 'vitest';
import { UnsentError, type Send } from '../../src/dropbox/send.ts';
import {
  conflict,
  healthyTeam,
  listed,
  page,
  startFakeDropbox,
  teamAt,
  type Replies,
  type Reply,
} from '../helpers/fake-dropbox.ts';

const LIST = 'team/members/list_v2';
const NEXT = 'team/members/list/continue_v2';
const ADMIN = 'team/token/get_authenticated_admin';
const ann = listed('ann');
const bo = listed('bo');
const cy = listed('cy');

async function start(replies: Replies) {
  const fake = await startFakeDropbox(replies);
  return { fake, read: () => teamAt(fake.origin).reader.readTeam() };
}

test('all pages are read, removed members included, and each id counts once', async () => {
  const again = listed('bo', { email: 'other@example.com' });
  const { fake, read } = await start({
    ...healthyTeam([ann], 3),
    [LIST]: page([ann, bo], 'c1', true),
    [NEXT]: [page([again, cy], 'c2', true), page([], 'c3')],
  });
  const { members, listing, admin } = await read();
  expect(members.map(({ email }) => email)).toEqual(['ann@example.com', 'bo@example.com', 'cy@example.com']);
  expect(listing).toEqual({ complete: true, listed: 3, counted: 3 });
  expect(admin).toEqual({ memberId: 'dbmid:ann', email: 'ann@example.com' });
  expect(fake.to(LIST).map(({ body }) => body)).toStrictEqual([{ limit: 1000, include_removed: true }]);
  expect(fake.to(NEXT).map(({ body }) => body)).toStrictEqual([{ cursor: 'c1' }, { cursor: 'c2' }]);
});

test('who authorized the token is asked once, however often the team is read', async () => {
  const fake = await startFakeDropbox(healthyTeam([ann]));
  const { reader } = teamAt(fake.origin);
  const [first, second] = [await reader.readTeam(), await reader.readTeam()];
  expect(second.admin).toEqual(first.admin);
  expect(fake.to(ADMIN)).toHaveLength(1);
  expect(fake.to(LIST)).toHaveLength(2);
});

test('members are reduced to what decisions need', async () => {
  const gone = listed('gone', {
    status: { '.tag': 'removed', is_recoverable: true, is_disconnected: false },
  });
  const rich = {
    ...listed('rich', {
      email: 'Rich@Example.com',
      external_id: 'E1',
      secondary_emails: [{ email: 'R@Example.com', is_verified: true }],
      status: { '.tag': 'suspended' },
      membership_type: { '.tag': 'limited' },
      suspended_on: '2026-01-01T00:00:00Z',
      something_new: { '.tag': 'x' },
    }),
    roles: [{ role_id: 'pid_dbtmr:1', name: 'Team', description: 'all' }],
  };
  const { read } = await start(healthyTeam([ann, rich, gone], 2));
  const { members } = await read();
  expect(members[0]).toMatchObject({ roles: [], externalId: null, status: 'active', suspendedOn: null });
  expect(members[1]).toEqual({
    id: 'dbmid:rich',
    email: 'rich@example.com',
    externalId: 'E1',
    secondaryEmails: ['r@example.com'],
    emailVerified: true,
    givenName: 'rich',
    surname: 'Doe',
    status: 'suspended',
    recoverable: false,
    membership: 'limited',
    roles: [{ id: 'pid_dbtmr:1', name: 'Team' }],
    groups: ['g:everyone'],
    invitedOn: null,
    joinedOn: '2025-01-02T03:04:05Z',
    suspendedOn: '2026-01-01T00:00:00Z',
  });
  expect(members[2]).toMatchObject({ status: 'removed', recoverable: true });
});

test.each([
  ['the provisioned', 5, 4, [ann], { licensed: 10, used: 5, free: 5 }],
  ['the used licences', 1, 12, [ann], { licensed: 10, used: 12, free: 0 }],
  [
    'the members listed',
    1,
    undefined,
    [ann, bo, listed('li', { membership_type: { '.tag': 'limited' } })],
    { licensed: 10, used: 2, free: 8 },
  ],
])('seats follow %s where that is the most', async (_name, provisioned, used, members, licences) => {
  const info = {
    name: 'Acme',
    team_id: 'dbtid:1',
    num_licensed_users: 10,
    num_provisioned_users: provisioned,
    ...(used === undefined ? {} : { num_used_licenses: used }),
  };
  const { read } = await start({ ...healthyTeam(members), 'team/get_info': { json: info } });
  expect((await read()).team).toEqual({ id: 'dbtid:1', name: 'Acme', licences: licences });
});

test('fewer members than counted are read again in small pages, which may complete them', async () => {
  const { fake, read } = await start({ ...healthyTeam([], 2), [LIST]: [page([ann]), page([ann, bo])] });
  expect((await read()).listing).toEqual({ complete: true, listed: 2, counted: 2 });
  expect(fake.to(LIST).map(({ body }) => body)).toMatchObject([{ limit: 1000 }, { limit: 200 }]);
});

test('a listing that stays short is marked incomplete', async () => {
  const { read } = await start(healthyTeam([ann], 2));
  expect((await read()).listing).toEqual({ complete: false, listed: 1, counted: 2 });
});

test('a cursor that Dropbox no longer takes starts the listing over once', async () => {
  const { fake, read } = await start({
    ...healthyTeam([ann], 2),
    [LIST]: page([ann], 'c1', true),
    [NEXT]: [conflict('invalid_cursor'), page([bo])],
  });
  expect((await read()).members).toHaveLength(2);
  expect(fake.to(LIST)).toHaveLength(2);
});

test('a second lost cursor ends the reading with 8', async () => {
  const { read } = await start({
    ...healthyTeam([ann]),
    [LIST]: page([ann], 'c1', true),
    [NEXT]: conflict('invalid_cursor'),
  });
  await expect(read()).rejects.toMatchObject({ exitCode: 8 });
});

test('a large page that keeps failing is replaced by small ones', async () => {
  const failing = { status: 500, text: '' };
  const { fake, read } = await start({
    ...healthyTeam([ann]),
    [LIST]: [failing, failing, failing, failing, failing, page([ann])],
  });
  expect((await read()).members).toHaveLength(1);
  expect(fake.to(LIST).at(-1)?.body).toMatchObject({ limit: 200 });
});

test.each([
  ['a page with nobody new', page([ann], 'c2', true)],
  ['a cursor that comes back', page([bo], 'c1', true)],
])('%s while more is announced, in small pages too, stops the listing', async (_name, next) => {
  const { read } = await start({ ...healthyTeam([ann]), [LIST]: page([ann], 'c1', true), [NEXT]: next });
  await expect(read()).rejects.toMatchObject({ code: 'listing_stuck', exitCode: 8 });
});

test('an empty page with more announced is read again in small pages', async () => {
  const { fake, read } = await start({
    ...healthyTeam([ann]),
    [LIST]: [page([], 'c1', true), page([ann])],
  });
  expect((await read()).members).toHaveLength(1);
  expect(fake.to(LIST).at(-1)?.body).toMatchObject({ limit: 200 });
});

test('somebody who leaves between the two readings does not make the listing incomplete', async () => {
  const counts = (members: number): Reply => ({
    json: { name: 'Acme', team_id: 'dbtid:1', num_licensed_users: 10, num_provisioned_users: members },
  });
  const { read } = await start({ ...healthyTeam([ann]), 'team/get_info': [counts(2), counts(1)] });
  expect((await read()).listing).toEqual({ complete: true, listed: 1, counted: 1 });
});

test('a connection that is refused is not tried with small pages as well', async () => {
  let sent = 0;
  const refuse: Send = (url) => {
    if (url.endsWith(LIST)) sent += 1;
    const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    return Promise.reject(new UnsentError(cause));
  };
  const team = teamAt('http://127.0.0.1:1', { send: refuse });
  await expect(team.reader.readTeam()).rejects.toMatchObject({ code: 'dropbox_unreachable', exitCode: 8 });
  expect(sent).toBe(5);
});

test('a listing without living members, or without the authorizing admin, is not believed', async () => {
  const removed = listed('ann', { status: { '.tag': 'removed', is_recoverable: false } });
  const empty = await start(healthyTeam([removed], 0));
  await expect(empty.read()).rejects.toMatchObject({ code: 'listing_empty', exitCode: 8 });
  const without = await start(healthyTeam([bo, removed], 1));
  await expect(without.read()).rejects.toMatchObject({ code: 'listing_without_admin', exitCode: 8 });
});

test('an unknown admin is null, and an admin who is none any more is exit 6', async () => {
  const unknown = await start({ ...healthyTeam([bo]), [ADMIN]: conflict('mapping_not_found') });
  expect((await unknown.read()).admin).toBeNull();
  const former = await start({ ...healthyTeam([ann]), [ADMIN]: conflict('admin_not_active') });
  await expect(former.read()).rejects.toMatchObject({ code: 'admin_not_active', exitCode: 6 });
});

test.each<[string, object, string]>([
  ['no members', { cursor: 'c', has_more: false }, 'members'],
  [
    'an id of null',
    page([listed('x', { team_member_id: null })]).json as object,
    'members.0.profile.team_member_id',
  ],
  [
    'a status of tomorrow',
    page([listed('x', { status: { '.tag': 'dormant' } })]).json as object,
    'members.0.profile.status',
  ],
])('a listing with %s is unusable, and the error says where', async (_name, json, path) => {
  const { read } = await start({ ...healthyTeam([ann]), [LIST]: { json } });
  const failure = read();
  await expect(failure).rejects.toMatchObject({
    code: 'unusable_answer',
    exitCode: 8,
    details: { endpoint: LIST, requestId: 'req-1' },
  });
  await expect(failure).rejects.toThrow(path);
});
