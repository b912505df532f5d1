import { setImmediate } from 'node:timers/promises';
import type { TeamsyncError } from '../errors.ts';
import { RequestRefusedError, UnavailableError } from '../errors.ts';

/** Dropbox's own maximum for a page. */
export const PAGE_SIZE = 1000;

/** One page of a listing. */
export interface Page<Item> {
  length: number;
  /** Checked and read only when asked for. */
  items: () => Item[];
  cursor: string;
  hasMore: boolean;
}

/** How one kind of thing is listed. */
interface Listing<Item> {
  /** What messages call them, such as `members`. */
  what: string;
  /** The route that goes on with it. */
  route: string;
  first: () => Promise<Page<Item>>;
  next: (cursor: string) => Promise<Page<Item>>;
}

/** Reads a listing to its end, each id once. A cursor that Dropbox no longer takes starts it over, once. */
export async function listAll<Item extends { id: string }>(listing: Listing<Item>): Promise<Item[]> {
  try {
    return await listOnce(listing);
  } catch (error) {
    if (!(error instanceof RequestRefusedError) || error.code !== 'invalid_cursor') throw error;
  }
  try {
    return await listOnce(listing);
  } catch (error) {
    throw error instanceof RequestRefusedError ? refusedListing(listing.what, error) : error;
  }
}

async function listOnce<Item extends { id: string }>(listing: Listing<Item>): Promise<Item[]> {
  const found = new Map<string, Item>();
  const cursors = new Set<string>();
  let page = await listing.first();
  for (;;) {
    const leadsOn = page.hasMore && page.length > 0 && !cursors.has(page.cursor);
    const next = leadsOn ? await sent(listing.next(page.cursor)) : null;
    const added = collect(page.items(), found);
    if (!page.hasMore) return [...found.values()];
    if (added === 0 || next === null) throw stuck(listing, page.length, found.size);
    cursors.add(page.cursor);
    page = await next.answer;
  }
}

/** Gives a request the time to leave, so that it is on its way while the page before it is read. */
async function sent<T>(answer: Promise<T>): Promise<{ answer: Promise<T> }> {
  // It may fail before anybody waits for it.
  answer.catch(() => undefined);
  await setImmediate();
  return { answer };
}

function collect<Item extends { id: string }>(items: readonly Item[], found: Map<string, Item>): number {
  const before = found.size;
  for (const item of items) if (!found.has(item.id)) found.set(item.id, item);
  return found.size - before;
}

function stuck({ what, route }: Listing<unknown>, pageLength: number, total: number): TeamsyncError {
  return new UnavailableError(
    'listing_stuck',
    `The listing of ${what} (${route}) does not get on: after ${String(total)} ${what} came a page of ${String(pageLength)} that leads nowhere new, and more were announced.`,
    { hint: 'Run the same command again later.', details: { endpoint: route, listed: total } },
  );
}

function refusedListing(what: string, error: RequestRefusedError): TeamsyncError {
  return new UnavailableError(
    'listing_refused',
    `The listing of ${what} was refused twice: ${error.message}`,
    {
      hint: 'Run the same command again later.',
      details: error.details,
      cause: error,
    },
  );
}
