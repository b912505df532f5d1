import { describe, expect, it } from 'vitest';

import { placesOf, problemsOf, readBytes, readFile } from './reading.ts';
import { archiveOf, workbookOf, type Cell } from './workbook.ts';

function readSheet(...rows: Cell[][]): ReturnType<typeof readFile> {
  return readFile('people.xlsx', workbookOf({ People: rows }));
}

describe('a workbook', () => {
  it('is read like the rows of a CSV file, by its row numbers', async () => {
    const { roster, encoding, delimiter, dialect } = await readSheet(
      ['Email', 'First Name', 'Last Name', 'External ID', 'Priority', 'Assigned'],
      ['ana@example.com', 'Ana', 'L\u00f3pez', 1001, 2.5, true],
      [null],
      ['BEN@example.com ', 'Ben', null, 'E 2', null, null],
    );
    expect(roster).toMatchObject({
      format: 'xlsx',
      columns: { email: 'Email', externalId: 'External ID' },
      people: [
        { email: 'ana@example.com', surname: 'López', externalId: '1001', priority: 2.5, line: 2 },
        { email: 'ben@example.com', surname: null, externalId: 'E 2', line: 4 },
      ],
    });
    expect({ encoding, delimiter, dialect }).toEqual({
      encoding: null,
      delimiter: null,
      dialect: 'teamsync',
    });
  });

  it('is known by its first bytes where nothing else says so', async () => {
    const { roster } = await readBytes(workbookOf({ People: [['email'], ['ana@example.com']] }));
    expect(roster.format).toBe('xlsx');
  });

  it('may be the export of another system', async () => {
    const { roster, dialect } = await readSheet(
      ['userPrincipalName', 'mail', 'accountEnabled'],
      ['ana@example.com', 'ana@example.com', true],
      ['ben@example.com', 'ben@example.com', false],
    );
    expect(dialect).toBe('entra');
    expect(roster.people.map(({ wanted }) => wanted)).toEqual(['active', 'suspended']);
  });

  it('shows by line which ids became dates', async () => {
    const { roster, warnings } = await readSheet(
      ['email', 'external_id'],
      ['ana@example.com', new Date('2026-03-01T00:00:00Z')],
    );
    expect(roster.people[0]?.externalId).toBe('2026-03-01');
    expect(warnings.map(({ code }) => code)).toEqual(['id_became_date']);
  });

  it('says nothing in a cell whose date there cannot be', async () => {
    const { roster } = await readSheet(['email', 'external_id'], ['ana@example.com', { day: 1e12 }]);
    expect(roster.people[0]?.externalId).toBeNull();
  });

  it('may have empty sheets beside the roster, and empty columns beside its own', async () => {
    const bytes = workbookOf({
      Cover: [[null, ''], []],
      People: [
        ['email', 'groups'],
        ['ana@example.com', 'a', null, ' '],
      ],
    });
    const { roster } = await readFile('people.xlsx', bytes);
    expect(roster.people).toMatchObject([{ email: 'ana@example.com', groups: ['a'] }]);
  });
});

describe('a workbook is refused for', () => {
  it.each([
    ['nothing at all', Buffer.alloc(0), '1 - empty_roster'],
    ['no cells', workbookOf({ People: [] }), '1 - empty_roster'],
    ['nothing but space', workbookOf({ People: [[' ']] }), '1 - empty_roster'],
    [
      'several sheets with something in them',
      workbookOf({ A: [['email']], B: [['x']] }),
      '1 - several_sheets',
    ],
    ['being text', Buffer.from('email\nana@example.com\n'), '1 - invalid_workbook'],
    ['being cut off', workbookOf({ People: [['email']] }).subarray(0, 300), '1 - invalid_workbook'],
    ['a damaged directory', damagedDirectory(), '1 - invalid_workbook'],
    ['being another archive', archiveOf({ 'a.txt': 'a' }), '1 - invalid_workbook'],
    ['being of an old Excel', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '1 - old_workbook'],
    ['being a bomb', bomb(), '1 - workbook_too_large'],
  ])('%s', async (_what, bytes, place) => {
    expect(await placesOf(readFile('people.xlsx', bytes))).toEqual([place]);
  });

  it('a line break inside a cell', async () => {
    const reading = readSheet(['email', 'first_name'], ['ana@example.com', 'A\nna']);
    expect(await placesOf(reading)).toEqual(['2 first_name line_break']);
  });

  it('what stands beside its columns', async () => {
    const problems = await problemsOf(readSheet(['email'], ['ana@example.com', 'x']));
    expect(problems).toMatchObject([{ line: 2, code: 'wrong_cell_count' }]);
  });
});

function damagedDirectory(): Buffer {
  const bytes = workbookOf({ People: [['email']] });
  bytes.writeUInt32LE(0, bytes.readUInt32LE(bytes.length - 6));
  return bytes;
}

function bomb(): Buffer {
  const bytes = workbookOf({ People: [['email']] });
  bytes.writeUInt32LE(0x7fffffff, bytes.readUInt32LE(bytes.length - 6) + 24);
  return bytes;
}
