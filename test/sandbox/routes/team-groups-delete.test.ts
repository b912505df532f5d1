import { expect, test } from 'vitest';
import { ANA, byGroupId, byName, everyoneId, groupNamed } from '../grouping.ts';
import { refusalOf, startRig } from '../helpers.ts';

test('a deleted group is gone, and who was in it is on the team and in the other groups', async () => {
  const rig = await startRig();
  const { groupId } = groupNamed(rig, 'Engineering');
  expect((await rig.dbx.teamGroupsDelete(byGroupId(groupId))).result).toEqual({ '.tag': 'complete' });
  expect(rig.sandbox.snapshot().groups.map(({ name }) => name)).toEqual(['Sales', 'Book Club']);
  expect(rig.member(ANA).status).toBe('active');
  const { members } = (await rig.dbx.teamMembersListV2({})).result;
  const ana = members.find(({ profile }) => profile.email === ANA);
  expect(ana?.profile.groups).toEqual([await everyoneId(rig), groupNamed(rig, 'Book Club').groupId]);
  const { groupsDeleted, groupRemovals, applied } = rig.sandbox.snapshot().counters;
  expect([groupsDeleted, groupRemovals]).toEqual([1, 0]);
  expect(applied).toEqual([{ route: 'team/groups/delete', who: 'Engineering', group: groupId }]);
});

test('a second time it is group_already_deleted, by its external id as well until another one has it', async () => {
  const { dbx, control, sandbox } = await startRig();
  await control('POST', 'groups', { create: { name: 'IT', externalId: 'x-it' } });
  const { groupId } = groupNamed({ sandbox }, 'IT');
  const byExternalId = { '.tag': 'group_external_id' as const, group_external_id: 'x-it' };
  await dbx.teamGroupsDelete(byExternalId);
  expect(await refusalOf(dbx.teamGroupsDelete(byGroupId(groupId)))).toBe('group_already_deleted');
  expect(await refusalOf(dbx.teamGroupsDelete(byExternalId))).toBe('group_already_deleted');
  await control('POST', 'groups', { create: { name: 'IT', externalId: 'x-it' } });
  await dbx.teamGroupsDelete(byExternalId);
  expect(sandbox.snapshot().counters.groupsDeleted).toBe(2);
});

test('a group that never was is group_not_found', async () => {
  const { dbx } = await startRig();
  expect(await refusalOf(dbx.teamGroupsDelete(byGroupId('g:0')))).toBe('group_not_found');
});

test('the group of everybody, and any other that Dropbox manages, cannot be deleted', async () => {
  const rig = await startRig();
  await rig.control('POST', 'groups', { create: { name: 'Admins', management: 'system_managed' } });
  for (const group of [byGroupId(await everyoneId(rig)), byName(rig, 'Admins')]) {
    expect(await refusalOf(rig.dbx.teamGroupsDelete(group))).toBe('system_managed_group_disallowed');
  }
});

test('the selector stands at the top of the argument', async () => {
  const { post } = await startRig();
  const answer = await post('team/groups/delete', { group: byGroupId('g:0') });
  expect(answer.text).toMatch(/request body: missing '\.tag' key$/);
});
