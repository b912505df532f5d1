import { describe, expect, test } from 'vitest';
import { selectDone } from '../../src/plan/undo.ts';
import type { World } from '../helpers/team-builder.ts';
import { idOf } from '../helpers/changes.ts';
import { ADMIN } from '../helpers/team-builder.ts';
import {
  base,
  gone,
  idsOf,
  P1,
  P2,
  P3,
  provisioned,
  recovered,
  removed,
  suspended,
  undoOf,
  unsuspended,
  updated,
  withheldOf,
} from './undone.ts';

const off = gone(base, P1);
const sleeper = removed(P1, { before: { status: 'suspended' } });
const ROLE = [{ id: 'pid_dbtmr:help', name: 'Support' }];

describe('the order', () => {
  test('is that of every plan, and within one action the newest change comes first', () => {
    const world = gone(gone(base, P1), P2)
      .withMember({ email: P3, status: 'suspended' })
      .withMember({ email: 'p5@example.com', status: 'invited' });
    const changes = [
      {
        ...updated('p6@example.com', { surname: 'Old' }, { surname: 'Surname6' }),
        memberId: idOf('p6@example.com'),
      },
      removed(P1),
      unsuspended('p4@example.com'),
      suspended(P3),
      provisioned('p5@example.com'),
      removed(P2),
    ];
    expect(idsOf(undoOf(world, changes))).toEqual([
      'update:p6@example.com',
      `recover:${P2}`,
      `recover:${P1}`,
      `unsuspend:${P3}`,
      'suspend:p4@example.com',
      'deprovision:p5@example.com',
    ]);
  });

  test('frees each address before it goes back', () => {
    const [a, b, c] = ['a@example.com', 'b@example.com', 'c@example.com'];
    const world = base
      .withMember({ id: idOf(P1), email: b, externalId: 'E1' })
      .withMember({ id: idOf(P2), email: c, externalId: 'E2' });
    const one = { ...updated(b, { email: a }, { email: b }), memberId: idOf(P1) };
    const two = { ...updated(c, { email: b }, { email: c }), memberId: idOf(P2) };
    expect(idsOf(undoOf(world, [one, two]))).toEqual([`update:${a}`, `update:${b}`]);
    expect(idsOf(undoOf(world, [two, one]))).toEqual([`update:${a}`, `update:${b}`]);
  });

  test('suspends whoever came back for the second time only when they are back', () => {
    const plan = undoOf(off, [sleeper, unsuspended(P2), provisioned(P3)]);
    expect(idsOf(plan)).toEqual([`recover:${P1}`, `suspend:${P2}`, `suspend:${P1}`]);
    const full = off.withMember({ email: P3, status: 'invited' }).freeLicences(0);
    expect(idsOf(undoOf(full, [sleeper, unsuspended(P2), provisioned(P3)]))).toEqual([
      `suspend:${P2}`,
      `deprovision:${P3}`,
      `recover:${P1}`,
      `suspend:${P1}`,
    ]);
  });
});

test('whoever goes off the team again is not suspended before', () => {
  expect(idsOf(undoOf(base, [recovered(P1), unsuspended(P1), unsuspended(P2)]))).toEqual([
    `suspend:${P2}`,
    `deprovision:${P1}`,
  ]);
});

test('an address or an external id that somebody else has now blocks the profile', () => {
  const taken = updated(P1, { email: P2 }, { email: P1 });
  const used = updated(P1, { externalId: 'E2' }, { externalId: 'E1' });
  for (const [change, email] of [
    [taken, P2],
    [used, P1],
  ] as const) {
    const plan = undoOf(base, [change]);
    expect(idsOf(plan)).toEqual([]);
    expect(withheldOf(plan)).toEqual([`update ${email} identity_conflict`]);
    expect(plan.blocked[0]?.message).toContain('in use by another account');
  }
  const own = updated(P1, { externalId: 'e1', surname: 'Old' }, { externalId: 'E1', surname: 'Surname1' });
  expect(idsOf(undoOf(base, [own]))).toEqual([`update:${P1}`]);
});

describe('no action need be enabled', () => {
  test('because the command is the word', () => {
    const world = off.settings({
      provision: { enabled: false },
      suspend: { enabled: false },
      deprovision: { enabled: false },
      update: { enabled: false },
    });
    const plan = undoOf(world, [removed(P1), unsuspended(P2), recovered(P3)]);
    expect(plan.changes).toHaveLength(3);
    expect(Object.values(plan.disabled).every((count) => count === 0)).toBe(true);
  });
});

