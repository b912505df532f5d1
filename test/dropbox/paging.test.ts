import { describe, expect, test } from 'vitest';
import { listAll, type Page } from '../../src/dropbox/paging.ts';

interface Item {
  id: string;
}

/** Lists pages of ids, each leading to the next one, and tells in which order things happened. */
function listing(pages: readonly (readonly string[])[], happened: string[]) {
  const page = (at: number): Page<Item> => {
    const ids = pages[at] ?? [];
    return {
      length: ids.length,
      items: () => {
        happened.push(`read ${String(at)}`);
        return ids.map((id) => ({ id }));
      },
      cursor: String(at + 1),
      hasMore: at + 1 < pages.length,
    };
  };
  return {
    what: 'things',
    route: 'things/continue',
    first: () => Promise.resolve(page(0)),
    next: (cursor: string) => {
      happened.push(`ask ${cursor}`);
      return Promise.resolve(page(Number(cursor)));
    },
  };
}

describe('a listing', () => {
  test('asks for the next page before it reads the one at hand', async () => {
    const happened: string[] = [];
    const items = await listAll(listing([['a', 'b'], ['b', 'c'], ['d']], happened));
    expect(items.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(happened).toEqual(['ask 1', 'read 0', 'ask 2', 'read 1', 'read 2']);
  });

  test('asks for nothing behind an empty page', async () => {
    const happened: string[] = [];
    await expect(listAll(listing([[], ['a']], happened))).rejects.toMatchObject({ code: 'listing_stuck' });
    expect(happened).toEqual(['read 0']);
  });

  test('ends where a page brings nothing new', async () => {
    const happened: string[] = [];
    const stuck = listAll(listing([['a'], ['a'], ['b']], happened));
    await expect(stuck).rejects.toMatchObject({ code: 'listing_stuck' });
    expect(happened).toEqual(['ask 1', 'read 0', 'ask 2', 'read 1']);
  });

  test('ends with the fault of the page at hand, whatever becomes of the next one', async () => {
    const broken = listing([['a'], ['b']], []);
    const first = await broken.first();
    const reading = listAll({
      ...broken,
      first: () =>
        Promise.resolve({
          ...first,
          items: () => {
            throw new Error('the first page is broken');
          },
        }),
      next: () => Promise.reject(new Error('the second page does not come')),
    });
    await expect(reading).rejects.toThrow('the first page is broken');
  });

  test('ends with the fault of a page that does not come', async () => {
    const gone = { ...listing([['a'], ['b']], []), next: () => Promise.reject(new Error('gone')) };
    await expect(listAll(gone)).rejects.toThrow('gone');
  });
});
