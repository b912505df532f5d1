import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/types.ts';
import type { Limit } from '../../src/settings/schema.ts';
import type { Wanted } from '../../src/team.ts';
import { EVERYTHING_ON, inSync, planOf, type World } from '../helpers/team-builder.ts';

/** A team of `size` members of whom the first ones are no longer wanted like this. */
function losing(count: number, size: number, wanted: Wanted = 'unassigned'): World {
  const emails = Array.from({ length: count }, (_, i) => `p${String(i + 1)}@example.com`);
  const world = inSync(size - 1)
    .settings(EVERYTHING_ON)
    .settings({ safety: { maxDeprovisions: '10%', maxSuspensions: '10%' } });
  return emails.reduce((next, email) => next.withPerson({ email, wanted }), world);
}

const limited = (world: World, limit: Limit): World =>
  world.settings({ safety: { maxDeprovisions: limit, maxSuspensions: limit } });
const ids = (plan: Plan): string[] => plan.changes.map(({ id }) => id);

describe('limits', () => {
  test.each([
    [2, 20, '10%', true],
    [3, 20, '10%', false],
    [3, 21, '10%', true],
    [3, 30, '10%', true],
    [4, 30, '10%', false],
    [1, 2, '1%', true],
    [1, 20, '0%', false],
    [19, 20, '100%', true],
    [1, 20, 0, false],
    [5, 20, 5, true],
    [6, 20, 5, false],
  ] as const)('%i of %i members with a limit of %s: allowed is %s', (count, size, limit, allowed) => {
    for (const wanted of ['unassigned', 'suspended'] as const) {
      const plan = planOf(limited(losing(count, size, wanted), limit));
      expect(plan.refusals).toHaveLength(allowed ? 0 : 1);
      expect(plan.changes).toHaveLength(count);
    }
  });

  test('a refusal names the counts, the setting and the option that lets exactly this plan pass', () => {
    expect(planOf(losing(3, 20)).refusals).toEqual([
      {
        code: 'over_limit',
        action: 'deprovision',
        count: 3,
        allowed: 2,
        earlier: 0,
        base: 20,
        message:
          'The plan would deprovision 3 people, and safety.maxDeprovisions allows 2 (10% of 20 members).',
        hint: 'Check the roster first. To let exactly this plan pass, run it once with --max-deprovisions 3.',
      },
    ]);
    const [refusal] = planOf(limited(losing(1, 20, 'suspended'), 0)).refusals;
    expect(refusal?.message).toBe('The plan would suspend 1 person, and safety.maxSuspensions allows 0.');
    expect(refusal?.hint).toContain('--max-suspensions 1');
  });

  test('the two actions are counted apart', () => {
    const world = losing(2, 20)
      .withPerson({ email: 'p8@example.com', wanted: 'suspended' })
      .withPerson({ email: 'p9@example.com', wanted: 'suspended' });
    expect(planOf(world).refusals).toEqual([]);
    const both = limited(world, 1);
    expect(planOf(both).refusals.map(({ action }) => action)).toEqual(['suspend', 'deprovision']);
  });

  test('a suspension that a deprovision makes counts as a deprovision', () => {
    const world = limited(losing(1, 20).settings({ deprovision: { method: 'suspend' } }), 0);
    expect(planOf(world).refusals.map(({ action }) => action)).toEqual(['deprovision']);
  });

  test('invited and suspended members are members, removed ones are not', () => {
    const world = losing(3, 20).withMember({ email: 'gone@example.com', status: 'removed' });
    expect(planOf(world).refusals[0]?.base).toBe(20);
    const invited = losing(3, 20)
      .withMember({ email: 'p9@example.com', status: 'invited' })
      .withMember({ email: 'new@example.com', status: 'suspended' })
      .withPerson({ email: 'new@example.com', wanted: 'suspended' });
    expect(planOf(invited).refusals).toEqual([]);
  });

  test('whoever is kept, blocked or disabled does not count', () => {
    const world = losing(3, 20);
    expect(planOf(world.settings({ safety: { protect: ['p2@example.com'] } })).refusals).toEqual([]);
    expect(
      planOf(world.withPerson({ email: 'p1@example.com', transferTo: 'nobody@example.com' })).refusals,
    ).toEqual([]);
    expect(planOf(world.settings({ deprovision: { enabled: false } })).refusals).toEqual([]);
  });

  test('a limit for this run replaces the setting, in both directions', () => {
    const world = losing(3, 20);
    expect(planOf(world.given({ limits: { deprovisions: 3 } })).refusals).toEqual([]);
    const [refusal] = planOf(world.given({ limits: { deprovisions: '5%' } })).refusals;
    expect(refusal?.message).toContain('--max-deprovisions allows 1 (5% of 20 members)');
    expect(planOf(world.given({ limits: { suspensions: 0 } })).refusals[0]?.action).toBe('deprovision');
    const suspended = losing(3, 20, 'suspended').given({ limits: { suspensions: 3, deprovisions: 0 } });
    expect(planOf(suspended).refusals).toEqual([]);
  });
});

