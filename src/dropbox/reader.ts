import type { Dropbox } from 'dropbox';
import { ForbiddenError, RequestRefusedError, UnavailableError } from '../errors.ts';
import type { Actual, Extent, Group, Licences, Member, TeamReader } from '../team.ts';
import { listGroups } from './groups.ts';
import { readAdmin, readInfo, refusedReading, type Counted } from './identity.ts';
import { lookUpMembers } from './look-up.ts';
import { listMembers, SMALL_PAGE_SIZE } from './listing.ts';
import { PAGE_SIZE } from './paging.ts';
import { listRoles } from './roles.ts';

/** The members of a team and what is known of it without further questions. */
type Membership = Omit<Actual, 'groups' | 'roles'>;

const MEMBERS_ALONE: Extent = { groups: 'none', roles: false };

/** Reads a team through the official client; believes a listing only after comparing it with what Dropbox counts. */
export function createReader(client: Dropbox): TeamReader {
  const reading = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw error instanceof RequestRefusedError ? refusedReading(error) : error;
    }
  };
  // A token belongs to one admin for as long as it lives, so the second reading need not ask again.
  let known: { admin: Actual['admin'] } | null = null;
  const adminOnce = async (): Promise<Actual['admin']> => {
    known ??= { admin: await readAdmin(client) };
    return known.admin;
  };
  return {
    readTeam: (extent = MEMBERS_ALONE) => reading(() => readAll(client, extent, adminOnce)),
    listGroups: () => reading(() => listGroups(client)),
    lookUp: (whom) => reading(() => lookUpMembers(client, whom)),
  };
}

type AskForAdmin = () => Promise<Actual['admin']>;

async function readAll(client: Dropbox, extent: Extent, admin: AskForAdmin): Promise<Actual> {
  const [membership, groups, roles] = await Promise.all([
    readMembership(client, admin),
    readGroups(client, extent.groups),
    extent.roles ? listRoles(client) : null,
  ]);
  return { ...membership, groups, roles };
}

async function readGroups(client: Dropbox, wanted: Extent['groups']): Promise<Group[] | null> {
  if (wanted === 'none') return null;
  try {
    return await listGroups(client);
  } catch (error) {
    if (wanted === 'optional' && error instanceof ForbiddenError) return null;
    throw error;
  }
}

async function readMembership(client: Dropbox, askForAdmin: AskForAdmin): Promise<Membership> {
  const [counted, admin, listed] = await Promise.all([
    readInfo(client),
    askForAdmin(),
    listWithFallback(client),
  ]);
  if (livingCount(listed) >= counted.provisioned) return checked(counted, admin, listed);
  // Somebody may have left between the two, so both are asked for again.
  const again = await Promise.all([readInfo(client), listMembers(client, SMALL_PAGE_SIZE)]);
  return checked(again[0], admin, again[1]);
}

/** Failures of a page that a smaller one may not have. */
const PAGE_FAILURES: ReadonlySet<string> = new Set([
  'dropbox_unavailable',
  'unusable_answer',
  'listing_stuck',
]);

/** Large pages can fail, or come up empty, where small ones work. */
async function listWithFallback(client: Dropbox): Promise<Member[]> {
  try {
    return await listMembers(client, PAGE_SIZE);
  } catch (error) {
    if (!(error instanceof UnavailableError) || !PAGE_FAILURES.has(error.code)) throw error;
    return listMembers(client, SMALL_PAGE_SIZE);
  }
}

function checked(counted: Counted, admin: Actual['admin'], members: Member[]): Membership {
  const listed = livingCount(members);
  if (listed === 0) {
    throw new UnavailableError(
      'listing_empty',
      `Dropbox listed no member at all, and counts ${String(counted.provisioned)}.`,
      { hint: 'Run the same command again later.', details: { listed, counted: counted.provisioned } },
    );
  }
  if (admin !== null && !members.some(({ id, status }) => id === admin.memberId && status !== 'removed')) {
    throw new UnavailableError(
      'listing_without_admin',
      `Dropbox listed ${String(listed)} members without ${admin.email}, who authorized this token, so the listing cannot be right.`,
      { hint: 'Run the same command again later.', details: { listed, counted: counted.provisioned } },
    );
  }
  return {
    team: { id: counted.id, name: counted.name, licences: licencesOf(counted, members) },
    admin,
    members,
    listing: { complete: listed >= counted.provisioned, listed, counted: counted.provisioned },
  };
}

/** Dropbox counts used licences in two ways that do not always agree; the greatest number is the safe one. */
function licencesOf({ licensed, provisioned, usedLicences }: Counted, members: readonly Member[]): Licences {
  const full = members.filter(
    ({ status, membership }) => status !== 'removed' && membership === 'full',
  ).length;
  const used = Math.max(provisioned, usedLicences, full);
  return { licensed, used, free: Math.max(0, licensed - used) };
}

function livingCount(members: readonly Member[]): number {
  return members.filter(({ status }) => status !== 'removed').length;
}
