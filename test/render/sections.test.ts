import { describe, expect, test } from 'vitest';
import type { Change } from '../../src/plan/change.ts';
import { renderDiff } from '../../src/render/diff.ts';
import { deprovision, planWith, provision, suspend, update } from '../helpers/changes.ts';
import { groupAdd, groupCreate, groupRemove } from '../helpers/group-changes.ts';
import { reportOf, textOf } from '../helpers/report.ts';
import { plain } from './everything.ts';

const diff = (...changes: Change[]): string => textOf(renderDiff(reportOf(planWith(changes)), plain()));

describe('a line', () => {
  const lineOf = (change: Change): string =>
    diff(change)
      .split('\n')
      .find((line) => line.includes('a@x.org')) ?? '';

  test('tells a destructive change from any other without colour, in capitals', () => {
    const destructive = [
      lineOf(suspend('a@x.org')),
      lineOf(deprovision('a@x.org')),
      lineOf(deprovision('a@x.org', { method: 'suspend' })),
      lineOf(deprovision('a@x.org', { method: 'downgrade' })),
      lineOf(deprovision('a@x.org', {}, { before: { status: 'invited' } })),
    ];
    expect(destructive.map((line) => line.split(' a@x.org')[0])).toEqual([
      '  ! SUSPEND',
      '  - REMOVE',
      '  - SUSPEND',
      '  - DOWNGRADE',
      '  - WITHDRAW INVITATION',
    ]);
    expect(lineOf(provision('a@x.org'))).toMatch(/^ {2}\+ provision a@x\.org/);
    expect(lineOf(update('a@x.org', {}, {}))).toBe('  ~ update a@x.org');
  });

  test('is followed by a warning exactly where devices are wiped', () => {
    const wipe = 'DELETES THE DATA ON LINKED DEVICES';
    const text = diff(suspend('a@x.org', true), suspend('b@x.org'));
    expect(text.split('\n').findIndex((line) => line.includes(wipe))).toBe(
      text.split('\n').findIndex((line) => line.includes('a@x.org')) + 1,
    );
    expect(text.match(new RegExp(wipe, 'g'))).toHaveLength(1);
    expect(diff(deprovision('a@x.org', { wipeData: true }))).toContain(wipe);
    expect(diff(deprovision('a@x.org'))).not.toContain(wipe);
  });

  test('of a group says everything, and a new group is told once', () => {
    const ana = groupCreate('a@x.org', 'Sales');
    const text = diff(
      { ...ana, name: 'Ana Lopez' },
      groupAdd('b@x.org', 'Sales'),
      groupRemove('b@x.org', 'HR'),
    );
    expect(text).toContain(
      [
        'Groups: add 2',
        '  & add a@x.org  Ana Lopez  → Sales',
        '      creates the group Sales',
        '  & add b@x.org  → Sales',
        '',
        'Groups: remove 1',
        '  / remove b@x.org  out of HR',
        '',
      ].join('\n'),
    );
  });

  test('is followed by what goes with a suspension or a removal, where there is something', () => {
    const impact = { roles: ['Team admin'], joinedOn: '2026-02-20T00:00:00Z', groups: [], soleMemberOf: [] };
    const text = diff({ ...suspend('a@x.org'), impact }, suspend('b@x.org'));
    expect(text).toContain(
      '      Because a test wants it.\n      admin: Team admin; on the team since 2026-02-20, 10 days\n  ! SUSPEND b@x.org',
    );
  });

  test('of a removal says until when it can be undone', () => {
    const text = diff(deprovision('a@x.org', {}, { reversibleUntil: '2026-03-09T10:00:00Z' }));
    expect(text).toContain('Because a test wants it. Can be undone until 2026-03-09T10:00:00Z.\n');
  });
});
