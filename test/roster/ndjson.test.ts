import { describe, expect, it } from 'vitest';

import { placesOf, readBytes, readFile } from './reading.ts';

describe('people of ours, one a line', () => {
  const lines = ['{"email":"ana@example.com","groups":["a"]}', '', '{ "email": "ben@example.com" }'];

  it('are read with their lines', async () => {
    for (const name of ['people.ndjson', 'people.jsonl', 'people.json', 'people']) {
      const { roster, dialect } = await readFile(name, lines.join('\r\n'));
      expect(dialect).toBe('teamsync');
      expect(roster).toMatchObject({
        format: 'ndjson',
        columns: { email: 'email', groups: 'groups' },
        people: [
          { email: 'ana@example.com', groups: ['a'], line: 1 },
          { email: 'ben@example.com', line: 3 },
        ],
      });
    }
  });

  it.each([
    ['nothing', '', ['1 - empty_roster']],
    ['half of somebody', `\n${lines.join('\n')}\n{"email":`, ['5 - invalid_json']],
    ['two on one line', '{"email":"a@example.com"},{"email":"b@example.com"}', ['1 - invalid_json']],
    [
      'a key that there is not',
      '{"email":"a@example.com"}\n\n{"mail":"b@example.com"}',
      ['3 mail unknown_key', '3 email missing_email'],
    ],
    ['a key twice', '{"email":"a@example.com","email":"b@example.com"}', ['1 email duplicate_key']],
    ['brackets without end', `{"email":"a@example.com"}\n${'['.repeat(99)}`, ['2 - too_deep']],
  ])('are refused for %s', async (_what, text, places) => {
    expect(await placesOf(readBytes(text, { format: 'ndjson' }))).toEqual(places);
  });
});
