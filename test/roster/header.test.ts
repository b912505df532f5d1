import { describe, expect, it } from 'vitest';

import type { Warning } from '../../src/errors.ts';
import type { ColumnSettings } from '../../src/roster/column-settings.ts';
import { readHeader, type Header } from '../../src/roster/header.ts';
import { Problems, type Problem } from '../../src/roster/problem.ts';

function read(
  cells: readonly string[],
  settings: ColumnSettings = {},
): { header: Header; problems: Problem[]; codes: string[]; warnings: Warning[] } {
  const problems = new Problems();
  const warnings: Warning[] = [];
  const header = readHeader(cells, 1, settings, { problems, warnings });
  const sorted = problems.sorted();
  return { header, problems: sorted, codes: sorted.map(({ code }) => code), warnings };
}

describe('readHeader', () => {
  it('knows the columns of CSV rosters in any order', () => {
    const cells = ['priority', 'role', 'previous_email', 'transfer_to', 'groups', 'assigned', 'status'];
    const { header, codes } = read([...cells, 'external_id', 'last_name', 'first_name', 'email']);
    expect(codes).toEqual([]);
    expect(header.fields).toEqual([
      'priority',
      'role',
      'previousEmail',
      'transferTo',
      'groups',
      'assigned',
      'status',
      'externalId',
      'surname',
      'givenName',
      'email',
    ]);
  });

  it('keeps headers as written, without the space around them', () => {
    expect(read([' E-Mail ', 'firstName']).header.names).toEqual(['E-Mail', 'firstName']);
  });

  it('names the columns that it does not read', () => {
    const { codes, warnings, header } = read(['email', 'department', '', 'o\u001bffice']);
    expect(codes).toEqual([]);
    expect(header.fields).toEqual(['email', null, null, null]);
    expect(warnings).toEqual([
      { code: 'ignored_column', message: 'These columns are not read: "department", "", "o\\u{1b}ffice".' },
    ]);
  });

  it('warns of nothing when it reads every column', () => {
    expect(read(['email']).warnings).toEqual([]);
  });

  it('wants a column of e-mail addresses and says what it found instead', () => {
    const { problems } = read(['first_name', 'address']);
    expect(problems).toMatchObject([{ line: 1, column: 'email', value: null, code: 'missing_column' }]);
    expect(problems[0]?.message).toContain('"first_name", "address"');
  });

  it('refuses a slip of the fingers and names the column that was meant', () => {
    const { problems, warnings } = read(['email', 'frist_name', 'emial']);
    expect(problems.map(({ column, code }) => [column, code])).toEqual([
      ['frist_name', 'misspelt_column'],
      ['emial', 'misspelt_column'],
    ]);
    expect(problems[0]?.message).toContain('is this first_name?');
    expect(warnings).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'refuses a column %s',
    (name) => {
      expect(read(['email', name]).problems).toMatchObject([{ column: name, code: 'forbidden_column' }]);
    },
  );

  it.each([[['email', 'E-Mail']], [['email', 'department', ' Department']]])(
    'refuses the same column twice: %j',
    (cells) => {
      const { problems } = read(cells);
      expect(problems).toMatchObject([{ column: cells.at(-1)?.trim(), code: 'duplicate_column' }]);
      expect(problems[0]?.message).toContain(
        `columns ${String(cells.length - 1)} and ${String(cells.length)}`,
      );
    },
  );

  it('takes several columns without a name', () => {
    expect(read(['email', '', ' ']).codes).toEqual([]);
  });
});

describe('roster.columns', () => {
  it('maps a field to a header, whatever its case', () => {
    const { header, codes } = read(['Work Mail', 'Dept'], { email: 'work mail', groups: 'Dept' });
    expect(codes).toEqual([]);
    expect(header.fields).toEqual(['email', 'groups']);
  });

  it('takes the CSV spelling of a field too', () => {
    expect(read(['email', 'Vorname'], { first_name: 'Vorname' }).header.fields).toEqual([
      'email',
      'givenName',
    ]);
  });

  it('overrides the header that would be recognised', () => {
    const { header, warnings } = read(['email', 'Login'], { email: 'Login' });
    expect(header.fields).toEqual([null, 'email']);
    expect(warnings[0]?.message).toContain('"email"');
  });

  it('settles that a similar header is another column', () => {
    const { codes, warnings } = read(['email', 'mail'], { email: 'email' });
    expect(codes).toEqual([]);
    expect(warnings[0]?.message).toContain('"mail"');
  });

  it('is wrong about a header that the file does not have', () => {
    const { problems } = read(['first_name'], { email: 'Work Mail' });
    expect(problems).toMatchObject([{ column: 'Work Mail', code: 'missing_column' }]);
  });

  it('is wrong about a field that there is not', () => {
    const { problems } = read(['email', 'Dept'], { department: 'Dept' });
    expect(problems).toMatchObject([{ column: 'department', code: 'unknown_field' }]);
  });

  it('gives one column to one field only', () => {
    const { problems } = read(['email', 'Name'], { givenName: 'Name', surname: 'Name' });
    expect(problems).toMatchObject([{ column: 'Name', code: 'duplicate_column' }]);
  });
});

describe('columns that could be one field', () => {
  it.each([
    [['email', 'first_name', 'givenName'], 'givenName', 'givenName'],
    [['Work Email', 'Email', 'Status'], 'Email', 'email'],
    [['login', 'email', 'user.login'], 'user.login', 'email'],
    [['Email Address', 'Org Unit Path', 'external_id', 'Employee ID'], 'Employee ID', 'externalId'],
  ])('of %j are refused with the line that settles it', (cells, column, field) => {
    const { problems } = read(cells);
    expect(problems).toMatchObject([{ column, code: 'ambiguous_column' }]);
    expect(problems[0]?.message).toContain(`teamsync settings set 'roster.columns={"${field}":"${column}"}'`);
  });

  it('are settled by that line', () => {
    const { header, codes } = read(['Work Email', 'Email'], { email: 'Email' });
    expect(codes).toEqual([]);
    expect(header.fields).toEqual([null, 'email']);
  });

  it('are one and another where an export has an order among them', () => {
    const { header, codes, warnings } = read(['userPrincipalName', 'mail', 'id', 'employeeId']);
    expect(codes).toEqual([]);
    expect(header).toMatchObject({ fields: [null, 'email', null, 'externalId'], login: 0, newEmail: null });
    expect(warnings[0]?.message).toContain('"id"');
  });
});

describe('a slip in a header of an export', () => {
  it.each([
    [['userPrincipalName', 'mail', 'accountEnabeld'], 'accountEnabeld', 'accountEnabled'],
    [['login', 'email', 'firstNam'], 'firstNam', 'first_name'],
    [['Work Email', 'Employe #'], 'Employe #', 'Employee #'],
  ])('of %j is refused', (cells, column, spelling) => {
    const { problems } = read(cells);
    expect(problems).toMatchObject([{ column, code: 'misspelt_column' }]);
    expect(problems[0]?.message).toContain(`is this ${spelling}?`);
  });

  it('is none in a name as short as id', () => {
    expect(read(['userPrincipalName', 'ip', 'od']).codes).toEqual([]);
  });
});
