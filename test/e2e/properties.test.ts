import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPlan } from '../../src/apply/apply.ts';
import type { Journal } from '../../src/apply/types.ts';
import { Secret } from '../../src/auth/secret.ts';
import { fixedSession } from '../../src/auth/session.ts';
import { createDropboxTeam } from '../../src/dropbox/client.ts';
import { createDirectSend } from '../../src/dropbox/direct.ts';
import { createTransport } from '../../src/dropbox/transport.ts';
import { planChanges } from '../../src/plan/plan.ts';
import type { Plan } from '../../src/plan/types.ts';
import { checkSeed, type SandboxSeed } from '../../src/sandbox/seed-file.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import type { Actual, Extent, Person } from '../../src/team.ts';
import { NOTHING_REMEMBERED } from '../helpers/memory.ts';
import { EVERYTHING_ON, person } from '../helpers/team-builder.ts';
import { settingsSchema } from '../../src/settings/schema.ts';

/** One place in a random world: a row, an account, or both. */
interface Place {
  row: Person['wanted'] | 'none';
  account: 'active' | 'invited' | 'suspended' | 'removed' | 'gone' | 'none';
  renamed: boolean;
  respelled: boolean;
  /** The row's groups, the account's groups, and the role that the row names. */
  groups: string[] | null;
  isIn: string[];
  role: string | null;
}

const place: fc.Arbitrary<Place> = fc.record({
  row: fc.constantFrom('active', 'active', 'suspended', 'unassigned', 'none'),
  account: fc.constantFrom('active', 'active', 'invited', 'suspended', 'removed', 'gone', 'none'),
  renamed: fc.boolean(),
  respelled: fc.boolean(),
  groups: fc.option(fc.subarray(['eng', 'design', 'Chess'])),
  isIn: fc.subarray(['Engineering', 'Chess']),
  role: fc.constantFrom(null, null, 'member', 'Support'),
});

/** What every random world has; `Design` is made where somebody is to be in it. */
const GROUPS = [
  { name: 'Engineering', management: 'company_managed' },
  { name: 'Chess', management: 'user_managed' },
];

function membersOf(group: string, places: readonly Place[]): string[] {
  return places.flatMap(({ account, isIn }, index) => {
    const isLiving = account === 'active' || account === 'invited' || account === 'suspended';
    return isLiving && isIn.includes(group) ? [`p${String(index)}@example.com`] : [];
  });
}

function seedFrom(places: readonly Place[]): SandboxSeed {
  const members = places.flatMap(({ account }, index) => {
    if (account === 'none') return [];
    const base = {
      email: `p${String(index)}@example.com`,
      givenName: 'Pat',
      surname: `Doe${String(index)}`,
      externalId: `E${String(index)}`,
    };
    const removed = { status: 'removed', removedDaysAgo: account === 'gone' ? 30 : 2 };
    return [{ ...base, ...(account === 'removed' || account === 'gone' ? removed : { status: account }) }];
  });
  const admin = { email: 'admin@example.com', roles: ['team_admin'], admin: true };
  const seed = checkSeed({
    version: 1,
    team: { name: 'Random', licences: 100 },
    members: [admin, ...members],
    groups: GROUPS.map((group) => ({ ...group, members: membersOf(group.name, places) })),
  });
  if ('problems' in seed) throw new Error(seed.problems.join());
  return seed;
}

function peopleFrom(places: readonly Place[]): Person[] {
  const rows = places.flatMap(({ row, renamed, respelled, groups, role }, index) => {
    if (row === 'none') return [];
    const number = String(index);
    return [
      person({
        email: `${renamed ? 'new' : 'p'}${number}@example.com`,
        externalId: `E${number}`,
        givenName: respelled ? 'Patricia' : 'Pat',
        surname: `Doe${number}`,
        wanted: row,
        groups,
        role,
        line: index + 3,
      }),
    ];
  });
  return [person({ email: 'admin@example.com', line: 2 }), ...rows];
}

const settings = settingsSchema.parse({
  ...EVERYTHING_ON,
  suspend: { enabled: true, invited: 'cancel' },
  deprovision: { enabled: true, unlisted: 'deprovision' },
  groups: { enabled: true, map: { '*': '*', eng: 'Engineering', design: 'Design' }, create: true },
  roles: { enabled: true },
  safety: { maxDeprovisions: '100%', maxSuspensions: '100%' },
});

const EVERYTHING: Extent = { groups: 'required', roles: true };

/** A journal that nobody reads. */
const nowhere: Journal = {
  intent: () => Promise.resolve(0),
  job: () => Promise.resolve(),
  answer: () => Promise.resolve(),
};

test(
  'after applying, the next plan is empty and no group of others was touched, whatever the team and the roster were',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(place, { maxLength: 25 }), async (places) => {
        const sandbox = await startSandbox({ team: { seed: seedFrom(places) } });
        try {
          const transport = createTransport({
            origin: sandbox.url,
            version: '0',
            send: createDirectSend(),
            sleep: () => Promise.resolve(),
            random: () => 0,
            monotonic: () => 0,
            now: () => 0,
            retryBudgetMs: 0,
            signal: new AbortController().signal,
          });
          const { reader, writer } = createDropboxTeam(
            fixedSession(new Secret(sandbox.accessToken)),
            transport,
          );
          const people = peopleFrom(places);
          const replan = (actual: Actual): Plan =>
            planChanges({
              desired: people,
              actual,
              settings,
              now: new Date(),
              ...NOTHING_REMEMBERED,
              holds: [],
              recent: { deprovisions: 0, suspensions: 0 },
              only: [],
              limits: {},
              acceptListing: false,
            });
          const actual = await reader.readTeam(EVERYTHING);
          const plan = replan(actual);
          expect(sandbox.snapshot().counters.writes).toBe(0);
          const applied = await applyPlan(
            {
              plan,
              actual,
              people: new Map(people.map((one) => [one.email, one])),
              reader,
              replan,
              trusts: ({ listing }) => listing.complete,
            },
            {
              writer,
              reader,
              readHolds: () => Promise.resolve(new Set<string>()),
              journal: nowhere,
              sleep: () => Promise.resolve(),
              monotonic: () => 0,
              signal: new AbortController().signal,
              concurrency: 4,
              jobBudgetMs: 0,
              onProgress: () => undefined,
            },
          );
          expect([...applied.results.values()].filter(({ status }) => status !== 'applied')).toEqual([]);
          expect(applied).toMatchObject({ verified: true, stopped: null });
          expect(replan(await reader.readTeam(EVERYTHING)).changes).toEqual([]);
          const { counters, groups } = sandbox.snapshot();
          expect(counters.wipesRequested).toEqual([]);
          const ours = new Set<string | undefined>(
            groups.filter(({ name }) => name !== 'Chess').map(({ groupId }) => groupId),
          );
          expect(counters.applied.filter(({ group }) => group !== undefined && !ours.has(group))).toEqual([]);
        } finally {
          await sandbox.close();
        }
      }),
      { numRuns: 100 },
    );
  },
);
