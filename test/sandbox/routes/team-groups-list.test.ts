import { describe, expect, test } from 'vitest';
import { startRig, matching } from '../helpers.ts';

const ID = matching(/^g:[0-9a-f]{32}$/);

describe('the groups of a team', () => {
  test('begin with the one that Dropbox keeps of everybody on the team', async () => {
    const { dbx } = await startRig();
    const { groups, has_more: more } = (await dbx.teamGroupsList({ limit: 5 })).result;
    expect(more).toBe(false);
    expect(groups[0]).toEqual({
      group_name: 'Everyone at Rehearsal',
      group_id: ID,
      member_count: 15,
      group_management_type: { '.tag': 'system_managed' },
    });
  });

  test('are told in the order in which they were made, without their members', async () => {
    const { dbx, control } = await startRig();
    await control('POST', 'groups', { create: { name: 'IT', externalId: 'x-it' } });
    const { groups } = (await dbx.teamGroupsList({})).result;
    const managed = (tag: string): object => ({ group_management_type: { '.tag': tag }, group_id: ID });
    expect(groups.slice(1)).toEqual([
      { group_name: 'Engineering', member_count: 3, ...managed('company_managed') },
      { group_name: 'Sales', member_count: 2, ...managed('company_managed') },
      { group_name: 'Book Club', member_count: 2, ...managed('user_managed') },
      { group_name: 'IT', member_count: 0, group_external_id: 'x-it', ...managed('company_managed') },
    ]);
  });

  test('do not tell of one that was deleted', async () => {
    const { dbx, control } = await startRig();
    await control('POST', 'groups', { delete: 'Sales' });
    const { groups } = (await dbx.teamGroupsList({})).result;
    expect(groups.map(({ group_name: name }) => name)).toEqual([
      'Everyone at Rehearsal',
      'Engineering',
      'Book Club',
    ]);
  });
});

test.each([
  [{ limit: 0 }, 'limit: 0 is not within range [1, 1000]'],
  [{ name: 'Sales' }, "unknown field 'name'"],
])('%j is refused', async (argument, reason) => {
  const { post } = await startRig();
  expect(await post('team/groups/list', argument)).toMatchObject({
    status: 400,
    text: `Error in call to API function "team/groups/list": request body: ${reason}`,
  });
});
