import { describe, expect, test } from 'vitest';
import {
  addTo,
  ANA,
  BEN,
  byGroupId,
  byName,
  CARLA,
  emailsIn,
  everyoneId,
  groupNamed,
  IRIS,
} from '../grouping.ts';
import { byEmail, errorOf, refusalOf, startRig, type Rig } from '../helpers.ts';

const FEMI = 'femi.adeyemi@example.com';
const HUGO = 'hugo.martin@example.com';
const ELIF = 'elif.kaya@example.com';

const addOwner = (rig: Rig, name: string, email: string) =>
  rig.dbx.teamGroupsMembersAdd({
    group: byName(rig, name),
    members: [{ user: byEmail(email), access_type: { '.tag': 'owner' } }],
  });

describe('putting people into a group', () => {
  test('answers with the group and with a job id that is a single space', async () => {
    const rig = await startRig();
    const { result } = await addTo(rig, 'Sales', ANA, HUGO, ELIF);
    expect(result).toMatchObject({ async_job_id: ' ', group_info: { group_name: 'Sales', member_count: 5 } });
    expect(result.group_info).not.toHaveProperty('members');
    expect(emailsIn(rig, 'Sales').slice(2)).toEqual([ANA, HUGO, ELIF]);
  });

  test('left out, return_members is true', async () => {
    const rig = await startRig();
    const members = [{ user: byEmail(ANA), access_type: { '.tag': 'member' as const } }];
    const { result } = await rig.dbx.teamGroupsMembersAdd({ group: byName(rig, 'Sales'), members });
    expect(result.group_info.members?.map(({ profile }) => profile.email)).toEqual(emailsIn(rig, 'Sales'));
  });

  test('counts each of them, with their id and the id of the group', async () => {
    const rig = await startRig();
    await addTo(rig, 'Sales', ANA, BEN);
    const { groupId: group } = groupNamed(rig, 'Sales');
    const { groupAdds, applied, writes } = rig.sandbox.snapshot().counters;
    expect([groupAdds, writes]).toEqual([2, 1]);
    expect(applied).toEqual(
      [ANA, BEN].map((email) => ({
        route: 'team/groups/members/add',
        who: rig.member(email).memberId,
        group,
      })),
    );
  });

  test('shows in the profiles of active, invited and suspended members, the group of everybody first', async () => {
    const rig = await startRig();
    await addTo(rig, 'Sales', HUGO, ELIF, CARLA);
    const { members } = (await rig.dbx.teamMembersListV2({ include_removed: true })).result;
    const groupsOf = (email: string) =>
      members.find(({ profile }) => profile.email === email)?.profile.groups;
    const everyone = await everyoneId(rig);
    const [sales, engineering] = ['Sales', 'Engineering'].map((name) => groupNamed(rig, name).groupId);
    expect(groupsOf(HUGO)).toEqual([everyone, sales]);
    expect(groupsOf(ELIF)).toEqual([everyone, sales]);
    expect(groupsOf(CARLA)).toEqual([everyone, engineering, sales]);
    expect(groupsOf(FEMI)).toEqual([]);
  });

  test('makes an owner of a group that its members manage', async () => {
    const rig = await startRig();
    await addOwner(rig, 'Book Club', BEN);
    expect(groupNamed(rig, 'Book Club').members.at(-1)).toMatchObject({ email: BEN, access: 'owner' });
  });
});

describe('a call that is refused', () => {
  test.each([
    [[IRIS, ANA], { '.tag': 'duplicate_user' }],
    [[IRIS, IRIS], { '.tag': 'duplicate_user' }],
    [[IRIS, FEMI], { '.tag': 'members_not_in_team', members_not_in_team: [FEMI] }],
    [
      [IRIS, 'no@example.com', 'Nor@example.com'],
      { '.tag': 'users_not_found', users_not_found: ['no@example.com', 'Nor@example.com'] },
    ],
    [
      [IRIS, 'else@other.example'],
      { '.tag': 'members_not_in_team', members_not_in_team: ['else@other.example'] },
    ],
    [[IRIS, ANA, FEMI, 'no@example.com'], { '.tag': 'users_not_found', users_not_found: ['no@example.com'] }],
  ])('for %j is %j, and nobody comes in', async (emails, error) => {
    const rig = await startRig();
    await rig.control('POST', 'team', { onOtherTeams: ['else@other.example'] });
    expect(await errorOf(addTo(rig, 'Engineering', ...emails))).toEqual(error);
    expect(emailsIn(rig, 'Engineering')).toEqual([ANA, BEN, CARLA]);
    expect(rig.sandbox.snapshot().counters).toMatchObject({ groupAdds: 0, applied: [] });
  });

  test('about an owner says who cannot be one, or that nobody can who is not active', async () => {
    const rig = await startRig();
    expect(await errorOf(addOwner(rig, 'Sales', ANA))).toEqual({
      '.tag': 'user_cannot_be_manager_of_company_managed_group',
      user_cannot_be_manager_of_company_managed_group: [ANA],
    });
    expect(await errorOf(addOwner(rig, 'Book Club', ELIF))).toEqual({
      '.tag': 'user_must_be_active_to_be_owner',
    });
    expect(await refusalOf(addOwner(rig, 'Book Club', HUGO))).toBe('user_must_be_active_to_be_owner');
  });

  test('lets the others in where the team says so, and is an error all the same', async () => {
    const rig = await startRig();
    await rig.control('POST', 'team', { groupsAtomic: false });
    expect(await refusalOf(addTo(rig, 'Sales', ANA, 'greta.lind@example.com', BEN))).toBe('duplicate_user');
    expect(emailsIn(rig, 'Sales').slice(2)).toEqual([ANA, BEN]);
    expect(rig.sandbox.snapshot().counters.groupAdds).toBe(2);
    expect(await rig.control('GET', 'calls')).toMatchObject({ calls: [{ applied: true }] });
  });

  test('can be about the group', async () => {
    const rig = await startRig();
    const add = (group: ReturnType<typeof byGroupId>) => rig.dbx.teamGroupsMembersAdd({ group, members: [] });
    expect(await refusalOf(add(byGroupId('g:0')))).toBe('group_not_found');
    expect(await refusalOf(add(byGroupId(await everyoneId(rig))))).toBe('system_managed_group_disallowed');
    const gone = byName(rig, 'Sales');
    await rig.dbx.teamGroupsDelete(gone);
    expect(await refusalOf(add(gone))).toBe('group_not_found');
  });
});

const group = byGroupId('g:0');

test.each([
  [{ group }, "missing required field 'members'"],
  [{ group, members: [{ user: byEmail(ANA) }] }, "members: missing required field 'access_type'"],
  [
    { group, members: [{ user: byEmail('x'), access_type: 'member' }] },
    "members.user.email: 'x' did not match",
  ],
  [
    { group, members: [{ user: byEmail(ANA), access_type: 'admin' }] },
    "members.access_type: unknown tag 'admin'",
  ],
  [{ group, members: [], return_members: null }, "return_members: 'null' is not a valid boolean"],
])('%j is refused', async (argument, reason) => {
  const { post } = await startRig();
  const { status, text } = await post('team/groups/members/add', argument);
  expect(status).toBe(400);
  expect(text).toContain(`request body: ${reason}`);
});
