import fc from 'fast-check';
import type { Member, Wanted } from '../../src/team.ts';
import { often } from '../plan/random-followers.ts';

/** One place in a random team: a row of the roster, an account, or both. */
export interface Place {
  row: Wanted | 'none';
  account: Member['status'] | 'gone' | 'none';
  renamed: boolean;
  respelled: boolean;
  /** Row and account carry the same id, so that a new address is still the same person. */
  identified: boolean;
  isAdmin: boolean;
  /** The row's groups. */
  groups: string[];
  /** The account's groups. */
  isIn: string[];
  /** As the row spells it; empty where it says nothing. */
  role: string;
  /** The place of whoever gets the files, counted round and round; the one after the last is the admin. */
  heir: number | null;
  priority: number | null;
  isVerified: boolean;
  /** Since the invitation or the suspension. */
  days: number;
  past: Past;
}

/** What earlier runs remember of an account. */
interface Past {
  isManaged: boolean;
  isSuspendedByUs: boolean;
  /** After how many days of its invitation. */
  reminded: number;
  /** Dropbox altered its address when it was removed. */
  isAltered: boolean;
}

/** People in a random team, beside the admin who authorized. */
export const MOST_PLACES = 8;

/** Rows and accounts that differ, in every way in which they can. */
const rows = fc.constantFrom<Place['row'][]>(
  ...(['active', 'active', 'active', 'active', 'suspended', 'unassigned', 'unassigned', 'none'] as const),
);
const accounts = fc.constantFrom<Place['account'][]>(
  ...(['active', 'active', 'active', 'none', 'invited', 'invited', 'suspended', 'removed', 'gone'] as const),
);

const past: fc.Arbitrary<Past> = fc.record({
  isManaged: often(5),
  isSuspendedByUs: often(5),
  reminded: fc.constantFrom(0, 0, 1, 3, 7),
  isAltered: often(3),
});

/** The place of somebody who has nothing that is of interest. */
export const ORDINARY: Omit<Place, 'row' | 'account'> = {
  renamed: false,
  respelled: false,
  identified: true,
  isAdmin: false,
  groups: [],
  isIn: [],
  role: '',
  heir: null,
  priority: null,
  isVerified: true,
  days: 1,
  past: { isManaged: false, isSuspendedByUs: false, reminded: 0, isAltered: false },
};

/** Any place. */
export const randomPlace: fc.Arbitrary<Place> = fc.record({
  row: rows,
  account: accounts,
  renamed: often(2),
  respelled: fc.boolean(),
  identified: often(8),
  isAdmin: often(2),
  groups: fc.subarray(['eng', 'ops', 'New', 'NEW', 'Chess']),
  isIn: fc.subarray(['Engineering', 'ops', 'Chess', 'Secret']),
  role: fc.constantFrom('', '', '', '', 'member', 'Support', 'user management', 'Overlord'),
  heir: fc.option(fc.nat(MOST_PLACES), { freq: 2 }),
  priority: fc.option(fc.nat(3), { freq: 2 }),
  isVerified: often(9),
  days: fc.constantFrom(0, 1, 2, 5, 7, 8, 29, 35),
  past,
});

/** Whoever authorized, beside all places. */
export const ADMIN = 'admin@example.com';

/** The address of an account. */
export function accountEmail(place: number): string {
  return `p${String(place)}@example.com`;
}

/** The address of a row. */
export function rowEmail({ renamed }: Place, place: number): string {
  return renamed ? `new${String(place)}@example.com` : accountEmail(place);
}

/** The external id of whoever has one. */
export function idOf(place: number): string {
  return `E${String(place)}`;
}
