import { expect, test } from 'vitest';
import { ANA, BEN, byName, CARLA } from '../grouping.ts';
import { refusalOf, startRig, type Rig } from '../helpers.ts';

const firstPage = async (rig: Rig, limit: number) =>
  (await rig.dbx.teamGroupsMembersList({ group: byName(rig, 'Engineering'), limit })).result;

test('the pages of a group have everybody once', async () => {
  const rig = await startRig();
  const first = await firstPage(rig, 2);
  const second = (await rig.dbx.teamGroupsMembersListContinue({ cursor: first.cursor })).result;
  expect([first.has_more, second.has_more]).toEqual([true, false]);
  expect([...first.members, ...second.members].map(({ profile }) => profile.email)).toEqual([
    ANA,
    BEN,
    CARLA,
  ]);
  expect((await rig.dbx.teamGroupsMembersListContinue({ cursor: second.cursor })).result.members).toEqual([]);
});

test('who came into the group after the listing began is not part of it', async () => {
  const rig = await startRig();
  const { cursor } = await firstPage(rig, 2);
  await rig.control('POST', 'groups', { group: { name: 'Engineering', add: 'iris.chen@example.com' } });
  const { members } = (await rig.dbx.teamGroupsMembersListContinue({ cursor })).result;
  expect(members.map(({ profile }) => profile.email)).toEqual([CARLA]);
});

test('with the group the cursor ends', async () => {
  const rig = await startRig();
  const { cursor } = await firstPage(rig, 1);
  await rig.control('POST', 'groups', { delete: 'Engineering' });
  expect(await refusalOf(rig.dbx.teamGroupsMembersListContinue({ cursor }))).toBe('invalid_cursor');
});

test('a cursor of groups is invalid_cursor, and a good one is so by a fault', async () => {
  const rig = await startRig();
  const { cursor: ofGroups } = (await rig.dbx.teamGroupsList({})).result;
  expect(await refusalOf(rig.dbx.teamGroupsMembersListContinue({ cursor: ofGroups }))).toBe('invalid_cursor');
  await rig.control('POST', 'faults', { route: 'team/groups/members/list/continue', invalidCursor: true });
  const { cursor } = await firstPage(rig, 1);
  expect(await refusalOf(rig.dbx.teamGroupsMembersListContinue({ cursor }))).toBe('invalid_cursor');
});
