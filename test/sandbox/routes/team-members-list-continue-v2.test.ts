import { describe, expect, test } from 'vitest';
import { byEmail, refusalOf, startRig } from '../helpers.ts';

describe('the next page of members', () => {
  test('pages of the first limit follow until has_more is false', async () => {
    const { dbx } = await startRig();
    const sizes: number[] = [];
    let { result } = await dbx.teamMembersListV2({ limit: 6, include_removed: true });
    sizes.push(result.members.length);
    while (result.has_more) {
      ({ result } = await dbx.teamMembersListContinueV2({ cursor: result.cursor }));
      sizes.push(result.members.length);
    }
    expect(sizes).toEqual([6, 6, 5]);
  });

  test('has_more is false when only removed members would follow', async () => {
    const { dbx } = await startRig();
    expect((await dbx.teamMembersListV2({ limit: 15 })).result.has_more).toBe(false);
    expect((await dbx.teamMembersListV2({ limit: 14 })).result.has_more).toBe(true);
  });

  test('members who came after the first page are not part of the listing', async () => {
    const { dbx } = await startRig();
    const { cursor } = (await dbx.teamMembersListV2({ limit: 10 })).result;
    await dbx.teamMembersAddV2({ new_members: [{ member_email: 'late@example.com' }] });
    const { members, has_more: more } = (await dbx.teamMembersListContinueV2({ cursor })).result;
    expect(members.map(({ profile }) => profile.email)).not.toContain('late@example.com');
    expect(more).toBe(false);
  });

  test('a removal between two pages skips nobody else', async () => {
    const { dbx } = await startRig();
    const first = (await dbx.teamMembersListV2({ limit: 10 })).result;
    await dbx.teamMembersRemove({ user: byEmail('ana.lopez@example.com') });
    const second = (await dbx.teamMembersListContinueV2({ cursor: first.cursor })).result;
    expect(first.members.length + second.members.length).toBe(15);
  });

  test('a cursor that was altered, of another team, of groups or from before a reset is invalid_cursor', async () => {
    const { dbx, control } = await startRig();
    const other = await startRig();
    const mine = (await dbx.teamMembersListV2({ limit: 1 })).result.cursor;
    const foreign = (await other.dbx.teamMembersListV2({ limit: 1 })).result.cursor;
    const groups = (await dbx.teamGroupsList({})).result.cursor;
    for (const cursor of ['', 'AAAA', `A${mine}`, mine.slice(0, -2), foreign, groups]) {
      expect(await refusalOf(dbx.teamMembersListContinueV2({ cursor }))).toBe('invalid_cursor');
    }
    await control('POST', 'reset');
    expect(await refusalOf(dbx.teamMembersListContinueV2({ cursor: mine }))).toBe('invalid_cursor');
  });
});
