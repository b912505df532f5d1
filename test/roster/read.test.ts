import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';

import { describe, expect, it } from 'vitest';

import { EXIT } from '../../src/errors.ts';
import { readRoster } from '../../src/roster/read.ts';
import {
  placesOf,
  problemsOf,
  readBytes,
  readFile,
  readLines,
  readValue,
  refusal,
  rosterSettings,
  temporaryFolder,
} from './reading.ts';

const CSV = 'email\nana@example.com\n';
const JSON_TEXT = '[{"email":"ana@example.com"}]';

describe('readRoster', () => {
  it('gives source, format and the hash of exactly the bytes of the file', async () => {
    const { roster, encoding } = await readFile('roster.csv', `\ufeff${CSV}`);
    const sha256 = createHash('sha256').update(`\ufeff${CSV}`).digest('hex');
    expect(roster).toMatchObject({
      source: 'roster.csv',
      format: 'csv',
      sha256,
      columns: { email: 'email' },
    });
    expect(encoding).toBe('utf-8');
  });

  it('hashes a large file to its end', async () => {
    const text =
      CSV + Array.from({ length: 30_000 }, (_, index) => `p${String(index)}@example.com\n`).join('');
    const { roster } = await readFile('roster.csv', text);
    expect(roster.people).toHaveLength(30_001);
    expect(roster.sha256).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('reads standard input as it arrives', async () => {
    const stdin = new PassThrough();
    const reading = readRoster('-', { stdin, cwd: '/', settings: rosterSettings() });
    for (const byte of Buffer.from('email,first_name\r\nana@example.com,Zoë\r\n'))
      stdin.write(Buffer.from([byte]));
    stdin.end();
    const { roster } = await reading;
    expect(roster).toMatchObject({ source: '-', format: 'csv', people: [{ givenName: 'Zoë', line: 2 }] });
  });

  it.each([
    ['roster.csv', CSV, 'csv'],
    ['roster.TSV', 'email\tgroups\nana@example.com\ta', 'csv'],
    ['roster.txt', CSV, 'csv'],
    ['roster.json', JSON_TEXT, 'json'],
    ['roster', JSON_TEXT, 'json'],
    ['roster', ` \n{"version":1,"people":${JSON_TEXT}}`, 'json'],
    ['roster.export', CSV, 'csv'],
  ])('reads %s with %j as %s', async (name, content, format) => {
    const { roster } = await readFile(name, content);
    expect(roster.format).toBe(format);
    expect(roster.people.map(({ email }) => email)).toEqual(['ana@example.com']);
  });

  it('follows --format against the extension', async () => {
    const cwd = await temporaryFolder();
    await writeFile(join(cwd, 'roster.csv'), JSON_TEXT);
    const options = { stdin: Readable.from([]), cwd, settings: rosterSettings() };
    expect((await readRoster('roster.csv', { ...options, format: 'json' })).roster.format).toBe('json');
  });

  it('assigns by the groups of the settings and of the roster alike', async () => {
    const groups = [
      { name: 'flagged', assigned: true },
      { name: 'listed', assigned: false },
      { name: 'set' },
      { name: 'other', assigned: null },
    ];
    const people = groups.map(({ name }) => ({ email: `${name}@example.com`, groups: [name] }));
    const { roster } = await readValue(
      { version: 1, assignedGroups: ['listed'], groups, people },
      { assignedGroups: ['set'] },
    );
    expect(roster.people.map(({ assignedBy, wanted }) => [assignedBy, wanted])).toEqual([
      [['flagged'], 'active'],
      [['listed'], 'active'],
      [['set'], 'active'],
      [[], 'unassigned'],
    ]);
  });

  it('warns of ignored columns, cycles and empty assigned groups', async () => {
    const csv = await readLines(['email,office,groups', 'ana@example.com,B,a'], {
      assignedGroups: ['a', 'b'],
    });
    expect(csv.warnings.map(({ code }) => code)).toEqual(['ignored_column', 'empty_assigned_group']);
    const json = await readValue({
      version: 1,
      groups: [{ name: 'a', groups: ['a'] }],
      people: [{ email: 'ana@example.com' }],
    });
    expect(json.warnings.map(({ code }) => code)).toEqual(['group_cycle']);
  });

  it('merges the rows of one person', async () => {
    const { roster } = await readLines([
      'email,groups,first_name',
      'ana@example.com,a,',
      'ben@example.com,a,Ben',
      'ANA@example.com,b,Ana',
    ]);
    expect(roster.people).toMatchObject([
      { email: 'ana@example.com', groups: ['a', 'b'], givenName: 'Ana', line: 2 },
      { email: 'ben@example.com', line: 3 },
    ]);
  });
});

describe('readRoster refuses', () => {
  it.each([
    ['nothing at all', '', '1 - empty_roster'],
    ['only a byte order mark', '\ufeff', '1 - empty_roster'],
    ['only space', ' \r\n\n', '1 - empty_roster'],
    ['only a header', 'email,first_name\n', '1 - empty_roster'],
    ['an empty list', '[]', '1 - empty_roster'],
    ['a roster without people', '{"version":1,"people":[]}', '1 - empty_roster'],
    ['nobody assigned', 'email,status\nana@example.com,removed\n', '1 - nobody_assigned'],
    [
      'two people with one id',
      'email,external_id\na@example.com,1\nb@example.com,1',
      '3 external_id duplicate_external_id',
    ],
    [
      'two values for one person',
      'email,last_name\na@example.com,A\nA@example.com,B',
      '3 last_name contradictory_rows',
    ],
    [
      'two values for one person in JSON',
      '[{"email":"a@example.com","role":"x"},\n{"email":"a@example.com","role":"y"}]',
      '2 role duplicate_person',
    ],
    [
      'an address that is somebody else’s',
      'email,previous_email\na@example.com,\nb@example.com,a@example.com',
      '3 previous_email contradictory_rename',
    ],
    [
      'a member that is nobody',
      '{"version":1,"people":[{"email":"a@example.com"}],\n"groups":[{"name":"a","members":["b@example.com"]}]}',
      '2 members unknown_member',
    ],
  ])('%s', async (_what, content, place) => {
    expect(await placesOf(readBytes(content))).toEqual([place]);
  });

  it('an empty file by any name', async () => {
    expect(await placesOf(readFile('roster.csv', ''))).toEqual(['1 - empty_roster']);
    expect(await placesOf(readFile('roster.json', ' '))).toEqual(['1 - empty_roster']);
  });

  it('nobody in the assigned groups', async () => {
    const reading = readLines(['email,groups', 'ana@example.com,design'], { assignedGroups: ['desgin'] });
    const problems = await problemsOf(reading);
    expect(problems).toMatchObject([{ code: 'nobody_assigned' }]);
    expect(problems[0]?.message).toContain('"desgin"');
  });

  it.each([
    ['no text', Buffer.from('email,x\nana@example.com,\x81\n', 'latin1'), '2 - not_text'],
    ['two encodings', Buffer.from('email,x\nana@example.com,\xc3\xb3\xf3\n', 'latin1'), '2 - not_utf8'],
    [
      'half of UTF-16',
      Buffer.concat([Buffer.from('\ufeffemail\n', 'utf16le'), Buffer.from('a')]),
      '2 - not_utf16',
    ],
    ['zeros', Buffer.from('email\nana@example.com\0\n'), '2 - nul_byte'],
    ['a cut character', Buffer.from('email\nana@example.com,\xe2\x82', 'latin1'), '2 - not_utf8'],
  ])('%s', async (_what, bytes, place) => {
    expect(await placesOf(readBytes(bytes, { format: 'csv' }))).toEqual([place]);
  });

  it('bad bytes alone, whatever else is wrong before them', async () => {
    for (const chunks of [
      ['email\nana@\n\x81'],
      ['email\nana@\n', '\x81'],
      Array.from('email\nana@\n\x81'),
    ]) {
      const stdin = Readable.from(chunks.map((chunk) => Buffer.from(chunk, 'latin1')));
      const reading = readRoster('-', { stdin, cwd: '/', settings: rosterSettings() });
      expect(await placesOf(reading)).toEqual(['3 - not_text']);
    }
  });

  it('with exit 7, every problem in the details, and the way to check again', async () => {
    const error = await refusal(readFile('roster.csv', 'email,status\nana@,gone\n'));
    expect(error.exitCode).toBe(EXIT.invalid);
    expect(error.message.split('\n')).toEqual([
      'roster.csv: 2 problems; nothing was sent to Dropbox.',
      '  roster.csv:2 email "ana@": expected an e-mail address such as ana@example.com',
      expect.stringMatching(/^ {2}roster\.csv:2 status "gone": expected one of active, /),
    ]);
    expect(error.hint).toContain('teamsync roster check roster.csv');
  });

  it('formats and encodings that it does not know', async () => {
    expect(await refusal(readFile('roster.ods', 'PK'))).toMatchObject({ code: 'unsupported_format' });
    expect(await refusal(readBytes(CSV, { format: 'yaml' }))).toMatchObject({ code: 'unsupported_format' });
    expect(await refusal(readBytes(CSV, { settings: { encoding: 'ebcdic' } }))).toMatchObject({
      code: 'unsupported_encoding',
    });
  });

  it('a file that is not there', async () => {
    const reading = readRoster('gone.csv', {
      stdin: Readable.from([]),
      cwd: '/nowhere',
      settings: rosterSettings(),
    });
    expect(await refusal(reading)).toMatchObject({ code: 'roster_unreadable', exitCode: 7 });
  });

  it('a stream that breaks off', async () => {
    const stdin = new PassThrough();
    const reading = readRoster('-', { stdin, cwd: '/', settings: rosterSettings() });
    stdin.write(CSV);
    stdin.destroy(new Error('the pipe broke'));
    const error = await refusal(reading);
    expect(error).toMatchObject({ code: 'roster_unreadable' });
    expect(error.message).toContain('the pipe broke');
  });

  it('a roster without reading on after it is lost', async () => {
    const stdin = new PassThrough();
    stdin.write('a,b;c\n');
    expect(await placesOf(readRoster('-', { stdin, cwd: '/', settings: rosterSettings() }))).toEqual([
      '1 - ambiguous_delimiter',
    ]);
    expect(stdin.destroyed).toBe(true);
  });
});
