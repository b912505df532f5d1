import { describe, expect, test } from 'vitest';
import { startRig, type Rig } from './helpers.ts';

const LIST = 'team/members/list_v2';
const CONTINUE = 'team/members/list/continue_v2';

async function emailsByPage({ dbx }: Rig, limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  let { result } = await dbx.teamMembersListV2({ limit });
  for (;;) {
    pages.push(result.members.map(({ profile }) => profile.email));
    if (!result.has_more) return pages;
    if (pages.length > 100) throw new Error('the listing does not end');
    ({ result } = await dbx.teamMembersListContinueV2({ cursor: result.cursor }));
  }
}

describe('a listing that lies', () => {
  test('omit loses the last living members of the whole listing', async () => {
    const rig = await startRig();
    const all = (await emailsByPage(rig, 6)).flat();
    await rig.control('POST', 'faults', { route: LIST, omit: 4 });
    const pages = await emailsByPage(rig, 6);
    expect(pages.map((page) => page.length)).toEqual([6, 5]);
    expect(pages.flat()).toEqual(all.slice(0, -4));
    expect((await emailsByPage(rig, 6)).flat()).toEqual(all);
  });

  test('duplicate repeats the last member of a page on the next one', async () => {
    const rig = await startRig();
    const all = (await emailsByPage(rig, 20)).flat();
    await rig.control('POST', 'faults', { route: LIST, duplicate: true });
    const pages = await emailsByPage(rig, 10);
    expect(pages[1]?.[0]).toBe(pages[0]?.at(-1));
    expect(pages.flat()).toHaveLength(16);
    expect(new Set(pages.flat())).toEqual(new Set(all));
  });

  test('duplicate on every page ends all the same, even with pages of one', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', [
      { route: LIST, duplicate: true, times: 0 },
      { route: CONTINUE, duplicate: true, times: 0 },
    ]);
    expect(new Set((await emailsByPage(rig, 1)).flat()).size).toBe(15);
  });

  test('an empty page says there is more, and there is', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', [
      { route: LIST, emptyPage: true },
      { route: CONTINUE, nth: 2, emptyPage: true },
    ]);
    const pages = await emailsByPage(rig, 10);
    expect(pages.map((page) => page.length)).toEqual([0, 10, 0, 5]);
  });
});
