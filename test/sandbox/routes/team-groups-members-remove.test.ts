import { describe, expect, test } from 'vitest';
import {
  ANA,
  BEN,
  byGroupId,
  byName,
  CARLA,
  emailsIn,
  everyoneId,
  groupNamed,
  IRIS,
  takeFrom,
} from '../grouping.ts';
import { byEmail, errorOf, refusalOf, startRig } from '../helpers.ts';

const FEMI = 'femi.adeyemi@example.com';

describe('taking people out of a group', () => {
  test('answers with the group and with a job id that is a single space', async () => {
    const rig = await startRig();
    const { result } = await takeFrom(rig, 'Engineering', ANA, CARLA);
    expect(result).toMatchObject({ async_job_id: ' ', group_info: { member_count: 1 } });
    expect(result.group_info).not.toHaveProperty('members');
    expect(emailsIn(rig, 'Engineering')).toEqual([BEN]);
    expect(emailsIn(rig, 'Book Club')).toEqual([ANA, IRIS]);
  });

  test('left out, return_members is true', async () => {
    const rig = await startRig();
    const { result } = await rig.dbx.teamGroupsMembersRemove({
      group: byName(rig, 'Engineering'),
      users: [byEmail(ANA)],
    });
    expect(result.group_info.members?.map(({ profile }) => profile.email)).toEqual([BEN, CARLA]);
  });

  test('counts each of them, with their id and the id of the group', async () => {
    const rig = await startRig();
    await takeFrom(rig, 'Engineering', BEN, ANA);
    const { groupId } = groupNamed(rig, 'Engineering');
    const { groupRemovals, applied } = rig.sandbox.snapshot().counters;
    expect(groupRemovals).toBe(2);
    expect(applied).toEqual(
      [BEN, ANA].map((email) => ({
        route: 'team/groups/members/remove',
        who: rig.member(email).memberId,
        group: groupId,
      })),
    );
  });
});

describe('a call that is refused', () => {
  test.each([
    [[ANA, IRIS], { '.tag': 'member_not_in_group' }],
    [[ANA, ANA], { '.tag': 'member_not_in_group' }],
    [[ANA, FEMI], { '.tag': 'members_not_in_team', members_not_in_team: [FEMI] }],
    [[ANA, 'no@example.com'], { '.tag': 'users_not_found', users_not_found: ['no@example.com'] }],
  ])('for %j is %j, and nobody leaves', async (emails, error) => {
    const rig = await startRig();
    expect(await errorOf(takeFrom(rig, 'Engineering', ...emails))).toEqual(error);
    expect(emailsIn(rig, 'Engineering')).toEqual([ANA, BEN, CARLA]);
    expect(rig.sandbox.snapshot().counters).toMatchObject({ groupRemovals: 0, applied: [] });
  });

  test('takes the others out where the team says so, and is an error all the same', async () => {
    const rig = await startRig();
    await rig.control('POST', 'team', { groupsAtomic: false });
    expect(await refusalOf(takeFrom(rig, 'Engineering', ANA, IRIS, CARLA))).toBe('member_not_in_group');
    expect(emailsIn(rig, 'Engineering')).toEqual([BEN]);
    expect(rig.sandbox.snapshot().counters.groupRemovals).toBe(2);
  });

  test('can be about the group', async () => {
    const rig = await startRig();
    const take = (id: string) =>
      rig.dbx.teamGroupsMembersRemove({ group: byGroupId(id), users: [byEmail(ANA)] });
    expect(await refusalOf(take('g:0'))).toBe('group_not_found');
    expect(await refusalOf(take(await everyoneId(rig)))).toBe('system_managed_group_disallowed');
  });
});

test.each([
  [{ group: byGroupId('g:0') }, "missing required field 'users'"],
  [{ group: byGroupId('g:0'), users: ['email'] }, "users: expected object for 'email', got symbol"],
  [{ group: byGroupId('g:0'), members: [] }, "unknown field 'members'"],
])('%j is refused', async (argument, reason) => {
  const { post } = await startRig();
  const { status, text } = await post('team/groups/members/remove', argument);
  expect(status).toBe(400);
  expect(text).toContain(`request body: ${reason}`);
});
