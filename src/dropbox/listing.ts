import type { Dropbox } from 'dropbox';
import type { TeamsyncError } from '../errors.ts';
import { RequestRefusedError, UnavailableError } from '../errors.ts';
import type { Member } from '../team.ts';
import { call } from './call.ts';
import { memberFrom } from './members.ts';
import { listing, type Listing } from './wire.ts';

const LIST = 'team/members/list_v2';
const CONTINUE = 'team/members/list/continue_v2';

/** Dropbox's own maximum for a page; large pages have been seen to fail on large teams, hence the smaller size. */
export const PAGE_SIZE = 1000;
export const SMALL_PAGE_SIZE = 200;

/** Reads all members, removed ones included, each id once. A cursor that Dropbox no longer takes starts it over, once. */
export async function listMembers(client: Dropbox, pageSize: number): Promise<Member[]> {
  try {
    return await listOnce(client, pageSize);
  } catch (error) {
    if (!(error instanceof RequestRefusedError) || error.code !== 'invalid_cursor') throw error;
  }
  try {
    return await listOnce(client, pageSize);
  } catch (error) {
    throw error instanceof RequestRefusedError ? refusedListing(error) : error;
  }
}

async function listOnce(client: Dropbox, pageSize: number): Promise<Member[]> {
  const members = new Map<string, Member>();
  const cursors = new Set<string>();
  const first = { limit: pageSize, include_removed: true };
  let page = await call(LIST, listing, () => client.teamMembersListV2(first));
  for (;;) {
    const added = collect(page, members);
    if (!page.has_more) return [...members.values()];
    if (added === 0 || cursors.has(page.cursor)) throw stuck(page.members.length, members.size);
    const { cursor } = page;
    cursors.add(cursor);
    page = await call(CONTINUE, listing, () => client.teamMembersListContinueV2({ cursor }));
  }
}

function collect(page: Listing, members: Map<string, Member>): number {
  const before = members.size;
  for (const info of page.members) {
    const member = memberFrom(info);
    if (!members.has(member.id)) members.set(member.id, member);
  }
  return members.size - before;
}

function stuck(pageLength: number, total: number): TeamsyncError {
  return new UnavailableError(
    'listing_stuck',
    `The listing of members (${CONTINUE}) does not get on: after ${String(total)} members came a page of ${String(pageLength)} with nobody new, and more were announced.`,
    { hint: 'Run the same command again later.', details: { endpoint: CONTINUE, listed: total } },
  );
}

function refusedListing(error: RequestRefusedError): TeamsyncError {
  return new UnavailableError(
    'listing_refused',
    `The listing of members was refused twice: ${error.message}`,
    {
      hint: 'Run the same command again later.',
      details: error.details,
      cause: error,
    },
  );
}
