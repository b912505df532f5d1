import fc from 'fast-check';
import { fingerprint } from '../../src/plan/fingerprint.ts';
import type { Remembered } from '../../src/plan/types.ts';
import type { Group, Person, Role } from '../../src/team.ts';
import { NOW } from '../helpers/team-builder.ts';

const DAY_MS = 86_400_000;

/** True in so many cases of ten. */
export const often = (truth: number): fc.Arbitrary<boolean> => fc.nat(9).map((n) => n < truth);

/** What follows an account in a random world: groups, role, heir, ages, and what earlier runs remembered. */
export interface Follower {
  groups: string[] | null;
  isIn: string[];
  role: string | null;
  /** The place of who gets the files. */
  heir: number | null;
  isVerified: boolean;
  invitedDaysAgo: number;
  suspendedDaysAgo: number;
  isDated: boolean;
  reminded: number;
  isCancelled: boolean;
  isReserved: boolean;
  isAltered: boolean;
}

export const follower = {
  groups: fc.option(fc.subarray(['eng', 'ops', 'OPS', 'New', 'NEW', 'Chess', 'Engineering'])),
  isIn: fc.subarray(['g:everyone', 'g:eng', 'g:ops', 'g:club', 'g:secret']),
  role: fc.constantFrom(null, null, 'member', 'Support', 'pid_dbtmr:full', 'Overlord'),
  heir: fc.option(fc.nat(11), { freq: 2 }),
  isVerified: often(9),
  invitedDaysAgo: fc.nat(40),
  suspendedDaysAgo: fc.nat(12),
  isDated: often(9),
  reminded: fc.constantFrom(0, 0, 1, 3, 7),
  isCancelled: often(1),
  isReserved: often(1),
  isAltered: often(4),
};

/** What the team of every random world has. */
export const OFFERED: { groups: Group[]; roles: Role[] } = {
  groups: [
    { id: 'g:everyone', name: 'Everyone', management: 'system' },
    { id: 'g:eng', name: 'Engineering', management: 'company' },
    { id: 'g:ops', name: 'ops', management: 'company' },
    { id: 'g:club', name: 'Chess', management: 'user' },
    { id: 'g:secret', name: 'Secret', management: 'company' },
  ],
  roles: [
    { id: 'pid_dbtmr:full', name: 'Team' },
    { id: 'pid_dbtmr:1', name: 'Support' },
  ],
};

export const daysAgo = (days: number): string => new Date(NOW.getTime() - days * DAY_MS).toISOString();

/** What earlier runs remembered of these places and rows. */
export function memoryOf(
  all: readonly Follower[],
  rows: readonly Person[],
  idOf: (i: number) => string,
  addressOf: (i: number) => string,
): Pick<Remembered, 'reminded' | 'cancelled' | 'removed' | 'reserved'> {
  const some = <T>(isIn: (one: Follower) => boolean, make: (one: Follower, i: number) => T): T[] =>
    all.flatMap((one, i) => (isIn(one) ? [make(one, i)] : []));
  const rowsOf = (isIn: (one: Follower) => boolean): Person[] =>
    rows.filter((_, i) => all[i] !== undefined && isIn(all[i]));
  return {
    reminded: new Map(
      some(
        ({ reminded }) => reminded > 0,
        ({ reminded }, i) => [idOf(i), reminded],
      ),
    ),
    cancelled: new Map(rowsOf(({ isCancelled }) => isCancelled).map((row) => [row.email, fingerprint(row)])),
    reserved: new Map(rowsOf(({ isReserved }) => isReserved).map((row) => [row.email, daysAgo(-3)])),
    removed: new Map(
      some(
        ({ isAltered }) => isAltered,
        (_, i) => [idOf(i), { email: addressOf(i), externalId: `E${String(i)}`, removedOn: daysAgo(1) }],
      ),
    ),
  };
}
