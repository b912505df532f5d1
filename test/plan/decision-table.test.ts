import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/types.ts';
import type { Member, Person } from '../../src/team.ts';
import { EVERYTHING_ON, inSync, planOf, type World } from '../helpers/team-builder.ts';
import { COLUMNS, ROWS, type Outcome } from './cell-worlds.ts';
import { ASSIGNED, SUSPENDED } from './cells.ts';
import { EMAIL, ID } from './expected-changes.ts';
import { LEAVING } from './leaver-cells.ts';

describe('the decision table', () => {
  test.each([...ASSIGNED, ...SUSPENDED, ...LEAVING])(
    '%s × %s %s',
    (row, column, _variant, perturb, outcome) => {
      const plan = planOf(perturb(worldOf(ROWS[row], COLUMNS[column])));
      expect(outcomeOf(plan)).toEqual(outcome);
    },
  );

  test('every cell has a case', () => {
    const walked = new Set(
      [...ASSIGNED, ...SUSPENDED, ...LEAVING].map(([row, column]) => `${row} × ${column}`),
    );
    expect(walked.size).toBe(Object.keys(ROWS).length * Object.keys(COLUMNS).length);
  });

  test('a team that is as the roster says gets an empty plan', () => {
    const plan = planOf(inSync(20).settings(EVERYTHING_ON));
    expect([plan.changes, plan.blocked, plan.kept, plan.refusals, plan.warnings]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
    expect(plan.unchanged).toHaveLength(21);
  });

  test('with every action off nothing is planned, whatever differs', () => {
    const world = inSync(20)
      .withPerson({ email: 'new@example.com' })
      .withPerson({ email: 'p1@example.com', wanted: 'unassigned' });
    const plan = planOf(world);
    expect(plan.changes).toEqual([]);
    expect(plan.disabled).toMatchObject({ provision: 1, deprovision: 1, suspend: 0 });
  });
});

function worldOf(row: Partial<Person> | null, column: Partial<Member> | null): World {
  const base = inSync(20).settings(EVERYTHING_ON);
  const profile = { email: EMAIL, givenName: 'Ana', surname: 'Lopez', externalId: 'E-ana' };
  const listed = row === null ? base : base.withPerson({ ...profile, ...row, line: 22 });
  return column === null ? listed : listed.withMember({ ...profile, id: ID, ...column });
}

function outcomeOf(plan: Plan): Outcome {
  const mine = ({ email }: { email: string }): boolean => email === EMAIL;
  const coded = (item: { action: string; code: string }): string => `${item.action} ${item.code}`;
  const outcome: Required<Outcome> = {
    changes: plan.changes.filter(mine),
    blocked: plan.blocked.filter(mine).map(coded),
    kept: plan.kept.filter(mine).map(coded),
    unchanged: plan.unchanged.filter(mine).map(({ code }) => code),
    disabled: Object.fromEntries(Object.entries(plan.disabled).filter(([, count]) => count > 0)),
  };
  return Object.fromEntries(Object.entries(outcome).filter(([, found]) => Object.keys(found).length > 0));
}
