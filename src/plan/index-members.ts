import type { Member } from '../team.ts';

/** Accounts by everything that can name them; e-mails are lower case. */
interface Accounts {
  byExternalId: ReadonlyMap<string, Member>;
  byEmail: ReadonlyMap<string, Member>;
  bySecondaryEmail: ReadonlyMap<string, Member>;
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

/** Indexes the living members and the removed ones that can be brought back; those gone for good name nobody. */
export function indexMembers(members: readonly Member[]): MemberIndex {
  return {
    living: indexAccounts(members.filter(isLiving)),
    recoverable: indexAccounts(members.filter((member) => !isLiving(member) && member.recoverable)),
  };
}

function indexAccounts(members: readonly Member[]): Accounts {
  const byExternalId = new Map<string, Member>();
  const byEmail = new Map<string, Member>();
  const bySecondaryEmail = new Map<string, Member>();
  for (const member of members) {
    byEmail.set(member.email, member);
    if (member.externalId !== null) byExternalId.set(member.externalId, member);
    for (const address of member.secondaryEmails) bySecondaryEmail.set(address, member);
  }
  return { byExternalId, byEmail, bySecondaryEmail };
}
