import { describe, expect, test } from 'vitest';
import { ANA, everyoneId, groupNamed, IRIS } from '../grouping.ts';
import { startRig } from '../helpers.ts';

describe('asking for single groups', () => {
  test('tells of each with its members and when it was made, in the order asked for', async () => {
    const rig = await startRig();
    const [club, sales] = ['Book Club', 'Sales'].map((name) => groupNamed(rig, name).groupId);
    const ids = [club ?? '', sales ?? ''];
    const { result } = await rig.dbx.teamGroupsGetInfo({ '.tag': 'group_ids', group_ids: ids });
    expect(result).toMatchObject([
      {
        '.tag': 'group_info',
        group_id: club,
        group_name: 'Book Club',
        member_count: 2,
        group_management_type: { '.tag': 'user_managed' },
        created: Date.parse('2025-03-02T09:00:00Z'),
        members: [
          { access_type: { '.tag': 'member' }, profile: { email: ANA, status: { '.tag': 'active' } } },
          { access_type: { '.tag': 'member' }, profile: { email: IRIS } },
        ],
      },
      { '.tag': 'group_info', group_id: sales },
    ]);
    expect(result[0]).not.toHaveProperty('members.0.profile.groups');
    expect(result[0]).not.toHaveProperty('members.0.profile.member_folder_id');
    expect(result[0]).not.toHaveProperty('group_external_id');
  });

  test('of the one of everybody tells how many, and never who', async () => {
    const rig = await startRig();
    const { result } = await rig.dbx.teamGroupsGetInfo({
      '.tag': 'group_ids',
      group_ids: [await everyoneId(rig)],
    });
    expect(result[0]).toMatchObject({ '.tag': 'group_info', member_count: 15 });
    expect(result[0]).not.toHaveProperty('members');
  });

  test('finds them by their external ids, and says of strangers and deleted ones that it does not', async () => {
    const { dbx, control } = await startRig();
    await control('POST', 'groups', { create: { name: 'IT', externalId: 'x-it' } });
    await control('POST', 'groups', { create: { name: 'Old', externalId: 'x-old' } });
    await control('POST', 'groups', { delete: 'Old' });
    const { result } = await dbx.teamGroupsGetInfo({
      '.tag': 'group_external_ids',
      group_external_ids: ['x-no', 'x-it', 'x-old'],
    });
    expect(result).toMatchObject([
      { '.tag': 'id_not_found', id_not_found: 'x-no' },
      { '.tag': 'group_info', group_name: 'IT', group_external_id: 'x-it', members: [] },
      { '.tag': 'id_not_found', id_not_found: 'x-old' },
    ]);
  });
});

test.each([
  [{ group_ids: ['g:1'] }, "missing '.tag' key"],
  [{ '.tag': 'group_ids' }, "missing 'group_ids' key"],
  [{ '.tag': 'group_id', group_id: 'g:1' }, "unknown tag 'group_id'"],
  [{ '.tag': 'group_ids', group_ids: 'g:1' }, `group_ids: '"g:1"' is not a valid list`],
  [{ '.tag': 'group_ids', group_ids: [5] }, "group_ids: '5' expected to be a string, got integer"],
  [{ '.tag': 'group_ids', group_ids: [], limit: 5 }, "unexpected key 'limit'"],
  ['group_ids', "expected object for 'group_ids', got symbol"],
  [[], 'expected string or object, got list'],
])('%j is refused', async (argument, reason) => {
  const { post } = await startRig();
  const answer = await post('team/groups/get_info', argument);
  expect(answer).toMatchObject({
    status: 400,
    text: `Error in call to API function "team/groups/get_info": request body: ${reason}`,
  });
});