describe('what earlier runs did in the last 24 hours', () => {
  const recent = { deprovisions: 2, suspensions: 0 };

  test('counts against the setting, of the members there were before', () => {
    const world = losing(1, 20).given({ recent });
    const [refusal] = planOf(limited(world, 2)).refusals;
    expect(refusal).toMatchObject({ count: 1, allowed: 0, earlier: 2, base: 22 });
    expect(refusal?.message).toBe(
      'The plan would deprovision 1 person after 2 people in the last 24 hours, and safety.maxDeprovisions allows 2.',
    );
    expect(planOf(limited(world, 3)).refusals).toEqual([]);
    expect(planOf(limited(losing(1, 20), '10%').given({ recent })).refusals).toEqual([]);
  });

  test('does not count against a limit for this run alone, nor against the other action', () => {
    expect(planOf(losing(2, 20).given({ recent, limits: { deprovisions: 2 } })).refusals).toEqual([]);
    const suspended = losing(2, 20, 'suspended').given({ recent });
    expect(planOf(suspended).refusals).toEqual([]);
  });

  test('leaves so much less to be done where the rest is held back', () => {
    const world = limited(losing(3, 20).settings({ safety: { onLimit: 'hold' } }), 3).given({ recent });
    expect(ids(planOf(world))).toEqual(['deprovision:p1@example.com']);
  });
});

describe('onLimit=hold', () => {
  const hold = (world: World): World => world.settings({ safety: { onLimit: 'hold' } });

  test('does the first ones in roster order and keeps the rest', () => {
    const plan = planOf(hold(losing(4, 20)));
    expect(ids(plan)).toEqual(['deprovision:p1@example.com', 'deprovision:p2@example.com']);
    expect(plan.refusals).toEqual([]);
    expect(plan.kept.map(({ email, code }) => `${email} ${code}`)).toEqual([
      'p3@example.com over_limit',
      'p4@example.com over_limit',
    ]);
    expect(plan.kept[0]?.message).toContain('--max-deprovisions 4.');
  });

  test('takes listed people before unlisted ones, and these by e-mail', () => {
    const world = hold(losing(1, 20))
      .withMember({ email: 'z@example.com' })
      .withMember({ email: 'a@example.com' });
    expect(ids(planOf(limited(world, 2)))).toEqual([
      'deprovision:p1@example.com',
      'deprovision:a@example.com',
    ]);
  });

  test('frees no seat for whoever is kept', () => {
    const world = limited(hold(losing(2, 20)), 1)
      .withPerson({ email: 'new1@example.com' })
      .withPerson({ email: 'new2@example.com' })
      .freeLicences(0);
    const plan = planOf(world);
    expect(ids(plan)).toEqual(['deprovision:p1@example.com', 'provision:new1@example.com']);
    expect(plan.seats.freed).toBe(1);
  });

  test('changes nothing where no limit is reached', () => {
    expect(planOf(hold(losing(2, 20))).kept).toEqual([]);
  });
});
