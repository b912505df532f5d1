import { describe, expect, it } from 'vitest';

import { mergeRows } from '../../src/roster/merge.ts';
import { Problems, type Problem } from '../../src/roster/problem.ts';
import { emptyRow, type Row } from '../../src/roster/row.ts';

const row = (line: number, email: string, parts: Partial<Row> = {}): Row => ({
  ...emptyRow(line),
  email,
  ...parts,
});

function merge(...rows: Row[]): { merged: Row[]; problems: Problem[] } {
  const problems = new Problems();
  const columns = new Map([['givenName', 'First Name']] as const);
  const merged = mergeRows(rows, { code: 'contradictory_rows', columns }, problems);
  return { merged, problems: problems.sorted() };
}

describe('mergeRows', () => {
  it('leaves rows of different people as they are, in their order', () => {
    const rows = [row(2, 'b@example.com'), row(3, 'a@example.com')];
    expect(merge(...rows)).toEqual({ merged: rows, problems: [] });
  });

  it('unites the groups of one person at the place of the first row', () => {
    const { merged } = merge(
      row(2, 'a@example.com', { groups: ['x', 'y'] }),
      row(3, 'b@example.com'),
      row(4, 'a@example.com', { groups: ['y', 'z'] }),
      row(5, 'a@example.com', { groups: [] }),
    );
    expect(merged.map(({ line, groups }) => [line, groups])).toEqual([
      [2, ['x', 'y', 'z']],
      [3, null],
    ]);
  });

  it('says nothing of groups where no row does', () => {
    expect(merge(row(2, 'a@example.com'), row(3, 'a@example.com')).merged[0]?.groups).toBeNull();
  });

  it('takes what any row says', () => {
    const { merged, problems } = merge(
      row(2, 'a@example.com', { givenName: 'Ana', assigned: false }),
      row(3, 'a@example.com', { givenName: 'Ana', externalId: 'E1', priority: 0 }),
      row(4, 'a@example.com', { externalId: 'E1', status: 'suspended' }),
    );
    expect(problems).toEqual([]);
    expect(merged).toEqual([
      row(2, 'a@example.com', {
        givenName: 'Ana',
        externalId: 'E1',
        status: 'suspended',
        assigned: false,
        priority: 0,
      }),
    ]);
  });

  it.each([
    ['givenName', 'Ana', 'Anna', 'First Name'],
    ['surname', 'L', 'Lo', 'surname'],
    ['externalId', 'E1', 'e1', 'externalId'],
    ['status', 'active', 'suspended', 'status'],
    ['assigned', true, false, 'assigned'],
    ['transferTo', 'x@example.com', 'y@example.com', 'transferTo'],
    ['previousEmail', 'x@example.com', 'y@example.com', 'previousEmail'],
    ['role', 'member', 'admin', 'role'],
    ['priority', 1, 2, 'priority'],
  ])('refuses two values of %s with both lines', (field, first, second, column) => {
    const { problems } = merge(
      row(2, 'a@example.com'),
      row(3, 'a@example.com', { [field]: first }),
      row(7, 'a@example.com', { [field]: second }),
    );
    expect(problems).toMatchObject([{ line: 7, column, value: String(second), code: 'contradictory_rows' }]);
    expect(problems[0]?.message).toContain(`line 3 has "${String(first)}" for "a@example.com"`);
  });
});
