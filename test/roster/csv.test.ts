import { describe, expect, it } from 'vitest';

import { placesOf, problemsOf, readBytes, readLines } from './reading.ts';

describe('a CSV roster', () => {
  it('gives every field of a person', async () => {
    const { roster } = await readLines([
      'email,first_name,last_name,external_id,status,assigned,groups,transfer_to,previous_email,role,priority',
      ' Ana@Example.com , Ana ,López,E1,Suspended,yes,b;a,Boss@example.com,old@example.com,Team admin,2.5',
    ]);
    expect(roster.people).toEqual([
      {
        email: 'ana@example.com',
        givenName: 'Ana',
        surname: 'López',
        externalId: 'E1',
        wanted: 'suspended',
        assignedBy: [],
        groups: ['a', 'b'],
        transferTo: 'boss@example.com',
        previousEmail: 'old@example.com',
        role: 'Team admin',
        priority: 2.5,
        line: 2,
      },
    ]);
  });

  it('leaves as it is what an empty cell does not say, and takes no groups from an empty cell of groups', async () => {
    const { roster } = await readLines([
      'email,first_name,last_name,external_id,status,assigned,groups,transfer_to,previous_email,role,priority',
      'ana@example.com,,,,,,,,,,',
    ]);
    expect(roster.people[0]).toEqual({
      email: 'ana@example.com',
      givenName: null,
      surname: null,
      externalId: null,
      wanted: 'active',
      assignedBy: [],
      groups: [],
      transferTo: null,
      previousEmail: null,
      role: null,
      priority: null,
      line: 2,
    });
  });

  it('says nothing of groups without a column of groups', async () => {
    const { roster } = await readLines(['email', 'ana@example.com']);
    expect(roster.people[0]?.groups).toBeNull();
  });

  it('says which header each field was read from', async () => {
    const { roster, delimiter } = await readLines(['E-Mail;Office;Dept', 'ana@example.com;B;x'], {
      columns: { groups: 'dept' },
    });
    expect(roster.columns).toEqual({ email: 'E-Mail', groups: 'Dept' });
    expect(delimiter).toBe(';');
  });

  it('keeps its people in the order of the file, with their lines', async () => {
    const { roster } = await readLines(['', 'email', '', 'z@example.com', ' ', 'a@example.com', '', '']);
    expect(roster.people.map(({ email, line }) => [email, line])).toEqual([
      ['z@example.com', 4],
      ['a@example.com', 6],
    ]);
  });

  it('skips rows in which every cell is empty', async () => {
    const { roster } = await readLines(['email,groups', 'ana@example.com,a', ' ,', ',""', ',']);
    expect(roster.people).toHaveLength(1);
  });

  it.each(['=', '+', '-', '@', "'"])("takes the ' off that keeps %s from being a formula", async (first) => {
    const { roster } = await readLines(['email,external_id', `ana@example.com,'${first}1`]);
    expect(roster.people[0]?.externalId).toBe(`${first}1`);
  });

  it("leaves a ' before anything else", async () => {
    const { roster } = await readLines(['email,last_name,external_id', "ana@example.com,'t Hooft,x'=1"]);
    expect(roster.people[0]).toMatchObject({ surname: "'t Hooft", externalId: "x'=1" });
  });

  it.each([
    [';', 'email;groups', 'ana@example.com;a'],
    ['\t', 'email\tgroups', 'ana@example.com\ta'],
  ] as const)('is divided by %j as the settings say', async (delimiter, header, row) => {
    const { roster } = await readLines([header, row], { delimiter });
    expect(roster.people[0]?.groups).toEqual(['a']);
  });

  it('is read by the delimiter of the settings even where another one would fit', async () => {
    const places = await placesOf(readLines(['email,groups', 'ana@example.com,a'], { delimiter: ';' }));
    expect(places).toEqual(['1 email missing_column']);
  });
});

