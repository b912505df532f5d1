import type { Dropbox } from 'dropbox';
import { RequestRefusedError, UnavailableError } from '../errors.ts';
import type { Actual, Licences, Member, TeamReader } from '../team.ts';
import { readAdmin, readInfo, refusedReading, type Counted } from './identity.ts';
import { lookUpMembers } from './look-up.ts';
import { listMembers, PAGE_SIZE, SMALL_PAGE_SIZE } from './listing.ts';

/** Reads a team through the official client; believes a listing only after comparing it with what Dropbox counts. */
export function createReader(client: Dropbox): TeamReader {
  const reading = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw error instanceof RequestRefusedError ? refusedReading(error) : error;
    }
  };
  return {
    readTeam: () => reading(() => readOnce(client)),
    lookUp: (whom) => reading(() => lookUpMembers(client, whom)),
  };
}

async function readOnce(client: Dropbox): Promise<Actual> {
  const [counted, admin, listed] = await Promise.all([
    readInfo(client),
    readAdmin(client),
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

function checked(counted: Counted, admin: Actual['admin'], members: Member[]): Actual {
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
