import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../src/errors.ts';
import type { Plan } from '../../src/plan/types.ts';
import { EVERYTHING_ON, inSync, planOf, World } from '../helpers/team-builder.ts';

const base = inSync(20).settings(EVERYTHING_ON);
const P1 = 'p1@example.com';
const P2 = 'p2@example.com';

const ids = (plan: Plan): string[] => plan.changes.map(({ id }) => id);

function refusal(world: World): InvalidInputError {
  try {
    planOf(world);
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
  }
  throw new Error('The plan was made.');
}

describe('who is who', () => {
  test('an external id wins over a changed address, which becomes an update', () => {
    const plan = planOf(base.withPerson({ externalId: 'E1', email: 'new@example.com' }));
    expect(plan.changes).toMatchObject([
      {
        id: 'update:new@example.com',
        email: 'new@example.com',
        memberId: `dbmid:${P1}`,
        before: { email: P1 },
        after: { email: 'new@example.com' },
      },
    ]);
    expect(plan.changes[0]?.before).toEqual({ email: P1 });
  });

  test('a previous address is an explicit rename', () => {
    const world = base
      .withoutPerson(P1)
      .withPerson({ email: 'new@example.com', givenName: 'Given1', surname: 'Surname1', previousEmail: P1 });
    expect(planOf(world).changes).toMatchObject([{ action: 'update', after: { email: 'new@example.com' } }]);
  });

  test('a previous address that is gone, because the rename was done, changes nothing', () => {
    expect(planOf(base.withPerson({ email: P1, previousEmail: 'old@example.com' })).changes).toEqual([]);
  });

  test('a secondary address matches with a warning, and the primary one is left alone', () => {
    const world = base
      .withMember({ email: P1, secondaryEmails: ['alias@example.com'] })
      .withoutPerson(P1)
      .withPerson({ email: 'alias@example.com', givenName: 'Other', line: 77 });
    const plan = planOf(world);
    expect(plan.changes).toMatchObject([{ id: 'update:alias@example.com', after: { givenName: 'Other' } }]);
    expect(plan.changes[0]?.after).not.toHaveProperty('email');
    expect(plan.warnings).toMatchObject([{ code: 'secondary_email' }]);
    expect(plan.warnings[0]?.message).toContain('row 77');
  });

  test('an external id with a secondary address of the same member leaves the primary one alone too', () => {
    const world = base
      .withMember({ email: P1, secondaryEmails: ['alias@example.com'] })
      .withPerson({ externalId: 'E1', email: 'alias@example.com' });
    expect(planOf(world)).toMatchObject({ changes: [], warnings: [{ code: 'secondary_email' }] });
  });

  test('a removed account matches by external id under its old address and is recovered', () => {
    const world = base.withMember({ email: P1, status: 'removed', recoverable: true });
    const plan = planOf(world.withPerson({ externalId: 'E1', email: 'new@example.com' }));
    expect(ids(plan)).toEqual(['recover:new@example.com']);
    expect(plan.changes[0]).toMatchObject({ memberId: `dbmid:${P1}` });
  });

  test('a removed account matches by previous address too', () => {
    const world = base.withMember({ email: P1, status: 'removed', recoverable: true, externalId: null });
    const plan = planOf(
      world.withoutPerson(P1).withPerson({ email: 'new@example.com', previousEmail: P1, externalId: 'E1' }),
    );
    expect(ids(plan)).toEqual(['recover:new@example.com']);
  });

  test('a living account comes before a removed one', () => {
    const world = base
      .withMember({ email: 'gone@example.com', status: 'removed', recoverable: true })
      .withPerson({ email: P1, previousEmail: 'gone@example.com' });
    expect(planOf(world).changes).toEqual([]);
  });

  test('an account that is gone for good names nobody', () => {
    const world = base.withMember({ email: P1, status: 'removed', recoverable: false });
    expect(ids(planOf(world))).toEqual([`provision:${P1}`]);
  });

  test('living members whom a row names are remembered, also those in conflict and those who leave', () => {
    const world = inSync(2)
      .withMember({ email: 'x@example.com' })
      .withMember({ email: 'gone@example.com', status: 'removed', recoverable: true })
      .withPerson({ email: 'gone@example.com' })
      .withPerson({ externalId: 'E1', email: 'x@example.com' })
      .withPerson({ email: P2, wanted: 'unassigned' })
      .withMember({ email: 'stranger@example.com' });
    expect(planOf(world).named).toEqual([
      'dbmid:admin@example.com',
      `dbmid:${P1}`,
      `dbmid:${P2}`,
      'dbmid:x@example.com',
    ]);
  });

  test('members whom no row names are left alone in the order of their addresses', () => {
    const world = inSync(1).withMember({ email: 'z@example.com' }).withMember({ email: 'a@example.com' });
    expect(planOf(world).kept.map(({ email }) => email)).toEqual(['a@example.com', 'z@example.com']);
  });
});

describe('two rows that name one member', () => {
  test('by the same external id are refused with both lines', () => {
    const world = base.withPerson({ email: 'other@example.com', externalId: null });
    const twice = world.withPerson({ email: 'other@example.com', line: 40 });
    const error = refusal(
      new World(
        twice.people.map((one) => (one.line === 40 ? { ...one, externalId: 'E1' } : one)),
        twice.members,
      ),
    );
    expect(error).toMatchObject({ code: 'duplicate_person', exitCode: 7, details: { lines: [3, 40] } });
    expect(error.message).toContain('3 (p1@example.com)');
    expect(error.hint).not.toBeNull();
  });

  test('by external id and by address are refused, whichever row comes first', () => {
    const renamed = base.withPerson({ externalId: 'E1', email: 'new@example.com' });
    expect(refusal(renamed.withPerson({ email: P1, line: 99 })).details).toMatchObject({ lines: [3, 99] });
    expect(refusal(renamed.withPerson({ email: P1, line: 1 })).details).toMatchObject({ lines: [1, 3] });
  });

  test('by address and by previous address are refused', () => {
    const world = base.withPerson({ email: 'new@example.com', previousEmail: P1 });
    expect(refusal(world).code).toBe('duplicate_person');
  });

  test('by primary and by secondary address are refused', () => {
    const world = base.withMember({ email: P1, secondaryEmails: ['alias@example.com'] });
    expect(refusal(world.withPerson({ email: 'alias@example.com' })).code).toBe('duplicate_person');
  });

  test('are refused for a removed account that can be recovered as well', () => {
    const world = base
      .withMember({ email: P1, status: 'removed', recoverable: true })
      .withPerson({ externalId: 'E1', email: 'new@example.com' })
      .withPerson({ email: P1 });
    expect(refusal(world).code).toBe('duplicate_person');
  });
});