describe('the rails hold', () => {
  test('for people who are protected, and for the last admin', () => {
    const world = base.withMember({ email: P1, roles: ROLE }).settings({ safety: { protect: [P2] } });
    expect(withheldOf(undoOf(world, [unsuspended(P1), recovered(P2)]))).toEqual([
      `deprovision ${P2} protected`,
      `suspend ${P1} protected`,
    ]);
    expect(withheldOf(undoOf(base, [unsuspended(ADMIN)]))).toEqual([`suspend ${ADMIN} last_admin`]);
  });

  test('for people on hold, also when they would come back', () => {
    const held = off.given({ holds: [{ email: P1, until: null, why: 'Leave' }] });
    expect(withheldOf(undoOf(held, [sleeper]))).toEqual([`recover ${P1} held`, `suspend ${P1} held`]);
    const blocked = base.withoutMember(P1).given({ holds: [{ email: P1, until: null, why: 'Leave' }] });
    expect(withheldOf(undoOf(blocked, [removed(P1)]))).toEqual([`recover ${P1} held`]);
  });

  test('outside a window and on a short listing, and then nobody comes back without their suspension', () => {
    const window = { days: ['sun' as const], from: '08:00', to: '09:00', zone: 'UTC' };
    const closed = off.settings({ safety: { windows: [window] } });
    const plan = undoOf(gone(closed, P2), [removed(P2), sleeper]);
    expect(idsOf(plan)).toEqual([`recover:${P2}`]);
    expect(withheldOf(plan)).toEqual([`suspend ${P1} outside_window`, `recover ${P1} outside_window`]);
    const short = base.listing({ complete: false });
    expect(withheldOf(undoOf(short, [recovered(P1)]))).toEqual([`deprovision ${P1} listing_incomplete`]);
    expect(idsOf(undoOf(short, [recovered(P1)], { acceptListing: true }))).toHaveLength(1);
  });

  test('for licences: whoever finds none is blocked and not suspended either', () => {
    const full = off.freeLicences(0);
    expect(withheldOf(undoOf(full, [sleeper]))).toEqual([`recover ${P1} no_licence`]);
    expect(idsOf(undoOf(full, [sleeper]))).toEqual([]);
    const bought = undoOf(full.settings({ safety: { allowPurchase: true } }), [sleeper]);
    expect(idsOf(bought)).toEqual([`recover:${P1}`, `suspend:${P1}`]);
    expect(bought.seats).toMatchObject({ taken: 1, purchased: 1 });
  });

  test.each([
    [
      'deprovision',
      recovered(P1),
      { maxDeprovisions: 1 },
      { deprovisions: 1, suspensions: 0 },
      '--max-deprovisions 1',
    ],
    [
      'suspend',
      unsuspended(P1),
      { maxSuspensions: 1 },
      { deprovisions: 0, suspensions: 1 },
      '--max-suspensions 1',
    ],
  ] as const)(
    'for limits, with what the last 24 hours brought: %s',
    (action, change, safety, recent, flag) => {
      const world = base.settings({ safety });
      expect(undoOf(world, [change]).refusals).toEqual([]);
      const { refusals } = undoOf(world, [change], { recent });
      expect(refusals).toMatchObject([{ code: 'over_limit', action, count: 1, allowed: 0, earlier: 1 }]);
      expect(refusals[0]?.hint).toContain(flag);
      expect(refusals[0]?.hint).not.toContain('roster');
    },
  );

  test('for limits that hold back what is over them', () => {
    const world = base.settings({ safety: { maxSuspensions: 1, onLimit: 'hold' } });
    const plan = undoOf(gone(world, P1), [sleeper, unsuspended(P2)]);
    expect(idsOf(plan)).toEqual([`suspend:${P2}`]);
    expect(withheldOf(plan)).toEqual([`suspend ${P1} over_limit`, `recover ${P1} over_limit`]);
  });
});

describe('a plan of an undo', () => {
  test('names nobody as managed, and is the same for the same input', () => {
    const plan = undoOf(off, [removed(P1), unsuspended(P2)]);
    expect(plan.named).toEqual([]);
    expect(undoOf(off, [removed(P1), unsuspended(P2)])).toEqual(plan);
    expect(undoOf(off, [removed(P1)]).checksum).not.toBe(plan.checksum);
  });

  test('of a run that did nothing is empty', () => {
    expect(undoOf(base, [])).toMatchObject({
      changes: [],
      blocked: [],
      kept: [],
      unchanged: [],
      warnings: [],
    });
  });
});

describe('--only', () => {
  const changes = [
    removed(P1),
    unsuspended(P2),
    updated(P3, { email: 'old@example.com' }, { email: P3 }),
    provisioned('new@example.com'),
  ];
  const chosen = (world: World, ...patterns: string[]): string[] =>
    selectDone(changes, world.actual(), patterns).map(({ action }) => action);

  test('selects the changes of a run by any address that the run or the team knows', () => {
    expect(chosen(base)).toHaveLength(4);
    expect(chosen(base, P2)).toEqual(['unsuspend']);
    expect(chosen(base, 'OLD@example.com')).toEqual(['update']);
    expect(chosen(base, 'new@*')).toEqual(['provision']);
    const renamed = base.withMember({ id: idOf(P2), email: 'moved@example.com' });
    expect(chosen(renamed, 'moved@example.com')).toEqual(['unsuspend']);
  });

  test('that matches nobody whom the run changed is refused', () => {
    expect(() => chosen(base, 'p9@example.com', '*.org')).toThrow(
      expect.objectContaining({ code: 'only_matches_nobody', exitCode: 7 }),
    );
  });
});
