import type { Member } from '../team.ts';
import { compareText } from './order.ts';
import type { Removed } from './types.ts';

/** Members by one of their names. */
export class Lookup {
  readonly #members: readonly Member[];
  readonly #places: ReadonlyMap<string, number>;

  constructor(members: readonly Member[], places: ReadonlyMap<string, number>) {
    this.#members = members;
    this.#places = places;
  }

  get size(): number {
    return this.#places.size;
  }

  /** Where the member stands in the listing. */
  placeOf(name: string): number | undefined {
    return this.#places.get(name);
  }

  get(name: string): Member | undefined {
    const place = this.#places.get(name);
    return place === undefined ? undefined : this.#members[place];
  }
}

/** Accounts by everything that can name them; e-mails are lower case. */
interface Accounts {
  byExternalId: Lookup;
  byEmail: Lookup;
  bySecondaryEmail: Lookup;
  /** True where no two of them have or had one address. */
  distinct: boolean;
}

/** A listing, indexed once, so that matching costs the same for every person. */
export interface MemberIndex {
  living: Accounts;
  /** Removed accounts that can still be brought back and until then reserve their address and external id. */
  recoverable: Accounts;
}

/** True for members who hold a place on the team now. */
export function isLiving(member: Member): boolean {
  return member.status !== 'removed';
}

/**
 * Indexes the living members and the removed ones that can be brought back; those gone for good name nobody. Removed ones
 * are also found by what they were called when they were `removed`.
 */
export function indexMembers(
  members: readonly Member[],
  removed: ReadonlyMap<string, Removed> = new Map(),
): MemberIndex {
  const recoverable = (member: Member): boolean => !isLiving(member) && member.recoverable;
  return {
    living: indexAccounts(members, isLiving, new Map()),
    recoverable: indexAccounts(members, recoverable, removed),
  };
}

function indexAccounts(
  members: readonly Member[],
  belongs: (member: Member) => boolean,
  removed: ReadonlyMap<string, Removed>,
): Accounts {
  const byExternalId = new Map<string, number>();
  const byEmail = new Map<string, number>();
  const bySecondaryEmail = new Map<string, number>();
  for (const { former, place } of formerOnes(members, belongs, removed)) {
    byEmail.set(former.email, place);
    if (former.externalId !== null) byExternalId.set(former.externalId, place);
  }
  let count = 0;
  // What an account is called now counts more than what another one was called before.
  for (const [place, member] of members.entries()) {
    if (!belongs(member)) continue;
    count += 1;
    byEmail.set(member.email, place);
    if (member.externalId !== null) byExternalId.set(member.externalId, place);
    for (const address of member.secondaryEmails) bySecondaryEmail.set(address, place);
  }
  const distinct = bySecondaryEmail.size === 0 && removed.size === 0 && byEmail.size === count;
  const lookup = (places: ReadonlyMap<string, number>): Lookup => new Lookup(members, places);
  return {
    byExternalId: lookup(byExternalId),
    byEmail: lookup(byEmail),
    bySecondaryEmail: lookup(bySecondaryEmail),
    distinct,
  };
}

/** Whoever was removed last comes last, so that of two accounts that had one address the newer one is found by it. */
function formerOnes(
  members: readonly Member[],
  belongs: (member: Member) => boolean,
  removed: ReadonlyMap<string, Removed>,
): { former: Removed; member: Member; place: number }[] {
  if (removed.size === 0) return [];
  return members
    .flatMap((member, place) => {
      const former = belongs(member) ? removed.get(member.id) : undefined;
      return former === undefined ? [] : [{ former, member, place }];
    })
    .sort(
      (a, b) => compareText(a.former.removedOn, b.former.removedOn) || compareText(a.member.id, b.member.id),
    );
}
