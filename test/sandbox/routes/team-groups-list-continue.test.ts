import { describe, expect, test } from 'vitest';
import { refusalOf, startRig, type Rig } from '../helpers.ts';

async function namesByPage({ dbx }: Rig, limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  let { result } = await dbx.teamGroupsList({ limit });
  for (;;) {
    pages.push(result.groups.map(({ group_name: name }) => name));
    if (!result.has_more) return pages;
    if (pages.length > 50) throw new Error('the listing does not end');
    ({ result } = await dbx.teamGroupsListContinue({ cursor: result.cursor }));
  }
}

const ALL = ['Everyone at Rehearsal', 'Engineering', 'Sales', 'Book Club'];

describe('the pages of a listing of groups', () => {
  test('have as many groups as asked for, each once', async () => {
    const rig = await startRig();
    expect(await namesByPage(rig, 3)).toEqual([ALL.slice(0, 3), ALL.slice(3)]);
    expect(await namesByPage(rig, 4)).toEqual([ALL]);
  });

  test('after the last page nothing comes', async () => {
    const { dbx } = await startRig();
    const { cursor } = (await dbx.teamGroupsList({})).result;
    expect((await dbx.teamGroupsListContinue({ cursor })).result).toMatchObject({
      groups: [],
      has_more: false,
    });
  });

  test('do not tell of a group that was made after the listing began', async () => {
    const { dbx, control } = await startRig();
    const { cursor } = (await dbx.teamGroupsList({ limit: 3 })).result;
    await control('POST', 'groups', { create: { name: 'New' } });
    const { groups } = (await dbx.teamGroupsListContinue({ cursor })).result;
    expect(groups.map(({ group_name: name }) => name)).toEqual(['Book Club']);
  });

  test('can be empty, short, or repeat a group, and still lead to all of them', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', [
      { route: 'team/groups/list', emptyPage: true },
      { route: 'team/groups/list/continue', shortPage: 1 },
      { route: 'team/groups/list/continue', nth: 2, duplicate: true },
    ]);
    const pages = await namesByPage(rig, 2);
    expect(pages).toEqual([[], ['Everyone at Rehearsal'], ['Engineering', 'Sales'], ['Sales', 'Book Club']]);
  });
});

test.each(['of members', 'of the members of a group', 'of nobody'])(
  'a cursor %s is invalid_cursor',
  async (what) => {
    const rig = await startRig();
    const group = { '.tag': 'group_id' as const, group_id: rig.sandbox.snapshot().groups[0]?.groupId ?? '' };
    const cursors = new Map([
      ['of members', (await rig.dbx.teamMembersListV2({})).result.cursor],
      ['of the members of a group', (await rig.dbx.teamGroupsMembersList({ group })).result.cursor],
    ]);
    const cursor = cursors.get(what) ?? 'x.y';
    expect(await refusalOf(rig.dbx.teamGroupsListContinue({ cursor }))).toBe('invalid_cursor');
  },
);

test('a good cursor can be refused by a fault', async () => {
  const { dbx, control } = await startRig();
  await control('POST', 'faults', { route: 'team/groups/list/continue', invalidCursor: true });
  const { cursor } = (await dbx.teamGroupsList({ limit: 1 })).result;
  expect(await refusalOf(dbx.teamGroupsListContinue({ cursor }))).toBe('invalid_cursor');
});
