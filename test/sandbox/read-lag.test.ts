import { describe, expect, test } from 'vitest';
import { addTo, ANA, byName, IRIS, takeFrom } from './grouping.ts';
import { byEmail, startRig, type Rig } from './helpers.ts';

const SALES = 'Sales';

async function rigWith(...faults: object[]): Promise<Rig> {
  const rig = await startRig();
  await rig.control('POST', 'faults', faults);
  return rig;
}

/** How many groups a listing shows a member to be in, the one of everybody included. */
async function groupCount({ dbx }: Rig, email: string): Promise<number> {
  const { members } = (await dbx.teamMembersListV2({})).result;
  return members.find(({ profile }) => profile.email === email)?.profile.groups.length ?? 0;
}

async function toldRoles({ dbx }: Rig, email: string): Promise<number> {
  const [info] = (await dbx.teamMembersGetInfoV2({ members: [byEmail(email)] })).result.members_info;
  return info?.['.tag'] === 'member_info' ? (info.roles?.length ?? 0) : -1;
}

describe('readings that lag behind a change of a group', () => {
  test('show a member without the new group, and then with it', async () => {
    const rig = await rigWith({ route: 'team/groups/members/add', lag: 2 });
    await addTo(rig, SALES, IRIS);
    expect(await groupCount(rig, IRIS)).toBe(2);
    const [info] = (await rig.dbx.teamMembersGetInfoV2({ members: [byEmail(IRIS)] })).result.members_info;
    expect(info).toHaveProperty('profile.groups.length', 2);
    expect(await groupCount(rig, IRIS)).toBe(3);
  });

  test('show who is in the group as before, and how many', async () => {
    const rig = await rigWith({ route: 'team/groups/members/remove', lag: 3 });
    await takeFrom(rig, 'Engineering', ANA);
    const group = byName(rig, 'Engineering');
    const { members } = (await rig.dbx.teamGroupsMembersList({ group })).result;
    expect(members.map(({ profile }) => profile.email)).toContain(ANA);
    const counts = async () =>
      (await rig.dbx.teamGroupsList({})).result.groups.map(({ member_count: count }) => count);
    expect(await counts()).toEqual([15, 3, 2, 2]);
    const ids = { '.tag': 'group_ids' as const, group_ids: [group.group_id] };
    expect((await rig.dbx.teamGroupsGetInfo(ids)).result).toMatchObject([{ member_count: 3 }]);
    expect(await counts()).toEqual([15, 2, 2, 2]);
  });

  test('do not know a new group yet, and still know a deleted one', async () => {
    const rig = await rigWith({ writes: true, lag: 1, times: 2 });
    const names = async () =>
      (await rig.dbx.teamGroupsList({})).result.groups.slice(1).map(({ group_name: name }) => name);
    await rig.dbx.teamGroupsCreate({ group_name: 'IT' });
    expect(await names()).toEqual(['Engineering', 'Sales', 'Book Club']);
    expect(await names()).toEqual(['Engineering', 'Sales', 'Book Club', 'IT']);
    await rig.dbx.teamGroupsDelete(byName(rig, SALES));
    expect(await names()).toContain(SALES);
    expect(await names()).not.toContain(SALES);
  });

  test('see a removed member in their groups, and a write answers with the truth', async () => {
    const rig = await rigWith({ writes: true, lag: 1, times: 2 });
    await rig.dbx.teamMembersRemove({ user: byEmail(ANA), wipe_data: false });
    expect(await groupCount(rig, ANA)).toBe(3);
    expect(await groupCount(rig, ANA)).toBe(0);
    const { result } = await addTo(rig, SALES, IRIS);
    expect(result.group_info.member_count).toBe(3);
  });
});

test('readings lag behind a change of a role', async () => {
  const rig = await rigWith({ route: 'team/members/set_admin_permissions_v2', lag: 1 });
  const { roles } = (await rig.dbx.teamMembersGetAvailableTeamMemberRoles()).result;
  const newRoles = roles.slice(0, 1).map(({ role_id: id }) => id);
  await rig.dbx.teamMembersSetAdminPermissionsV2({ user: byEmail(ANA), new_roles: newRoles });
  expect([await toldRoles(rig, ANA), await toldRoles(rig, ANA)]).toEqual([0, 1]);
});
