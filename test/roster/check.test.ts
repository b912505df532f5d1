import { describe, expect, it } from 'vitest';

import {
  checkExternalIds,
  checkNotEmpty,
  checkRenames,
  checkSomebodyAssigned,
} from '../../src/roster/check.ts';
import { Fault, Problems, type Problem } from '../../src/roster/problem.ts';
import { emptyRow, type FieldName, type Row } from '../../src/roster/row.ts';
import type { Person, Wanted } from '../../src/team.ts';

const NO_COLUMNS: ReadonlyMap<FieldName, string> = new Map();

const row = (line: number, email: string, parts: Partial<Row> = {}): Row => ({
  ...emptyRow(line),
  email,
  ...parts,
});

function found(check: (problems: Problems) => void): Problem[] {
  const problems = new Problems();
  check(problems);
  return problems.sorted();
}

describe('checkExternalIds', () => {
  it('takes people with different ids and people without any', () => {
    const rows = [
      row(2, 'a@example.com', { externalId: 'E1' }),
      row(3, 'b@example.com', { externalId: 'e1' }),
      row(4, 'c@example.com'),
      row(5, 'd@example.com'),
    ];
    expect(
      found((problems) => {
        checkExternalIds(rows, NO_COLUMNS, problems);
      }),
    ).toEqual([]);
  });

  it.each([
    [NO_COLUMNS, 'externalId'],
    [new Map([['externalId', 'Id'] as const]), 'Id'],
  ])('refuses one id for two people with both lines', (columns, column) => {
    const rows = [
      row(2, 'a@example.com', { externalId: 'E1' }),
      row(9, 'b@example.com', { externalId: 'E1' }),
    ];
    const problems = found((all) => {
      checkExternalIds(rows, columns, all);
    });
    expect(problems).toMatchObject([{ line: 9, column, value: 'E1', code: 'duplicate_external_id' }]);
    expect(problems[0]?.message).toContain('line 2 gives it to "a@example.com"');
  });
});

describe('checkRenames', () => {
  const check = (...rows: Row[]): Problem[] =>
    found((problems) => {
      checkRenames(rows, NO_COLUMNS, problems);
    });

  it('takes a former address that nobody has', () => {
    expect(
      check(row(2, 'new@example.com', { previousEmail: 'old@example.com' }), row(3, 'x@example.com')),
    ).toEqual([]);
  });

  it('takes an address that was exchanged, its holder being renamed too', () => {
    const rows = [
      row(2, 'a@example.com', { previousEmail: 'b@example.com' }),
      row(3, 'b@example.com', { previousEmail: 'a@example.com' }),
    ];
    expect(check(...rows)).toEqual([]);
  });

  it('takes a former address that is the present one', () => {
    expect(check(row(2, 'a@example.com', { previousEmail: 'a@example.com' }))).toEqual([]);
  });

  it.each([null, 'old@example.com'])('refuses the address of somebody who keeps it (%s)', (previousEmail) => {
    const problems = check(
      row(2, 'old@example.com', { previousEmail }),
      row(3, 'new@example.com', { previousEmail: 'old@example.com' }),
    );
    expect(problems).toMatchObject([
      { line: 3, column: 'previousEmail', value: 'old@example.com', code: 'contradictory_rename' },
    ]);
    expect(problems[0]?.message).toContain('line 2 is still the person of that address');
  });

  it('refuses one former address of two people', () => {
    const rows = [4, 5, 6].map((line) =>
      row(line, `new${String(line)}@example.com`, { previousEmail: 'old@example.com' }),
    );
    const columns = new Map([['previousEmail', 'Old'] as const]);
    const problems = found((all) => {
      checkRenames(rows, columns, all);
    });
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [5, 'Old'],
      [6, 'Old'],
    ]);
    expect(problems[1]?.message).toContain('line 4 names it for "new4@example.com" too');
  });
});

describe('checkNotEmpty', () => {
  it('refuses a roster of nobody', () => {
    expect(
      found((problems) => {
        checkNotEmpty(0, problems);
      }),
    ).toMatchObject([{ line: 1, code: 'empty_roster' }]);
  });

  it('takes a roster of somebody', () => {
    expect(
      found((problems) => {
        checkNotEmpty(1, problems);
      }),
    ).toEqual([]);
  });

  it('says nothing about a file that could not be read', () => {
    const problems = new Problems();
    problems.add(1, null, null, new Fault('invalid_json', ''));
    checkNotEmpty(0, problems);
    expect(problems.sorted()).toHaveLength(1);
  });
});

describe('checkSomebodyAssigned', () => {
  const person = (wanted: Wanted): Person => ({
    email: 'a@example.com',
    givenName: null,
    surname: null,
    externalId: null,
    wanted,
    assignedBy: [],
    groups: null,
    transferTo: null,
    previousEmail: null,
    role: null,
    priority: null,
    line: 2,
  });

  it.each(['active', 'suspended'] as const)('counts who is %s', (wanted) => {
    const people = [person('unassigned'), person(wanted)];
    expect(
      found((problems) => {
        checkSomebodyAssigned(people, new Set(), problems);
      }),
    ).toEqual([]);
  });

  it('refuses a roster in which nobody is to have Dropbox', () => {
    const problems = found((all) => {
      checkSomebodyAssigned([person('unassigned')], new Set(), all);
    });
    expect(problems).toMatchObject([{ line: 1, code: 'nobody_assigned' }]);
    expect(problems[0]?.message).toBe('expected somebody to be assigned, but of 1 listed nobody is');
  });

  it('names the assigned groups when nobody is in them', () => {
    const [problem] = found((all) => {
      checkSomebodyAssigned([person('unassigned')], new Set(['x', 'y']), all);
    });
    expect(problem?.message).toContain('the assigned groups are "x", "y"');
  });

  it('does not count people while rows are wrong', () => {
    const problems = new Problems();
    problems.add(2, null, null, new Fault('invalid_email', ''));
    checkSomebodyAssigned([], new Set(), problems);
    expect(problems.sorted()).toHaveLength(1);
  });
});
