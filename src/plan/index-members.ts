import type { Member } from '../team.ts';
import { compareText } from './order.ts';
import type { Removed } from './types.ts';

/** Accounts by everything that can name them; e-mails are lower case. */
interface Accounts {
  byExternalId: ReadonlyMap<string, Member>;
  byEmail: ReadonlyMap<string, Member>;
  bySecondaryEmail: ReadonlyMap<string, Member>;
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
  return {
    living: indexAccounts(members.filter(isLiving), new Map()),
    recoverable: indexAccounts(
      members.filter((member) => !isLiving(member) && member.recoverable),
      removed,
    ),
  };
}

function indexAccounts(members: readonly Member[], removed: ReadonlyMap<string, Removed>): Accounts {
  const byExternalId = new Map<string, Member>();
  const byEmail = new Map<string, Member>();
  const bySecondaryEmail = new Map<string, Member>();
  for (const { former, member } of formerOnes(members, removed)) {
    byEmail.set(former.email, member);
    if (former.externalId !== null) byExternalId.set(former.externalId, member);
  }
  // What an account is called now counts more than what another one was called before.
  for (const member of members) {
    byEmail.set(member.email, member);
    if (member.externalId !== null) byExternalId.set(member.externalId, member);
    for (const address of member.secondaryEmails) bySecondaryEmail.set(address, member);
  }
  const distinct = bySecondaryEmail.size === 0 && removed.size === 0 && byEmail.size === members.length;
  return { byExternalId, byEmail, bySecondaryEmail, distinct };
}

/** Whoever was removed last comes last, so that of two accounts that had one address the newer one is found by it. */
function formerOnes(
  members: readonly Member[],
  removed: ReadonlyMap<string, Removed>,
): { former: Removed; member: Member }[] {
  if (removed.size === 0) return [];
  return members
    .flatMap((member) => {
      const former = removed.get(member.id);
      return former === undefined ? [] : [{ former, member }];
    })
    .sort(
      (a, b) => compareText(a.former.removedOn, b.former.removedOn) || compareText(a.member.id, b.member.id),
    );
}
