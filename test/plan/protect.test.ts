import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/types.ts';
import { ADMIN, EVERYTHING_ON, inSync, NOW, planOf, type World } from '../helpers/team-builder.ts';

const base = inSync(20).settings(EVERYTHING_ON);
const P1 = 'p1@example.com';
const P2 = 'p2@example.com';
const ROLE = [{ id: 'pid_dbtmr:help', name: 'Support' }];
const leaving = base.withPerson({ email: P1, wanted: 'unassigned' });
const suspending = base.withPerson({ email: P1, wanted: 'suspended' });
const hold = { email: P1, until: null, why: 'Parental leave' };

const kept = (plan: Plan): string[] =>
  plan.kept.map(({ action, email, code }) => `${action} ${email} ${code}`);
const ids = (plan: Plan): string[] => plan.changes.map(({ id }) => id);

/** A world in which nobody but the given ones is kept by a role. */
function admins(world: World, ...emails: string[]): World {
  return emails
    .reduce((next, email) => next.withMember({ email, roles: ROLE }), world)
    .settings({ safety: { protectAdmins: false } });
}

describe('people whom no run suspends or removes', () => {
  test.each([
    ['the admin who authorized, unassigned', 'unassigned', 'deprovision'],
    ['the admin who authorized, suspended in the roster', 'suspended', 'suspend'],
  ] as const)('%s', (_name, wanted, action) => {
    const world = admins(base, P1).withPerson({ email: ADMIN, wanted });
    expect(kept(planOf(world))).toEqual([`${action} ${ADMIN} protected`]);
    expect(planOf(world).kept[0]?.message).toContain('authorized');
  });

  test('an admin, unless protectAdmins is off', () => {
    const world = leaving.withMember({ email: P1, roles: ROLE });
    expect(kept(planOf(world))).toEqual([`deprovision ${P1} protected`]);
    expect(planOf(world).kept[0]?.message).toContain('Support');
    expect(ids(planOf(admins(leaving, P1)))).toEqual([`deprovision:${P1}`]);
  });

  test.each([[P1], ['P1@EXAMPLE.com'], ['p?@example.com'], ['*@Example.com'], [' p1@example.com ']])(
    'whoever matches safety.protect: %s',
    (pattern) => {
      const settings = { safety: { protect: [pattern] } };
      expect(kept(planOf(leaving.settings(settings)))).toEqual([`deprovision ${P1} protected`]);
      expect(kept(planOf(suspending.settings(settings)))).toEqual([`suspend ${P1} protected`]);
    },
  );

  test.each([['p1@example.co'], ['p1@example.com.evil'], ['p*@example.org'], ['p??@example.com'], ['.*']])(
    'but not whoever does not: %s',
    (pattern) => {
      expect(ids(planOf(leaving.settings({ safety: { protect: [pattern] } })))).toEqual([
        `deprovision:${P1}`,
      ]);
    },
  );

  test('by secondary and by previous address', () => {
    const world = leaving.settings({ safety: { protect: ['vip@example.com'] } });
    expect(kept(planOf(world.withMember({ email: P1, secondaryEmails: ['vip@example.com'] })))).toEqual([
      `deprovision ${P1} protected`,
    ]);
    expect(kept(planOf(world.withPerson({ email: P1, previousEmail: 'vip@example.com' })))).toEqual([
      `deprovision ${P1} protected`,
    ]);
  });

  test('but protection leaves updates and unsuspensions alone', () => {
    const world = base
      .settings({ safety: { protect: [P1] } })
      .withMember({ email: P1, status: 'suspended', surname: 'Old' });
    expect(ids(planOf(world))).toEqual([`update:${P1}`, `unsuspend:${P1}`]);
  });

  test('also where the change would have been blocked', () => {
    const world = suspending
      .withMember({ email: P1, status: 'invited' })
      .settings({ safety: { protect: [P1] } });
    expect(kept(planOf(world))).toEqual([`suspend ${P1} protected`]);
    expect(planOf(world).blocked).toEqual([]);
  });

  test('but a disabled action is only counted', () => {
    const plan = planOf(leaving.settings({ safety: { protect: [P1] }, deprovision: { enabled: false } }));
    expect([plan.kept, plan.disabled.deprovision]).toEqual([[], 1]);
  });
});

describe('the last admin', () => {
  test('is kept as such, also when it is the admin who authorized', () => {
    const world = base.withPerson({ email: ADMIN, wanted: 'unassigned' });
    expect(kept(planOf(world))).toEqual([`deprovision ${ADMIN} last_admin`]);
  });

  test('counts only active admins', () => {
    const world = admins(base, P1, P2)
      .withMember({ email: P1, status: 'suspended' })
      .withMember({ email: P2, status: 'invited' })
      .withPerson({ email: ADMIN, wanted: 'suspended' });
    expect(kept(planOf(world))).toEqual([`suspend ${ADMIN} last_admin`]);
  });

  const noRoleAtTheTop = admins(base, P1, P2)
    .withMember({ email: ADMIN, roles: [] })
    .withPerson({ email: P1, wanted: 'unassigned' })
    .withPerson({ email: P2, wanted: 'suspended' });

  test('stays when all of them would go in one plan', () => {
    const plan = planOf(noRoleAtTheTop);
    expect(ids(plan)).toEqual([`deprovision:${P1}`]);
    expect(kept(plan)).toEqual([`suspend ${P2} last_admin`]);
  });

  test('is an active one even if a suspended admin leaves after them', () => {
    const world = admins(noRoleAtTheTop, 'p3@example.com')
      .withMember({ email: 'p3@example.com', status: 'suspended' })
      .withPerson({ email: 'p3@example.com', wanted: 'unassigned' });
    expect(kept(planOf(world))).toEqual([`suspend ${P2} last_admin`]);
    expect(ids(planOf(world))).toEqual([`deprovision:${P1}`, 'deprovision:p3@example.com']);
  });

  test('is nobody in a team that lists no admin', () => {
    const world = leaving.withMember({ email: ADMIN, roles: [] });
    expect(ids(planOf(world))).toEqual([`deprovision:${P1}`]);
  });
});

