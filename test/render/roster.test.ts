import { Chalk } from 'chalk';
import { expect, test } from 'vitest';
import { renderRosterCheck, renderRosterDiff, type RosterCheck } from '../../src/render/roster.ts';

const STYLE = { paint: new Chalk({ level: 0 }), width: 80 };
const CHECK: RosterCheck = {
  source: 'people.csv',
  format: 'csv',
  dialect: 'okta',
  encoding: 'windows-1252',
  delimiter: ';',
  columns: { email: 'email', givenName: 'first\u001bName' },
  people: 3,
  assigned: 1,
  suspended: 1,
  unassigned: 1,
  problems: [],
};

test('a check tells whom a roster names, and how it was read', () => {
  expect(renderRosterCheck(CHECK, STYLE).split('\n')).toEqual([
    'people.csv can be used',
    '  People     3 people: 1 assigned, 1 suspended, 1 unassigned',
    '  Read as    an export of Okta, csv, windows-1252, divided by semicolons',
    '  Columns    email from "email"',
    '             givenName from "first\\u{1b}Name"',
    '',
  ]);
});

test('a workbook has no encoding, and standard input no name', () => {
  const check = { ...CHECK, source: '-', format: 'xlsx', dialect: 'other', encoding: null, delimiter: null };
  const text = renderRosterCheck(check, STYLE);
  expect(text).toMatch(/^Standard input can be used\n/);
  expect(text).toContain('Read as    other, xlsx\n');
});

test('a roster that cannot be used lists the problems that the error leaves out', () => {
  const problems = Array.from({ length: 52 }, (_, index) => ({
    line: index + 2,
    column: index === 50 ? null : 'status',
    value: index === 50 ? null : 'gone\u0007',
    code: 'unknown_status',
    message: 'expected another word',
  }));
  const lines = renderRosterCheck({ ...CHECK, people: 1, delimiter: '|', problems }, STYLE).split('\n');
  expect(lines.slice(0, 3)).toEqual([
    'people.csv cannot be used',
    '  People     1 person: 1 assigned, 1 suspended, 1 unassigned, as far as it can be read',
    '  Read as    an export of Okta, csv, windows-1252, divided by |',
  ]);
  expect(lines.slice(-3)).toEqual([
    '  line 52: expected another word',
    '  line 53 status "gone\\u{7}": expected another word',
    '',
  ]);
});

test('a comparison tells who comes, goes and changes', () => {
  const text = renderRosterDiff(
    {
      joined: ['ana@example.com', 'ben@example.com'],
      left: ['carla@example.com'],
      suspended: ['dan@example.com'],
      back: ['eve@example.com'],
      renamed: [{ from: 'fay@example.com', to: 'gus@example.com' }],
      groups: [{ group: 'Design', added: ['ana@example.com'], removed: ['ben@example.com'] }],
    },
    STYLE,
  );
  expect(text.split('\n')).toEqual([
    '2 people joined',
    '  + ana@example.com',
    '  + ben@example.com',
    '1 person left',
    '  - carla@example.com',
    '1 person newly suspended',
    '  ! dan@example.com',
    '1 person back from a suspension',
    '  * eve@example.com',
    '1 person renamed',
    '  ~ fay@example.com → gus@example.com',
    'Group Design',
    '  + ana@example.com',
    '  - ben@example.com',
    '',
  ]);
});

test('rosters without a difference want the same', () => {
  const nothing = { joined: [], left: [], suspended: [], back: [], renamed: [], groups: [] };
  expect(renderRosterDiff(nothing, STYLE)).toBe('Both rosters want the same.\n');
});
