import { describe, expect, test } from 'vitest';
import type { Impact } from '../../src/plan/change.ts';
import type { Group } from '../../src/team.ts';
import { EVERYTHING_ON, inSync, planOf, type World } from '../helpers/team-builder.ts';

const P1 = 'p1@example.com';
const P2 = 'p2@example.com';
const GROUPS: Group[] = [
  { id: 'g:everyone', name: 'Everyone', management: 'system' },
  { id: 'g:ops', name: 'Ops', management: 'company' },
  { id: 'g:eng', name: 'Engineering', management: 'company' },
  { id: 'g:club', name: 'Chess', management: 'user' },
];
const world = inSync(20)
  .settings(EVERYTHING_ON)
  .settings({
    safety: { protectAdmins: false },
    groups: { map: { eng: 'Engineering', club: 'Chess' } },
  })
  .withPerson({ email: P1, wanted: 'unassigned' })
  .withMember({
    email: P1,
    roles: [{ id: 'pid_dbtmr:help', name: 'Support' }],
    groups: ['g:everyone', 'g:ops', 'g:eng', 'g:club', 'g:unknown'],
  })
  .offering({ groups: GROUPS });
const impactOf = (one: World): Impact | undefined => planOf(one).changes[0]?.impact;

describe('what goes with somebody who leaves', () => {
  test('is their roles, when they joined, their groups, and those that nobody else is in', () => {
    expect(impactOf(world)).toEqual({
      roles: ['Support'],
      joinedOn: '2025-01-01T00:00:00Z',
      groups: ['Chess', 'Engineering', 'Ops'],
      soleMemberOf: ['Chess', 'Engineering'],
    });
  });

  test('is the same for a suspension', () => {
    const suspended = world.withPerson({ email: P1, wanted: 'suspended' });
    expect(impactOf(suspended)?.soleMemberOf).toEqual(['Chess', 'Engineering']);
  });

  test('names no group as theirs alone that somebody else on the team is in', () => {
    const shared = world.withMember({ email: P2, status: 'suspended', groups: ['g:everyone', 'g:eng'] });
    const change = planOf(shared).changes.find(({ action }) => action === 'deprovision');
    expect(change?.impact?.soleMemberOf).toEqual(['Chess']);
    const gone = world.withMember({ email: P2, status: 'removed', groups: ['g:eng'] }).withoutPerson(P2);
    expect(impactOf(gone)?.soleMemberOf).toEqual(['Chess', 'Engineering']);
  });

  test('is not known of groups that were not read', () => {
    expect(impactOf(world.offering({ groups: null }))).toMatchObject({ groups: null, soleMemberOf: [] });
  });
});

test('nothing goes with changes that take nothing away', () => {
  const plan = planOf(world.withPerson({ email: P2, surname: 'New' }));
  expect(plan.changes.map(({ id, impact }) => [id, impact === undefined])).toEqual([
    [`update:${P2}`, true],
    [`deprovision:${P1}`, false],
  ]);
  const harmless = planOf(inSync(2).settings(EVERYTHING_ON).withPerson({ email: P2, surname: 'New' }));
  expect(harmless.changes[0]).not.toHaveProperty('impact');
});
