import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/types.ts';
import { EVERYTHING_ON, inSync, planOf, type World } from '../helpers/team-builder.ts';

const base = inSync(20).settings(EVERYTHING_ON);
const mail = (local: string): string => `${local}@example.com`;

const joining = (world: World, ...locals: string[]): World =>
  locals.reduce((next, local) => next.withPerson({ email: mail(local) }), world);
const leaving = (world: World, ...locals: string[]): World =>
  locals.reduce((next, local) => next.withPerson({ email: mail(local), wanted: 'unassigned' }), world);
const returning = (world: World, ...locals: string[]): World =>
  locals.reduce(
    (next, local) => next.withMember({ email: mail(local), status: 'removed', recoverable: true }),
    joining(world, ...locals),
  );

/** Actions and local parts, with how the seat is had where it is not free now. */
function steps(plan: Plan): string[] {
  return plan.changes.map(({ action, email, options }) => {
    const seat = Object.keys(options).find((option) => option.endsWith('Seat'));
    return [action, email.split('@')[0], seat].filter((word) => word !== undefined).join(' ');
  });
}
const without = (plan: Plan): string[] =>
  plan.blocked.map(({ action, email, code }) => `${action} ${email} ${code}`);

describe('licences', () => {
  test('joiners take the free ones in roster order, and the rest is blocked', () => {
    const plan = planOf(joining(base, 'a', 'b', 'c').freeLicences(2));
    expect(steps(plan)).toEqual(['provision a', 'provision b']);
    expect(without(plan)).toEqual(['provision c@example.com no_licence']);
    expect(plan.blocked[0]?.message).toContain(
      '1 licence is missing (23 owned, 21 used, 0 freed by this plan)',
    );
    expect(plan.seats).toEqual({
      before: { licensed: 23, used: 21, free: 2 },
      freed: 0,
      taken: 2,
      purchased: 0,
    });
  });

  test('the sentence counts all that are missing', () => {
    const plan = planOf(joining(base, 'a', 'b').freeLicences(0));
    expect(plan.blocked[0]?.message).toContain('2 licences are missing');
  });

  test('seats that removals free are taken after them', () => {
    const plan = planOf(leaving(joining(base, 'a', 'b'), 'p1').freeLicences(1));
    expect(steps(plan)).toEqual(['provision a', 'deprovision p1', 'provision b waitsForSeat']);
    expect(plan.seats).toMatchObject({ freed: 1, taken: 2 });
    expect(plan.changes.at(-1)?.options).toEqual({
      silent: false,
      directoryRestricted: false,
      waitsForSeat: true,
    });
  });

  test('recoveries come before provisions, for free and for freed seats alike', () => {
    const world = leaving(returning(joining(base, 'a', 'b'), 'x', 'y'), 'p1', 'p2');
    expect(steps(planOf(world.freeLicences(1)))).toEqual([
      'recover x',
      'deprovision p1',
      'deprovision p2',
      'recover y waitsForSeat',
      'provision a waitsForSeat',
    ]);
    expect(without(planOf(world.freeLicences(1)))).toEqual(['provision b@example.com no_licence']);
  });

  test('a lower priority gets a scarce seat first, and none comes last', () => {
    const world = joining(base, 'a', 'b', 'c', 'd')
      .withPerson({ email: mail('b'), priority: 2 })
      .withPerson({ email: mail('c'), priority: 1 })
      .withPerson({ email: mail('d'), priority: 2 });
    expect(steps(planOf(world.freeLicences(1)))).toEqual(['provision c']);
    expect(steps(planOf(world.freeLicences(3)))).toEqual(['provision b', 'provision c', 'provision d']);
  });

  test('who waits for a seat gets it in the order of priority', () => {
    const world = leaving(joining(base, 'a', 'b'), 'p1', 'p2').withPerson({ email: mail('b'), priority: 1 });
    expect(steps(planOf(world.freeLicences(0))).slice(2)).toEqual([
      'provision b waitsForSeat',
      'provision a waitsForSeat',
    ]);
  });

  test('a removal, a downgrade and a withdrawn invitation free a seat; a suspension does not', () => {
    const world = leaving(joining(base, 'a'), 'p1').freeLicences(0);
    expect(without(planOf(world))).toEqual([]);
    expect(without(planOf(world.settings({ deprovision: { method: 'downgrade' } })))).toEqual([]);
    expect(without(planOf(world.withMember({ email: mail('p1'), status: 'invited' })))).toEqual([]);
    expect(without(planOf(world.withMember({ email: mail('p1'), status: 'suspended' })))).toEqual([]);
    expect(without(planOf(world.settings({ deprovision: { method: 'suspend' } })))).toHaveLength(1);
    const suspended = joining(base, 'a').withPerson({ email: mail('p1'), wanted: 'suspended' });
    expect(without(planOf(suspended.freeLicences(0)))).toHaveLength(1);
  });

  test('coming back from a suspension takes no seat', () => {
    const plan = planOf(base.withMember({ email: mail('p1'), status: 'suspended' }).freeLicences(0));
    expect(steps(plan)).toEqual(['unsuspend p1']);
  });

  test('limited members hold none: they free none and need none', () => {
    const limited = leaving(joining(base, 'a'), 'p1').withMember({
      email: mail('p1'),
      membership: 'limited',
    });
    expect(without(planOf(limited.freeLicences(0)))).toHaveLength(1);
    const back = returning(joining(base, 'a'), 'x').withMember({ email: mail('x'), membership: 'limited' });
    const plan = planOf(back.freeLicences(1));
    expect(steps(plan)).toEqual(['recover x', 'provision a']);
    expect(plan.seats.taken).toBe(1);
  });

  test('allowPurchase invites beyond the licences, last of all', () => {
    const world = leaving(joining(base, 'a', 'b', 'c'), 'p1').settings({ safety: { allowPurchase: true } });
    const plan = planOf(world.freeLicences(1));
    expect(steps(plan)).toEqual([
      'provision a',
      'deprovision p1',
      'provision b waitsForSeat',
      'provision c buysSeat',
    ]);
    expect(plan.blocked).toEqual([]);
    expect(plan.seats).toMatchObject({ freed: 1, taken: 3, purchased: 1 });
  });

  test('allowPurchase may buy for a recovery too', () => {
    const world = returning(base, 'x')
      .settings({ safety: { allowPurchase: true } })
      .freeLicences(0);
    expect(planOf(world).changes[0]?.options).toEqual({ buysSeat: true });
  });

  test('a team that uses more than it owns frees those seats first', () => {
    const world = leaving(joining(base, 'a', 'b'), 'p1', 'p2', 'p3').licences(19);
    const plan = planOf(world);
    expect(plan.seats.before).toEqual({ licensed: 19, used: 21, free: 0 });
    expect(steps(plan).slice(3)).toEqual(['provision a waitsForSeat']);
    expect(without(plan)).toEqual(['provision b@example.com no_licence']);
  });

  test('seats that Dropbox counts beyond the listing are taken', () => {
    expect(without(planOf(joining(base, 'a').licences(25, 4)))).toHaveLength(1);
    expect(without(planOf(joining(base, 'a').licences(25, 3)))).toEqual([]);
  });
});
