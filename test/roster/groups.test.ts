import { describe, expect, it } from 'vitest';

import { checkGroups, findCycles, Memberships, type GroupDefinition } from '../../src/roster/groups.ts';
import { Problems } from '../../src/roster/problem.ts';

function group(
  name: string,
  parts: { members?: string[]; children?: string[]; line?: number } = {},
): GroupDefinition {
  const { members = [], children = [], line = 1 } = parts;
  return {
    name,
    assigned: false,
    members,
    children,
    lines: { name: line, members: line + 1, groups: line + 2 },
  };
}

const person = (
  email: string,
  groups: string[] | null = null,
): { email: string; groups: string[] | null } => ({
  email,
  groups,
});

describe('Memberships', () => {
  it('puts the members of a group into every group around it', () => {
    const memberships = new Memberships([
      group('office', { children: ['product'] }),
      group('product', { children: ['design'] }),
      group('design', { members: ['ana@example.com'] }),
    ]);
    expect(memberships.of(person('ana@example.com'))).toEqual(['design', 'office', 'product']);
  });

  it('does not put the members of a group into the groups inside it', () => {
    const memberships = new Memberships([
      group('office', { children: ['design'], members: ['ana@example.com'] }),
      group('design'),
    ]);
    expect(memberships.of(person('ana@example.com'))).toEqual(['office']);
  });

  it('unites what the person and what the groups say', () => {
    const memberships = new Memberships([
      group('office', { children: ['design'] }),
      group('design'),
      group('sales', { members: ['ana@example.com'] }),
    ]);
    expect(memberships.of(person('ana@example.com', ['design', 'chess']))).toEqual([
      'chess',
      'design',
      'office',
      'sales',
    ]);
  });

  it('reaches a group by two ways once', () => {
    const memberships = new Memberships([
      group('top', { children: ['left', 'right'] }),
      group('left', { children: ['bottom'] }),
      group('right', { children: ['bottom'] }),
      group('bottom', { members: ['a@example.com', 'b@example.com'] }),
    ]);
    expect(memberships.of(person('a@example.com'))).toEqual(['bottom', 'left', 'right', 'top']);
    expect(memberships.of(person('b@example.com'))).toEqual(['bottom', 'left', 'right', 'top']);
  });

  it('takes everybody in a cycle for a member of all its groups', () => {
    const memberships = new Memberships([
      group('a', { children: ['b'] }),
      group('b', { children: ['a'], members: ['ana@example.com'] }),
    ]);
    expect(memberships.of(person('ana@example.com'))).toEqual(['a', 'b']);
  });

  it('says of people in no group that they are in none, once groups are defined', () => {
    expect(new Memberships([group('a')]).of(person('ana@example.com'))).toEqual([]);
  });

  it('says nothing where nobody says anything', () => {
    expect(new Memberships([]).of(person('ana@example.com'))).toBeNull();
  });

  it('sorts the groups of a person without definitions, and leaves the list as it was', () => {
    const own = ['b', 'a'];
    expect(new Memberships([]).of(person('ana@example.com', own))).toEqual(['a', 'b']);
    expect(own).toEqual(['b', 'a']);
  });
});

describe('findCycles', () => {
  it.each([
    ['no groups', [], []],
    ['a tree', [group('a', { children: ['b', 'c'] }), group('b'), group('c')], []],
    [
      'a group reached twice',
      [group('a', { children: ['b', 'c'] }), group('b', { children: ['c'] }), group('c')],
      [],
    ],
    ['an unknown child', [group('a', { children: ['gone'] })], []],
    ['itself', [group('a', { children: ['a'] })], ['a > a']],
    ['a pair', [group('a', { children: ['b'] }), group('b', { children: ['a'] })], ['a > b > a']],
    [
      'a tail before the cycle',
      [group('t', { children: ['a'] }), group('a', { children: ['b'] }), group('b', { children: ['a'] })],
      ['a > b > a'],
    ],
    [
      'two cycles',
      [
        group('a', { children: ['a', 'b'] }),
        group('b', { children: ['c'] }),
        group('c', { children: ['a', 'b'] }),
      ],
      ['a > a', 'a > b > c > a', 'b > c > b'],
    ],
    ['control characters', [group('a\u001b', { children: ['a\u001b'] })], ['a\\u{1b} > a\\u{1b}']],
  ])('of %s names each path', (_what, groups, paths) => {
    expect(findCycles(groups)).toEqual(
      paths.map((path) => ({
        code: 'group_cycle',
        message: `Groups contain each other and were flattened: ${path}.`,
      })),
    );
  });

  it('follows a chain of any length, and shows a long cycle in part', () => {
    const length = 50_000;
    const chain = Array.from({ length }, (_, index) =>
      group(`g${String(index)}`, { children: [`g${String((index + 1) % length)}`] }),
    );
    const [warning, ...others] = findCycles(chain);
    expect(others).toEqual([]);
    expect(warning?.message).toMatch(/: g0 > g1 > .* > g19 > … > g0\.$/);
  });
});

describe('checkGroups', () => {
  function check(groups: GroupDefinition[], ...emails: string[]): unknown[] {
    const problems = new Problems();
    checkGroups(groups, new Set(emails), problems);
    return problems.sorted().map(({ line, column, value, code }) => [line, column, value, code]);
  }

  it('takes groups of known people and groups', () => {
    const groups = [group('a', { children: ['b'] }), group('b', { members: ['ana@example.com'] })];
    expect(check(groups, 'ana@example.com')).toEqual([]);
  });

  it('refuses what is not there or there twice', () => {
    const groups = [
      group('a', { children: ['gone'], line: 10 }),
      group('a', { members: ['who@example.com'], line: 20 }),
    ];
    expect(check(groups)).toEqual([
      [12, 'groups', 'gone', 'unknown_group'],
      [20, 'name', 'a', 'duplicate_group'],
      [21, 'members', 'who@example.com', 'unknown_member'],
    ]);
  });
});