describe('a CSV roster is refused for', () => {
  it.each([
    ['a row without an address', ['email,first_name', ',Ana'], ['2 email missing_email']],
    ['a bad address', ['email', 'ana@'], ['2 email invalid_email']],
    ['a bad name', ['email,first_name', 'ana@example.com,A/na'], ['2 first_name forbidden_character']],
    ['a bad status', ['email,status', 'ana@example.com,gone'], ['2 status unknown_status']],
    ['a bad truth value', ['email,assigned', 'ana@example.com,x'], ['2 assigned invalid_assigned']],
    ['a bad priority', ['email,priority', 'ana@example.com,x'], ['2 priority invalid_priority']],
    ['a bad recipient', ['email,transfer_to', 'ana@example.com,boss'], ['2 transfer_to invalid_email']],
    [
      'a bad former address',
      ['email,previous_email', 'ana@example.com,x'],
      ['2 previous_email invalid_email'],
    ],
    [
      'an id too long',
      ['email,external_id', `a@example.com,${'e'.repeat(65)}`],
      ['2 external_id external_id_too_long'],
    ],
    ['a hidden character', ['email,role', 'ana@example.com,a\u200bb'], ['2 role hidden_character']],
    ['too few cells', ['email,first_name', 'ana@example.com'], ['2 - wrong_cell_count']],
    ['too many cells', ['email,first_name', 'ana@example.com,Ana,x'], ['2 - wrong_cell_count']],
    [
      'a line break in a cell',
      ['email,first_name', '"ana@example.com","A', 'na"'],
      ['2 first_name line_break'],
    ],
    ['a carriage return in a cell', ['email,note', 'ana@example.com,"a\rb"'], ['2 note line_break']],
    ['a tab in a cell', ['email,first_name', 'ana@example.com,A\tna'], ['2 first_name tab_in_cell']],
    ['a tab in a column without a name', ['email,', 'ana@example.com,A\tna'], ['2 column 2 tab_in_cell']],
    ['a line break in the header', ['email,"first', 'name"', 'a@example.com,Ana'], ['1 column 2 line_break']],
    ['a stray quote', ['email,note', 'ana@example.com,a"b'], ['2 - stray_quote']],
    ['a stray closing quote', ['email,note', '"ana@example.com" x,a'], ['2 - stray_quote']],
    ['an open quote', ['email,note', 'ana@example.com,"a', 'ben@example.com,b'], ['2 - unclosed_quote']],
    ['an ambiguous delimiter', ['a,b;c', '1,2;3'], ['1 - ambiguous_delimiter']],
    ['no column of addresses', ['first_name', 'Ana', 'Ben'], ['1 email missing_column']],
    [
      'a line break that hides a person',
      ['email,note', 'a@example.com,"x', 'b@example.com,y"'],
      ['2 note line_break'],
    ],
  ])('%s', async (_what, lines, places) => {
    expect(await placesOf(readLines(lines))).toEqual(places);
  });

  it('all of its problems at once', async () => {
    const places = await placesOf(
      readLines([
        'email,first_nam,status,note',
        'ana@,x,active,"ok ""fine"""',
        'ben@example.com,x,gone',
        '"cyd@example.com" ,x,active,',
        'dan@example.com,x,gone,',
        'eve@example.com,x,active,"open',
      ]),
    );
    expect(places).toEqual([
      '1 first_nam misspelt_column',
      '2 email invalid_email',
      '3 - wrong_cell_count',
      '4 - stray_quote',
      '5 status unknown_status',
      '6 - unclosed_quote',
    ]);
  });

  it('every bad value of one row', async () => {
    expect(await placesOf(readLines(['email,first_name,status', 'ana,A/na,gone']))).toEqual([
      '2 email invalid_email',
      '2 first_name forbidden_character',
      '2 status unknown_status',
    ]);
  });

  it('what a row with a problem contradicts all the same', async () => {
    const rows = ['a@example.com,Ana,gone,1', 'a@example.com,Bea,,1', 'c@example.com,,gone,1'];
    expect(await placesOf(readLines(['email,first_name,status,external_id', ...rows]))).toEqual([
      '2 status unknown_status',
      '3 first_name contradictory_rows',
      '4 status unknown_status',
      '4 external_id duplicate_external_id',
    ]);
  });

  it('its problems only, with values as met', async () => {
    const problems = await problemsOf(readLines(['E-Mail,x', ' ana@ ,']));
    expect(problems).toMatchObject([{ line: 2, column: 'E-Mail', value: ' ana@ ', code: 'invalid_email' }]);
  });

  it('says of a long and of a short row what to do', async () => {
    const [long, short] = await problemsOf(
      readLines(['email,note', 'ana@example.com,a,b', 'ben@example.com']),
    );
    expect(long?.message).toContain('expected 2 cells as in the header, found 3: put quotes');
    expect(short?.message).toContain('expected 2 cells as in the header, found 1: write the delimiters');
  });

  it('an endless header', async () => {
    const reading = readBytes(Buffer.alloc(300_000, 'a'), { format: 'csv' });
    expect(await placesOf(reading)).toEqual(['1 - row_too_long']);
  });

  it('having nothing but space', async () => {
    expect(await placesOf(readBytes(Buffer.alloc(300_000, ' ')))).toEqual(['1 - row_too_long']);
  });
});
