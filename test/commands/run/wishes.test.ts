import { describe, expect, test } from 'vitest';
import { plannerFor, type Wishes } from '../../../src/commands/run/wishes.ts';
import type { Plan } from '../../../src/plan/types.ts';
import type { TeamMemory } from '../../../src/state/memory.ts';
import type { Actual } from '../../../src/team.ts';
import { EVERYTHING_ON, inSync, NOW, type World } from '../../helpers/team-builder.ts';
import { refusalOf } from '../../settings/refusal.ts';

const NOTHING: TeamMemory = { managed: new Set(), suspendedByDeprovision: new Set() };
const base = inSync(20).settings(EVERYTHING_ON);
const leaving = base.withoutPerson('p1@example.com');

function planner(world: World, fields: Partial<Wishes> = {}, memory = NOTHING): (actual: Actual) => Plan {
  const wishes: Wishes = {
    people: world.people,
    origin: { source: 'roster.csv', format: 'csv', sha256: '' },
    settings: world.input().settings,
    limits: {},
    only: [],
    acceptListing: false,
    warnings: [],
    readMs: 0,
    roster: null,
    acceptRoster: false,
    agreed: null,
    resumes: null,
    ...fields,
  };
  const recent = { deprovisions: 0, suspensions: 0 };
  return plannerFor(wishes, { memory, holds: [], recent }, NOW);
}

const ids = ({ changes }: Plan): string[] => changes.map(({ id }) => id);

describe('the planner of a run', () => {
  test('plans the same wishes from any reading, all dated alike', () => {
    const plan = planner(leaving);
    expect(ids(plan(leaving.actual()))).toEqual(['deprovision:p1@example.com']);
    expect(ids(plan(leaving.withoutMember('p1@example.com').actual()))).toEqual([]);
    expect(plan(leaving.actual())).toEqual(plan(leaving.actual()));
  });

  test('uses the limits and allowances of the run', () => {
    expect(planner(leaving, { limits: { deprovisions: 0 } })(leaving.actual()).refusals).toHaveLength(1);
    const short = leaving.listing({ complete: false }).actual();
    expect(ids(planner(leaving)(short))).toEqual([]);
    expect(ids(planner(leaving, { acceptListing: true })(short))).toEqual(['deprovision:p1@example.com']);
  });

  test('uses what is remembered', () => {
    const world = leaving.settings({ deprovision: { unlisted: 'managed' } });
    const memory = { ...NOTHING, managed: new Set(['dbmid:p1@example.com']) };
    expect(ids(planner(world)(world.actual()))).toEqual([]);
    expect(ids(planner(world, {}, memory)(world.actual()))).toEqual(['deprovision:p1@example.com']);
  });
});

describe('people selected with --only', () => {
  const only = ['p1@example.com'];

  test('must be somebody when the run begins', async () => {
    const plan = planner(base, { only: ['nobody@example.com'] });
    expect(await refusalOf(() => plan(base.actual()))).toMatchObject({
      code: 'only_matches_nobody',
      exitCode: 7,
    });
  });

  test('who are off the team afterwards need nothing more', () => {
    const plan = planner(leaving.withPerson({ email: 'new@example.com' }), { only });
    expect(ids(plan(leaving.actual()))).toEqual(['deprovision:p1@example.com']);
    const gone = leaving.withMember({ email: 'p1@example.com', status: 'removed', recoverable: true });
    for (const after of [gone, leaving.withoutMember('p1@example.com')]) {
      const { changes, kept, blocked } = plan(after.actual());
      expect([changes, kept, blocked]).toEqual([[], [], []]);
    }
  });

  test('and an error of another kind is never taken for that', () => {
    const world = leaving.withPerson({ email: 'p2@example.com', externalId: 'E2' });
    const plan = planner(world, { only });
    expect(ids(plan(world.actual()))).toHaveLength(1);
    const broken = new Error('broken');
    const members = new Proxy([], {
      get: () => {
        throw broken;
      },
    });
    expect(() => plan({ ...world.actual(), members })).toThrow(broken);
  });
});
