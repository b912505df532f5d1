import { describe, expect, it } from 'vitest';

import { assignPeople, wantedFor } from '../../src/roster/assign.ts';
import { Memberships } from '../../src/roster/groups.ts';
import { emptyRow, type Row } from '../../src/roster/row.ts';

describe('wantedFor', () => {
  const statuses = [null, 'active', 'suspended', 'unassigned'] as const;

  // Rows: assigned; cells: what is wanted for each status above.
  it.each([
    ['no assigned groups', null, [], false, ['active', 'active', 'suspended', 'unassigned']],
    ['no assigned groups', true, [], false, ['active', 'active', 'suspended', 'unassigned']],
    ['no assigned groups', false, [], false, ['unassigned', 'unassigned', 'unassigned', 'unassigned']],
    [
      'being in none of the assigned groups',
      null,
      [],
      true,
      ['unassigned', 'unassigned', 'unassigned', 'unassigned'],
    ],
    ['being in none of the assigned groups', true, [], true, ['active', 'active', 'suspended', 'unassigned']],
    [
      'being in none of the assigned groups',
      false,
      [],
      true,
      ['unassigned', 'unassigned', 'unassigned', 'unassigned'],
    ],
    ['being in an assigned group', null, ['g'], true, ['active', 'active', 'suspended', 'unassigned']],
    ['being in an assigned group', true, ['g'], true, ['active', 'active', 'suspended', 'unassigned']],
    ['being in an assigned group', false, ['g'], true, ['active', 'active', 'suspended', 'unassigned']],
  ] as const)('with %s and assigned=%s', (_what, assigned, assignedBy, hasAssignedGroups, wanted) => {
    expect(statuses.map((status) => wantedFor({ status, assigned }, assignedBy, hasAssignedGroups))).toEqual(
      wanted,
    );
  });
});

describe('assignPeople', () => {
  const row = (email: string, parts: Partial<Row> = {}): Row => ({ ...emptyRow(2), email, ...parts });
  const none = new Memberships([]);

  it('names the assigned groups that a person is assigned through, sorted', () => {
    const { people } = assignPeople(
      [row('a@example.com', { groups: ['y', 'x', 'n'] })],
      none,
      new Set(['x', 'y']),
    );
    expect(people[0]).toMatchObject({ wanted: 'active', assignedBy: ['x', 'y'], groups: ['n', 'x', 'y'] });
  });

  it('names none for a person who is not assigned', () => {
    const { people } = assignPeople(
      [row('a@example.com', { groups: ['x'], status: 'unassigned' })],
      none,
      new Set(['x']),
    );
    expect(people[0]).toMatchObject({ wanted: 'unassigned', assignedBy: [] });
  });

  it('counts nested groups', () => {
    const lines = { name: 1, members: 1, groups: 1 };
    const memberships = new Memberships([
      { name: 'outer', assigned: false, members: [], children: ['inner'], lines },
      { name: 'inner', assigned: false, members: ['a@example.com'], children: [], lines },
    ]);
    const { people } = assignPeople([row('a@example.com')], memberships, new Set(['outer']));
    expect(people[0]).toMatchObject({ wanted: 'active', assignedBy: ['outer'] });
  });

  it('warns of an assigned group that nobody is in', () => {
    const rows = [row('a@example.com', { groups: ['x'] }), row('b@example.com')];
    const { warnings } = assignPeople(rows, none, new Set(['x', 'desgin']));
    expect(warnings).toMatchObject([{ code: 'empty_assigned_group' }]);
    expect(warnings[0]?.message).toContain('"desgin"');
  });

  it('takes a former address that is the present one for none', () => {
    const rows = [
      row('a@example.com', { previousEmail: 'a@example.com' }),
      row('b@example.com', { previousEmail: 'c@example.com' }),
    ];
    const { people } = assignPeople(rows, none, new Set());
    expect(people.map(({ previousEmail }) => previousEmail)).toEqual([null, 'c@example.com']);
  });
});
