import fc from 'fast-check';
import type { Member, Person, Wanted } from '../../src/team.ts';
import { inSync, member, person, World } from '../helpers/team-builder.ts';
import { daysAgo, follower, memoryOf, OFFERED, often, type Follower } from './random-followers.ts';

/** One place in a random world: perhaps a row, perhaps an account, and how they hang together. */
export interface Slot extends Follower {
  row: Wanted | 'none';
  account: Member['status'] | 'gone' | 'none';
  /** Where the row says the person is to be reached. */
  address: 'same' | 'renamed' | 'moved' | 'secondary' | 'next';
  rowHasId: boolean;
  accountHasId: boolean;
  hasPrevious: boolean;
  otherName: boolean;
  isAdmin: boolean;
  isLimited: boolean;
  isManaged: boolean;
  suspendedByUs: boolean;
  isProtected: boolean;
  isHeld: boolean;
  priority: number | null;
}

const slot: fc.Arbitrary<Slot> = fc.record({
  ...follower,
  row: fc.constantFrom('active', 'active', 'active', 'suspended', 'unassigned', 'none'),
  account: fc.constantFrom('none', 'invited', 'active', 'active', 'active', 'suspended', 'removed', 'gone'),
  address: fc.constantFrom('same', 'same', 'same', 'renamed', 'moved', 'secondary', 'next'),
  rowHasId: often(7),
  accountHasId: often(7),
  hasPrevious: often(3),
  otherName: often(3),
  isAdmin: often(2),
  isLimited: often(2),
  isManaged: often(5),
  suspendedByUs: often(5),
  isProtected: often(2),
  isHeld: often(2),
  priority: fc.option(fc.nat(3)),
});

/** People who mostly take each other's addresses. */
const mover = slot.map((one): Slot => ({
  ...one,
  address: one.otherName ? one.address : 'next',
  accountHasId: true,
  rowHasId: true,
}));

/** Up to a dozen slots. */
export const slots: fc.Arbitrary<Slot[]> = fc.oneof(
  { weight: 3, arbitrary: fc.array(slot, { minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.array(mover, { minLength: 1, maxLength: 6 }) },
);

const local = (i: number): string => `p${String(i)}`;
export const memberId = (i: number): string => `dbmid:${local(i)}`;
export const accountEmail = (i: number): string => `${local(i)}@example.com`;

/** The address of a row, before two rows with one address are told apart. */
function wish({ address }: Slot, i: number, count: number): string {
  switch (address) {
    case 'same':
      return accountEmail(i);
    case 'renamed':
      return `q${String(i)}@example.com`;
    case 'moved':
      return `${local(i)}@moved.example`;
    case 'secondary':
      return `s${String(i)}@example.com`;
    case 'next':
      return accountEmail((i + 1) % count);
  }
}

/** The addresses of all rows, each once. */
export function rowEmails(all: readonly Slot[]): (string | null)[] {
  const taken = new Set<string>();
  return all.map((one, i) => {
    if (one.row === 'none') return null;
    const wished = wish(one, i, all.length);
    const email = taken.has(wished) ? `r${String(i)}@example.com` : wished;
    taken.add(email);
    return email;
  });
}

function rowOf(one: Slot, i: number, email: string): Person {
  return person({
    email,
    wanted: one.row === 'none' ? 'active' : one.row,
    givenName: `Given${String(i)}`,
    surname: 'Same',
    externalId: one.rowHasId || one.address === 'next' ? `E${String(i)}` : null,
    previousEmail: one.hasPrevious ? accountEmail(i) : null,
    priority: one.priority,
    groups: one.groups,
    role: one.role,
    transferTo: one.heir === null ? null : accountEmail(one.heir),
    line: i + 3,
  });
}

/** Dropbox may alter the address of an account that was removed; then a run remembers it. */
function isAltered({ account, isAltered: altered }: Slot): boolean {
  return altered && account === 'removed';
}

function accountOf(one: Slot, i: number): Member {
  return member({
    id: memberId(i),
    email: isAltered(one) ? `deleted${String(i)}@example.com` : accountEmail(i),
    externalId: one.accountHasId ? `E${String(i)}` : null,
    secondaryEmails: one.account === 'gone' ? [] : [`s${String(i)}@example.com`],
    givenName: one.otherName ? 'Other' : `Given${String(i)}`,
    surname: 'Same',
    status: one.account === 'gone' || one.account === 'none' ? 'removed' : one.account,
    recoverable: one.account === 'removed',
    membership: one.isLimited ? 'limited' : 'full',
    roles: one.isAdmin ? [{ id: 'pid_dbtmr:1', name: 'Support' }] : [],
    groups: one.account === 'removed' || one.account === 'gone' ? [] : one.isIn,
    invitedOn: one.account === 'invited' ? daysAgo(one.invitedDaysAgo) : null,
    suspendedOn: one.account === 'suspended' && one.isDated ? daysAgo(one.suspendedDaysAgo) : null,
    emailVerified: one.isVerified && one.account !== 'invited',
  });
}

/** The world of these slots, beside the admin who authorized. */
export function worldOf(all: readonly Slot[]): World {
  const emails = rowEmails(all);
  const { people, members } = inSync(0);
  const rows = all.flatMap((one, i) => {
    const email = emails[i];
    return email == null ? [] : [rowOf(one, i, email)];
  });
  const accounts = all.flatMap((one, i) => (one.account === 'none' ? [] : [accountOf(one, i)]));
  const idsOf = (isIn: (one: Slot) => boolean): Set<string> =>
    new Set(all.flatMap((one, i) => (isIn(one) ? [memberId(i)] : [])));
  return new World([...people, ...rows], [...members, ...accounts]).offering(OFFERED).given({
    ...memoryOf(all, rows, memberId, accountEmail),
    managed: idsOf(({ isManaged }) => isManaged),
    suspendedByDeprovision: idsOf(({ suspendedByUs }) => suspendedByUs),
  });
}
