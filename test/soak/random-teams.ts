import fc from 'fast-check';
import { checkSeed, type SandboxSeed } from '../../src/sandbox/seed-file.ts';
import type { Member, Wanted } from '../../src/team.ts';
import { anySettings } from '../plan/random-worlds.ts';

/** One place in a random team: a row of the roster, an account, or both. */
interface Place {
  row: Wanted | 'none';
  account: Member['status'] | 'gone' | 'none';
  renamed: boolean;
  respelled: boolean;
  /** Row and account carry the same id, so that a new address is still the same person. */
  identified: boolean;
  isAdmin: boolean;
}

/** A team, what its roster and its settings want of it, and how many licences it has beyond those in use. */
export interface RandomTeam {
  places: Place[];
  spare: number;
  settings: object;
}

const MOST_PEOPLE = 8;
const PLENTY = 50;

const seldom = fc.nat(9).map((n) => n < 2);
const mostly = fc.nat(9).map((n) => n < 8);

/** Rows and accounts that differ, in every way in which they can. */
const rows = fc.constantFrom<Place['row'][]>('active', 'active', 'active', 'suspended', 'unassigned', 'none');
const accounts = fc.constantFrom<Place['account'][]>(
  ...(['active', 'active', 'active', 'none', 'none', 'invited', 'suspended', 'removed', 'gone'] as const),
);

const place: fc.Arbitrary<Place> = fc.record({
  row: rows,
  account: accounts,
  renamed: seldom,
  respelled: fc.boolean(),
  identified: mostly,
  isAdmin: seldom,
});

/** Mostly limits that never bite, so that there is something to do. */
const limits = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ maxDeprovisions: '100%', maxSuspensions: '100%' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      maxDeprovisions: fc.nat(3),
      maxSuspensions: fc.nat(3),
      onLimit: fc.constantFrom('refuse', 'hold'),
    }),
  },
);

const settings = fc.tuple(anySettings, limits).map(([chosen, limit]) => ({
  ...chosen,
  safety: { ...chosen.safety, ...limit },
}));

/** Dropbox sells nothing here, so whoever may buy licences has plenty of them. */
const licences = fc.oneof(
  { weight: 4, arbitrary: fc.record({ spare: fc.constant(PLENTY), settings }) },
  {
    weight: 1,
    arbitrary: fc.record({
      spare: fc.nat(2),
      settings: settings.map((chosen) => ({
        ...chosen,
        safety: { ...chosen.safety, allowPurchase: false },
      })),
    }),
  },
);

/** Up to eight people beside the admin who authorized. */
export const randomTeam: fc.Arbitrary<RandomTeam> = fc
  .record({ places: fc.array(place, { minLength: 2, maxLength: MOST_PEOPLE }), licences })
  .map(({ places, licences: { spare, settings: chosen } }) => ({ places, spare, settings: chosen }));

const accountEmail = (index: number): string => `p${String(index)}@example.com`;

/** The team as the sandbox begins with it. */
export function seedOf({ places, spare }: RandomTeam): SandboxSeed {
  const members = places.flatMap(({ account, identified, isAdmin }, index) => {
    if (account === 'none') return [];
    const gone = account === 'removed' || account === 'gone';
    const removed = { status: 'removed', removedDaysAgo: account === 'gone' ? 30 : 2 };
    return [
      {
        email: accountEmail(index),
        givenName: 'Pat',
        surname: `Doe${String(index)}`,
        ...(identified ? { externalId: `E${String(index)}` } : {}),
        ...(isAdmin && !gone ? { roles: ['support_admin'] } : {}),
        ...(gone ? removed : { status: account }),
      },
    ];
  });
  const living = members.filter(({ status }) => status !== 'removed').length + 1;
  const admin = { email: 'admin@example.com', roles: ['team_admin'], admin: true };
  const seed = checkSeed({
    version: 1,
    team: { name: 'Random', licences: Math.max(1, living + spare) },
    members: [admin, ...members],
  });
  if ('problems' in seed) throw new Error(seed.problems.join('\n'));
  return seed;
}

/** The roster as a CSV file. */
export function rosterOf({ places }: RandomTeam): string {
  const rows = places.flatMap(({ row, renamed, respelled, identified }, index) => {
    if (row === 'none') return [];
    const email = renamed ? `new${String(index)}@example.com` : accountEmail(index);
    const id = identified ? `E${String(index)}` : '';
    return [`${email},${respelled ? 'Patricia' : 'Pat'},Doe${String(index)},${id},${row}`];
  });
  return ['email,first_name,last_name,external_id,status', 'admin@example.com,,,,active', ...rows, ''].join(
    '\n',
  );
}