describe('people on hold', () => {
  test('are left alone in every way', () => {
    const away = base.withMember({ email: P1, status: 'suspended', surname: 'Old' }).given({ holds: [hold] });
    expect(kept(planOf(away))).toEqual([`unsuspend ${P1} held`, `update ${P1} held`]);
    expect(kept(planOf(leaving.given({ holds: [hold] })))).toEqual([`deprovision ${P1} held`]);
    expect(kept(planOf(base.withoutMember(P1).given({ holds: [hold] })))).toEqual([`provision ${P1} held`]);
  });

  test('are told why and until when', () => {
    const held = { email: 'P1@Example.com', until: '2026-03-20T00:00:00Z', why: 'Parental leave.' };
    expect(planOf(leaving.given({ holds: [held] })).kept).toEqual([
      {
        action: 'deprovision',
        email: P1,
        code: 'held',
        message: 'P1@Example.com is on hold until 2026-03-20T00:00:00Z: Parental leave.',
        until: '2026-03-20T00:00:00Z',
      },
    ]);
  });

  test('are free again from the moment in which the hold ends', () => {
    const until = (date: string) => ids(planOf(leaving.given({ holds: [{ ...hold, until: date }] })));
    expect(until('2026-03-02T10:00:00Z')).toEqual([`deprovision:${P1}`]);
    expect(until('2026-03-02T10:00:01Z')).toEqual([]);
  });

  test('are held by any of their addresses', () => {
    const world = leaving.withMember({ email: P1, secondaryEmails: ['alias@example.com'] });
    const plan = planOf(world.given({ holds: [{ ...hold, email: 'alias@example.com' }] }));
    expect(kept(plan)).toEqual([`deprovision ${P1} held`]);
  });

  test('are protected first where both apply', () => {
    const world = leaving.settings({ safety: { protect: [P1] } }).given({ holds: [hold] });
    expect(kept(planOf(world))).toEqual([`deprovision ${P1} protected`]);
  });
});

describe('a reading or an hour in which nobody is suspended or removed', () => {
  const mixed = leaving
    .withPerson({ email: P2, wanted: 'suspended' })
    .withPerson({ email: 'new@example.com' })
    .withPerson({ email: 'p3@example.com', surname: 'New' });
  const harmless = ['update:p3@example.com', 'provision:new@example.com'];

  test('an incomplete listing keeps both and lets the rest pass', () => {
    const world = mixed.listing({ complete: false, listed: 21, counted: 25 });
    const plan = planOf(world);
    expect(kept(plan)).toEqual([`deprovision ${P1} listing_incomplete`, `suspend ${P2} listing_incomplete`]);
    expect(plan.kept[0]?.message).toContain('21 members and counts 25');
    expect(ids(plan)).toEqual(harmless);
    expect(kept(planOf(world.given({ acceptListing: true })))).toEqual([]);
  });

  test('an unknown admin keeps both', () => {
    const plan = planOf(mixed.authorizedBy(null));
    expect(kept(plan)).toEqual([`deprovision ${P1} admin_unknown`, `suspend ${P2} admin_unknown`]);
    expect(ids(plan)).toEqual(harmless);
  });

  test('an accepted listing does not make the admin known', () => {
    const world = mixed.authorizedBy(null).listing({ complete: false }).given({ acceptListing: true });
    expect(kept(planOf(world))).toEqual([`deprovision ${P1} admin_unknown`, `suspend ${P2} admin_unknown`]);
  });

  test('a closed window keeps both until it opens', () => {
    const evening = { days: ['mon' as const], from: '18:00', to: '20:00', zone: 'UTC' };
    const plan = planOf(mixed.settings({ safety: { windows: [evening] } }));
    expect(kept(plan)).toEqual([`deprovision ${P1} outside_window`, `suspend ${P2} outside_window`]);
    expect(plan.kept[0]?.until).toBe('2026-03-02T18:00:00Z');
    expect(ids(plan)).toEqual(harmless);
    const open = mixed.given({ now: new Date(NOW.getTime() + 8 * 3_600_000) });
    expect(kept(planOf(open.settings({ safety: { windows: [evening] } })))).toEqual([]);
  });

  test('a hold is the better reason', () => {
    const world = leaving.authorizedBy(null).given({ holds: [hold] });
    expect(kept(planOf(world))).toEqual([`deprovision ${P1} held`]);
  });
});
