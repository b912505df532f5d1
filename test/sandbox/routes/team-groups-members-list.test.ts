import { expect, test } from 'vitest';
import { ANA, BEN, byGroupId, byName, CARLA, everyoneId } from '../grouping.ts';
import { byEmail, refusalOf, startRig } from '../helpers.ts';

test('who is in a group is told in the order in which they came, with what they are in it', async () => {
  const rig = await startRig();
  await rig.dbx.teamGroupsMembersAdd({
    group: byName(rig, 'Book Club'),
    members: [{ user: byEmail(BEN), access_type: { '.tag': 'owner' } }],
  });
  const { members, has_more: more } = (
    await rig.dbx.teamGroupsMembersList({ group: byName(rig, 'Book Club') })
  ).result;
  expect(more).toBe(false);
  expect(members.map(({ profile, access_type: access }) => [profile.email, access['.tag']])).toEqual([
    [ANA, 'member'],
    ['iris.chen@example.com', 'member'],
    [BEN, 'owner'],
  ]);
});

test('a group is found by its external id', async () => {
  const { dbx, control } = await startRig();
  await control('POST', 'groups', { create: { name: 'IT', externalId: 'x-it', members: [CARLA] } });
  const group = { '.tag': 'group_external_id' as const, group_external_id: 'x-it' };
  const { members } = (await dbx.teamGroupsMembersList({ group })).result;
  expect(members.map(({ profile }) => profile.email)).toEqual([CARLA]);
});

test('in the group of everybody are all who are on the team, invited and suspended ones too', async () => {
  const rig = await startRig();
  const { members } = (await rig.dbx.teamGroupsMembersList({ group: byGroupId(await everyoneId(rig)) }))
    .result;
  const statuses = members.map(({ profile }) => profile.status['.tag']);
  expect(statuses).toHaveLength(15);
  expect(new Set(statuses)).toEqual(new Set(['active', 'suspended', 'invited']));
});

test('a group that is not there is group_not_found', async () => {
  const { dbx } = await startRig();
  expect(await refusalOf(dbx.teamGroupsMembersList({ group: byGroupId('g:0') }))).toBe('group_not_found');
});

test.each([
  [{}, "missing required field 'group'"],
  [
    { group: { '.tag': 'group_id', group_id: 5 } },
    "group.group_id: '5' expected to be a string, got integer",
  ],
  [{ group: { '.tag': 'name', name: 'Sales' } }, "group: unknown tag 'name'"],
  [{ group: { '.tag': 'group_id', group_id: 'g:0' }, limit: 1001 }, 'limit: 1001 is not within range'],
])('%j is refused', async (argument, reason) => {
  const { post } = await startRig();
  const { status, text } = await post('team/groups/members/list', argument);
  expect(status).toBe(400);
  expect(text).toContain(`request body: ${reason}`);
});
