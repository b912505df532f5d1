import { describe, expect, test } from 'vitest';
import { extentFor, plannerFor, type Wishes } from '../../../src/commands/run/wishes.ts';
import type { Plan, Remembered } from '../../../src/plan/types.ts';
import { settingsSchema } from '../../../src/settings/schema.ts';
import type { Actual } from '../../../src/team.ts';
import { NOTHING_REMEMBERED } from '../../helpers/memory.ts';
import { EVERYTHING_ON, inSync, NOW, person, type World } from '../../helpers/team-builder.ts';
import { refusalOf } from '../../settings/refusal.ts';
import { wishesOf } from './wishes-of.ts';

const NOBODY = { deprovisions: 0, suspensions: 0 };
const base = inSync(20).settings(EVERYTHING_ON);
const leaving = base.withoutPerson('p1@example.com');

function planner(
  world: World,
  fields: Partial<Wishes> = {},
  memory: Partial<Remembered> = {},
): (actual: Actual) => Plan {
  const known = { memory: { ...NOTHING_REMEMBERED, ...memory }, holds: [], recent: NOBODY };
  return plannerFor(wishesOf(world, fields), known, NOW);
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
    const memory = { managed: new Set(['dbmid:p1@example.com']) };
    expect(ids(planner(world)(world.actual()))).toEqual([]);
    expect(ids(planner(world, {}, memory)(world.actual()))).toEqual(['deprovision:p1@example.com']);
  });
});

describe('what no reading shows', () => {
  const INVITED = { status: 'invited', invitedOn: '2026-02-20T10:00:00Z' } as const;
  const invited = inSync(20)
    .settings({ ...EVERYTHING_ON, invitations: { remindAfterDays: [3, 7] } })
    .withMember({ email: 'p1@example.com', ...INVITED });

  test('a reminder counts as sent in every plan after the first', () => {
    const plan = planner(invited);
    expect(ids(plan(invited.actual()))).toEqual(['invite:p1@example.com']);
    expect(ids(plan(invited.actual()))).toEqual([]);
  });

  test('but not one that was never planned', () => {
    const plan = planner(invited, {}, { known: false });
    expect(ids(plan(invited.actual()))).toEqual([]);
    expect(plan(invited.actual()).passed).toEqual([{ memberId: 'dbmid:p1@example.com', afterDays: 7 }]);
  });

  test('an invitation that the first plan withdraws is not sent again by a later one', () => {
    const world = invited.settings({ invitations: { cancelAfterDays: 5 } });
    const plan = planner(world);
    expect(ids(plan(world.actual()))).toEqual(['deprovision:p1@example.com']);
    const { changes, kept } = plan(world.withoutMember('p1@example.com').actual());
    expect(changes).toEqual([]);
    expect(kept).toMatchObject([{ email: 'p1@example.com', code: 'invitation_cancelled' }]);
  });

  test('an invitation without a row is withdrawn, and nothing is left to be said of it', () => {
    const world = invited.settings({ invitations: { cancelAfterDays: 5 } }).withoutPerson('p1@example.com');
    const plan = planner(world);
    plan(world.actual());
    expect(ids(plan(world.withoutMember('p1@example.com').actual()))).toEqual([]);
  });
});

describe('what of a team is read', () => {
  const [chief, plain] = [person({ email: 'a@x.org', role: 'Team' }), person({ email: 'b@x.org' })];

  test.each([
    ['nothing but members', [chief], {}, { groups: 'none', roles: false }],
    [
      'groups where they are kept',
      [plain],
      { groups: { enabled: true } },
      { groups: 'required', roles: false },
    ],
    [
      'groups where they are mapped, if that is allowed',
      [plain],
      { groups: { map: { eng: 'Engineering' } } },
      { groups: 'optional', roles: false },
    ],
    [
      'roles where somebody has one',
      [plain, chief],
      { roles: { enabled: true } },
      { groups: 'none', roles: true },
    ],
    [
      'no roles where nobody has one',
      [plain],
      { roles: { enabled: true } },
      { groups: 'none', roles: false },
    ],
  ])('is %s', (_what, people, patch, extent) => {
    expect(extentFor(people, settingsSchema.parse(patch))).toEqual(extent);
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
