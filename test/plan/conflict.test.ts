import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/types.ts';
import { EVERYTHING_ON, inSync, planOf } from '../helpers/team-builder.ts';

const base = inSync(20).settings(EVERYTHING_ON);
const P1 = 'p1@example.com';
const P2 = 'p2@example.com';

const ids = (plan: Plan): string[] => plan.changes.map(({ id }) => id);
const blocked = (plan: Plan): string[] =>
  plan.blocked.map(({ action, email, code }) => `${action} ${email} ${code}`);

describe('a row that names two accounts', () => {
  const two = base.withoutPerson(P2).withPerson({ externalId: 'E1', email: P2 });

  test('by external id and by address is blocked, and neither account is touched', () => {
    const plan = planOf(two);
    expect(plan.changes).toEqual([]);
    expect(blocked(plan)).toEqual([`update ${P2} identity_conflict`]);
    expect(plan.blocked[0]?.message).toContain(`row 3 (${P2}, external id E1)`);
    expect(plan.blocked[0]?.message).toContain(`${P1} and ${P2}`);
  });

  test('stops every change that the first account would have got', () => {
    expect(blocked(planOf(two.withMember({ email: P1, status: 'suspended' })))).toEqual([
      `unsuspend ${P2} identity_conflict`,
      `update ${P2} identity_conflict`,
    ]);
    expect(blocked(planOf(two.withPerson({ email: P2, wanted: 'unassigned' })))).toEqual([
      `deprovision ${P2} identity_conflict`,
    ]);
    expect(blocked(planOf(two.withPerson({ email: P2, wanted: 'suspended' })))).toEqual([
      `suspend ${P2} identity_conflict`,
    ]);
  });

  test('is said even if nothing was due', () => {
    const suspended = two.withPerson({ email: P2, wanted: 'suspended' });
    expect(blocked(planOf(suspended.withMember({ email: P1, status: 'suspended' })))).toEqual([
      `suspend ${P2} identity_conflict`,
    ]);
    expect(
      blocked(
        planOf(two.settings({ update: { fields: ['name'] } }).withPerson({ email: P2, givenName: null })),
      ),
    ).toEqual([`update ${P2} identity_conflict`]);
  });

  test('is counted as disabled where the action is off, and kept where the person is held', () => {
    const off = planOf(two.settings({ update: { enabled: false } }));
    expect([off.blocked, off.disabled.update]).toEqual([[], 1]);
    const held = planOf(two.given({ holds: [{ email: P1, until: null, why: 'Moving' }] }));
    expect(held).toMatchObject({ blocked: [], kept: [{ action: 'update', code: 'held' }] });
  });

  test('keeps the more telling code of a cell that is blocked anyway', () => {
    const world = two
      .withPerson({ email: P2, wanted: 'suspended' })
      .withMember({ email: P1, status: 'invited' });
    expect(blocked(planOf(world))).toEqual([`suspend ${P2} invited_cannot_be_suspended`]);
  });

  test('by external id and by secondary address is blocked', () => {
    const world = base
      .withMember({ email: P2, secondaryEmails: ['alias@example.com'] })
      .withPerson({ externalId: 'E1', email: 'alias@example.com' });
    expect(blocked(planOf(world))).toEqual(['update alias@example.com identity_conflict']);
  });

  test('by address and by previous address is blocked without an external id in the sentence', () => {
    const world = base.withoutPerson(P2).withoutPerson(P1).withPerson({ email: P1, previousEmail: P2 });
    const plan = planOf(world);
    expect(plan.changes).toEqual([]);
    expect(blocked(plan)).toEqual([`update ${P1} identity_conflict`]);
    expect(plan.blocked[0]?.message).not.toContain('external id,');
    expect(plan.blocked[0]?.message).toContain(`(${P1}) points`);
  });

  test('is no conflict when the previous address belongs to another row by now', () => {
    expect(planOf(base.withPerson({ email: P1, externalId: null, previousEmail: P2 }))).toMatchObject({
      changes: [],
      blocked: [],
    });
  });

  test('beside an external id, a previous address tells nothing new', () => {
    const world = base.withoutPerson(P2).withPerson({ email: P1, externalId: 'E1', previousEmail: P2 });
    expect(ids(planOf(world))).toEqual([`deprovision:${P2}`]);
  });

  describe('that were removed', () => {
    const removed = base
      .withMember({ email: P1, status: 'removed', recoverable: true })
      .withMember({ email: P2, status: 'removed', recoverable: true })
      .withoutPerson(P2)
      .withPerson({ externalId: 'E1', email: P2 });

    test('is blocked where one would be recovered', () => {
      expect(blocked(planOf(removed))).toEqual([`recover ${P2} identity_conflict`]);
    });

    test('means nothing where nobody is wanted back', () => {
      const plan = planOf(removed.withPerson({ email: P2, wanted: 'unassigned' }));
      expect([plan.blocked, plan.changes]).toEqual([[], []]);
    });
  });

  test('a living account by address, whose wished external id a removed one reserves, is blocked', () => {
    const world = base
      .withMember({ email: 'gone@example.com', externalId: 'E-gone', status: 'removed', recoverable: true })
      .withPerson({ email: P1, externalId: 'E-gone' });
    const plan = planOf(world);
    expect(blocked(plan)).toEqual([`update ${P1} identity_conflict`]);
    expect(plan.blocked[0]?.message).toContain('gone@example.com');
  });
});
