import type { Settings } from '../settings/schema.ts';
import type { Actual, Member } from '../team.ts';
import type { DeprovisionChange, TransferOptions } from './change.ts';
import { isLiving, type MemberIndex } from './index-members.ts';
import type { Candidate } from './order.ts';
import type { Blocked } from './types.ts';
import type { Subject } from './verdict.ts';

/** Somebody who leaves. */
export type Leaver = Candidate<DeprovisionChange>;

/** Everything that decides who can get files, and who can hear of errors. */
export interface World {
  index: MemberIndex;
  actual: Actual;
  /** The account of who authorized, removed ones included; looked for once, because a team is long. */
  authorizer: Member | undefined;
  settings: Settings['deprovision'];
  /** Everybody who leaves, by member id. */
  leaving: ReadonlyMap<string, Leaver>;
  suspended: ReadonlySet<string>;
  /** Ids of admins who are none any more before anybody is removed. */
  demoted: ReadonlySet<string | null>;
  /** Living members by the address that their row has, which they may only get in this plan, or never. */
  byRow: ReadonlyMap<string, Member>;
  /** Where the chains of recipients end that were followed so far, by the id of who leaves. */
  ends: Map<string, ChainEnd>;
}

/** Whose files go somewhere, and where it says so. */
export interface Giver {
  email: string;
  memberId: string;
  /** What to correct when they cannot. */
  place: string;
  /** What does not happen then, as a sentence begins. */
  refusal: string;
}

/** Who gets files and who hears of errors, or why nobody can. */
export type Parties = { transfer: TransferOptions } | { obstacle: Obstacle };
/** Why somebody cannot. */
export type Obstacle = Pick<Blocked, 'code' | 'message'>;

/** The member who stays and gets the files in the end, and the admin who hears of errors. */
export function partiesOf(giver: Giver, recipient: string, world: World): Parties {
  const to = whoStays(giver, recipient, world);
  if ('obstacle' in to) return to;
  const admin = transferAdmin(giver, world);
  if ('obstacle' in admin) return admin;
  return {
    transfer: {
      transferTo: to.member.email,
      transferToId: to.member.id,
      transferAdmin: admin.member.email,
      transferAdminId: admin.member.id,
    },
  };
}

type Found = { member: Member } | { obstacle: Obstacle };

/** Follows a chain of recipients to the first one who stays. */
function whoStays({ memberId, place, refusal }: Giver, recipient: string, world: World): Found {
  const cannot = (code: Blocked['code'], why: string): Found => ({
    obstacle: { code, message: `${refusal}: the files should go to ${recipient}, ${why}` },
  });
  if (findMember(recipient, world)?.id === memberId) {
    return cannot('transfer_recipient_same', `which is the same account. Correct ${place}.`);
  }
  const { address, member, stays } = chainEnd(memberId, recipient, world);
  const whose = address === recipient ? 'who' : `who leaves as well and hands on to ${address}, who`;
  if (member === undefined) {
    return cannot('transfer_recipient_unknown', `${whose} is not on the team. Correct ${place}.`);
  }
  if (stays) return fit(member, whose, world.suspended, cannot);
  return cannot(
    'transfer_recipient_leaving',
    `${whose} leaves in this plan too, and nobody who stays comes after. Name somebody who stays in ${place}.`,
  );
}

/** The last one of a chain of recipients: somebody who stays, nobody known, or somebody who leaves with nobody after. */
interface ChainEnd {
  /** As whoever comes before names them. */
  address: string;
  member: Member | undefined;
  stays: boolean;
}

/** The end of somebody's chain, noted for everybody on it: half a company may hand on to one another. */
function chainEnd(memberId: string, recipient: string, world: World): ChainEnd {
  // Who is passed, with the address that led there; nobody led to the first one yet.
  const passed = new Map([[memberId, '']]);
  let address = recipient;
  let end = world.ends.get(memberId);
  while (end === undefined) {
    const member = findMember(address, world);
    const leaver = member === undefined ? undefined : world.leaving.get(member.id);
    const next = leaver === undefined ? null : recipientOf(leaver.subject, world.settings);
    if (member === undefined || next === null) end = { address, member, stays: leaver === undefined };
    else if (passed.has(member.id)) end = closeRing(passed, address, member, world);
    else {
      end = world.ends.get(member.id);
      passed.set(member.id, address);
      address = next;
    }
  }
  for (const id of passed.keys()) if (!world.ends.has(id)) world.ends.set(id, end);
  return end;
}

/** A ring ends for each one in it where they are named again; whoever leads into it ends where it is entered. */
function closeRing(
  passed: ReadonlyMap<string, string>,
  address: string,
  entry: Member,
  world: World,
): ChainEnd {
  const entries = [...passed];
  const behind = entries.findIndex(([id]) => id === entry.id) + 1;
  for (const [id, led] of entries.slice(behind)) {
    world.ends.set(id, { address: led, member: entry, stays: false });
  }
  return { address, member: entry, stays: false };
}

function fit(
  member: Member,
  whose: string,
  suspended: ReadonlySet<string>,
  cannot: (code: Blocked['code'], why: string) => Found,
): Found {
  if (member.status !== 'active' || suspended.has(member.id)) {
    const state = member.status === 'active' ? 'suspended by this plan' : member.status;
    return cannot(
      'transfer_recipient_not_active',
      `${whose} is ${state}, and only an active member can get files.`,
    );
  }
  if (!member.emailVerified) {
    return cannot(
      'transfer_recipient_not_verified',
      `${whose} has not verified the address, and Dropbox asks for that.`,
    );
  }
  return { member };
}

/** Who hears of errors: as set, else the admin who authorized. */
function transferAdmin({ memberId, refusal }: Giver, world: World): Found {
  const { settings, actual, leaving, suspended, demoted } = world;
  const address = settings.transferAdmin ?? actual.admin?.email ?? 'the admin who authorized';
  const cannot = (code: Blocked['code'], why: string): Found => {
    const message = `${refusal}: ${address} should hear of errors while the files are moved, and ${why}. Set deprovision.transferAdmin to an admin of the team.`;
    return { obstacle: { code, message } };
  };
  const own = settings.transferAdmin === null ? world.authorizer : undefined;
  const member = own ?? findMember(address, world);
  if (member === undefined || !isLiving(member))
    return cannot('transfer_admin_unknown', 'is not on the team');
  if (member.status !== 'active' || member.roles.length === 0) {
    return cannot('transfer_admin_not_admin', 'is no active admin');
  }
  if (leaving.has(member.id) || suspended.has(member.id) || member.id === memberId) {
    return cannot('transfer_admin_leaving', 'leaves in this plan too');
  }
  if (demoted.has(member.id))
    return cannot('transfer_admin_not_admin', 'is no admin any more after this plan');
  return { member };
}

function findMember(address: string, { index, byRow }: World): Member | undefined {
  const email = address.toLowerCase();
  const { byEmail, bySecondaryEmail } = index.living;
  return byRow.get(email) ?? byEmail.get(email) ?? bySecondaryEmail.get(email);
}

/** The account of the admin who authorized, whether it is still on the team or not. */
export function authorizerOf({ admin, members }: Actual): Member | undefined {
  return admin === null ? undefined : members.find(({ id }) => id === admin.memberId);
}

/** Who should get somebody's files; `null` for nobody. */
export function recipientOf({ person }: Subject, settings: Settings['deprovision']): string | null {
  return person?.transferTo ?? settings.transferTo;
}
