import { expect, test } from 'vitest';
import type { Extent } from '../../src/team.ts';
import {
  conflict,
  groupPage,
  healthyTeam,
  listed,
  listedGroup,
  page,
  startFakeDropbox,
  teamAt,
  type Replies,
  type Reply,
} from '../helpers/fake-dropbox.ts';

const MEMBERS = 'team/members/list_v2';
const GROUPS = 'team/groups/list';
const ROLES = 'team/members/get_available_team_member_roles';
const ALONE = ['team/get_info', MEMBERS, 'team/token/get_authenticated_admin'];
const ann = listed('ann');
const bo = listed('bo');

const WHOLE: Replies = {
  ...healthyTeam([ann]),
  [GROUPS]: groupPage([listedGroup('eng')]),
  [ROLES]: { json: { roles: [{ role_id: 'pid_dbtmr:1', name: 'Team', description: 'all' }] } },
};
const ENG = { id: 'g:eng', name: 'ENG', management: 'company' };
const TEAM_ADMIN = { id: 'pid_dbtmr:1', name: 'Team' };
const FORBIDDEN: [string, Reply][] = [
  [
    'a token without the scope',
    { status: 401, json: { error: { '.tag': 'missing_scope', required_scope: 'groups.read' } } },
  ],
  [
    'an app without the scope',
    {
      status: 400,
      text: `Error in call to API function "${GROUPS}": Your app does not have the required scope 'groups.read'.`,
    },
  ],
  ['a plan without groups', { status: 403, json: { error: { '.tag': 'team_access_denied' } } }],
];

async function start(replies: Replies) {
  const fake = await startFakeDropbox(replies);
  const read = (extent?: Extent) => teamAt(fake.origin).reader.readTeam(extent);
  return { fake, read, routes: () => fake.seen.map(({ route }) => route).sort() };
}

test.each<[string, Extent | undefined]>([
  ['without an extent', undefined],
  ['with an extent that wants no more', { groups: 'none', roles: false }],
])('%s the members are read alone', async (_name, extent) => {
  const { read, routes } = await start(WHOLE);
  expect(await read(extent)).toMatchObject({ groups: null, roles: null });
  expect(routes()).toEqual(ALONE);
});

test.each<[Extent, unknown, string[]]>([
  [{ groups: 'required', roles: false }, { groups: [ENG], roles: null }, [GROUPS]],
  [{ groups: 'optional', roles: false }, { groups: [ENG], roles: null }, [GROUPS]],
  [{ groups: 'none', roles: true }, { groups: null, roles: [TEAM_ADMIN] }, [ROLES]],
  [{ groups: 'required', roles: true }, { groups: [ENG], roles: [TEAM_ADMIN] }, [GROUPS, ROLES]],
])('the extent %j is read, and nothing else', async (extent, expected, more) => {
  const { read, routes } = await start(WHOLE);
  expect(await read(extent)).toMatchObject({ ...(expected as object), listing: { complete: true } });
  expect(routes()).toEqual([...ALONE, ...more].sort());
});

test('the roles are asked for without an argument', async () => {
  const { fake, read } = await start(WHOLE);
  await read({ groups: 'none', roles: true });
  expect(fake.to(ROLES)[0]).toMatchObject({ method: 'POST', body: null });
});

test('a short listing is read again without reading groups and roles again', async () => {
  const { fake, read } = await start({
    ...WHOLE,
    ...healthyTeam([], 2),
    [MEMBERS]: [page([ann]), page([ann, bo])],
  });
  const actual = await read({ groups: 'required', roles: true });
  expect(actual).toMatchObject({
    groups: [ENG],
    roles: [TEAM_ADMIN],
    listing: { complete: true, listed: 2 },
  });
  expect([MEMBERS, GROUPS, ROLES].map((route) => fake.to(route).length)).toEqual([2, 1, 1]);
});

test.each(FORBIDDEN)('%s leaves groups that are optional unread', async (_name, reply) => {
  const { fake, read } = await start({ ...WHOLE, [GROUPS]: reply });
  const actual = await read({ groups: 'optional', roles: true });
  expect(actual).toMatchObject({ groups: null, roles: [TEAM_ADMIN], members: [{ id: 'dbmid:ann' }] });
  expect(fake.to(GROUPS)).toHaveLength(1);
});

test.each(FORBIDDEN)('%s ends a reading that requires groups with 6', async (_name, reply) => {
  const { read } = await start({ ...WHOLE, [GROUPS]: reply });
  await expect(read({ groups: 'required', roles: false })).rejects.toMatchObject({ exitCode: 6 });
});

test.each<[string, Reply, number]>([
  ['a refusal', conflict('other'), 1],
  ['a Dropbox that is away', { status: 500, text: '' }, 8],
  ['an answer that cannot be used', { json: {} }, 8],
  ['an expired token', { status: 401, json: { error: { '.tag': 'expired_access_token' } } }, 5],
])('%s ends the reading, even of groups that are optional', async (_name, reply, exitCode) => {
  const { read } = await start({ ...WHOLE, [GROUPS]: reply });
  await expect(read({ groups: 'optional', roles: false })).rejects.toMatchObject({ exitCode });
});

test.each<[string, Reply, string, number]>([
  ['that cannot be used', { json: { roles: [{ name: 'Team' }] } }, 'unusable_answer', 8],
  ['that never come', { status: 500, text: '' }, 'dropbox_unavailable', 8],
  ['that are refused', conflict('other'), 'other', 1],
])('roles %s end the reading', async (_name, reply, code, exitCode) => {
  const { read } = await start({ ...WHOLE, [ROLES]: reply });
  await expect(read({ groups: 'none', roles: true })).rejects.toMatchObject({ code, exitCode });
});
