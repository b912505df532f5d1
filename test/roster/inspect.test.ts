import { Readable } from 'node:stream';
import { expect, test } from 'vitest';

import { inspectRoster, type Inspection } from '../../src/roster/inspect.ts';
import { rosterSettings } from './reading.ts';

function inspect(text: string | Buffer, format?: string): Promise<Inspection> {
  const stdin = Readable.from([Buffer.from(text)]);
  return inspectRoster('-', { format, stdin, cwd: '/', settings: rosterSettings() });
}

test('a sound roster is told with everything that was found out', async () => {
  const { problems, people, warnings, ...rest } = await inspect('Email;Dept\nana@example.com;x\n');
  expect(problems.any).toBe(false);
  expect(people).toMatchObject([{ email: 'ana@example.com', line: 2 }]);
  expect(warnings.map(({ code }) => code)).toEqual(['ignored_column']);
  expect(rest).toEqual({
    source: '-',
    format: 'csv',
    dialect: 'teamsync',
    encoding: 'utf-8',
    delimiter: ';',
    columns: { email: 'Email' },
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
});

test('a roster with problems is told as far as it could be read', async () => {
  const { problems, people, columns } = await inspect('email,status\nana@example.com,gone\nben@,active\n');
  expect(problems.sorted().map(({ line, code }) => [line, code])).toEqual([
    [2, 'unknown_status'],
    [3, 'invalid_email'],
  ]);
  expect(people.map(({ email }) => email)).toEqual(['ana@example.com']);
  expect(columns).toEqual({ email: 'email', status: 'status' });
});

test.each([
  ['csv', undefined],
  ['json', 'json'],
])('bytes that are no text leave nothing to tell but that, as %s', async (format, option) => {
  const { problems, people, ...rest } = await inspect(Buffer.from('email\nana@\n\x81', 'latin1'), option);
  expect(problems.sorted().map(({ line, code }) => [line, code])).toEqual([[3, 'not_text']]);
  expect(rest).toMatchObject({ format, dialect: 'teamsync', encoding: null, delimiter: null, columns: {} });
  expect(people).toEqual([]);
});
