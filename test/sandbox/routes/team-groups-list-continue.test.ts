import { expect, test } from 'vitest';
import { refusalOf, startRig } from '../helpers.ts';

test('after the only page of groups nothing comes', async () => {
  const { dbx } = await startRig();
  const { cursor } = (await dbx.teamGroupsList({})).result;
  expect((await dbx.teamGroupsListContinue({ cursor })).result).toEqual({
    groups: [],
    cursor,
    has_more: false,
  });
});

test('a cursor of members is invalid_cursor', async () => {
  const { dbx } = await startRig();
  const { cursor } = (await dbx.teamMembersListV2({})).result;
  expect(await refusalOf(dbx.teamGroupsListContinue({ cursor }))).toBe('invalid_cursor');
});
