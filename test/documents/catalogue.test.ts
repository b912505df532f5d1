import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DOCUMENTS, kindOf } from '../../src/documents/catalogue.ts';
import { publishedSchemas } from '../../src/documents/published.ts';
import { validDocument } from '../helpers/valid-document.ts';

const good = {
  schemaVersion: 1,
  command: 'settings path',
  ok: true,
  exitCode: 0,
  data: { path: '/home/ana/.config/teamsync/default.json' },
  warnings: [],
  error: null,
};
const error = { code: 'usage', message: 'No.', hint: null, details: {} };

describe('a document', () => {
  test('is found by its command, and no command has two', () => {
    const commands = DOCUMENTS.flatMap((kind): readonly string[] => kind.commands);
    expect(new Set(commands).size).toBe(commands.length);
    expect(kindOf('member transfer')?.name).toBe('run');
    expect(kindOf('reconcil')).toBeUndefined();
  });

  test.each([
    ['on success', good],
    ['on failure without data', { ...good, ok: false, exitCode: 7, data: {}, error }],
    ['on failure with data', { ...good, ok: false, exitCode: 4, error }],
    [
      'of a line that names no command',
      { ...good, command: 'settings', ok: false, exitCode: 7, data: {}, error },
    ],
  ])('passes %s', (_when, document) => {
    expect(validDocument(JSON.stringify(document))).toEqual(document);
  });

  test.each([
    ['a key that no schema has', { ...good, more: 1 }],
    ['data that no schema has', { ...good, data: { ...good.data, more: 1 } }],
    ['no data on success', { ...good, data: {} }],
    ['an error on success', { ...good, error }],
    ['no error on failure', { ...good, ok: false, exitCode: 7 }],
    ['ok beside an exit code that is not', { ...good, exitCode: 3 }],
    ['a command that there is not', { ...good, command: 'settings paht' }],
  ])('is refused with %s', (_what, document) => {
    expect(() => validDocument(JSON.stringify(document))).toThrow('is not as its schema says');
  });

  test.each(['', '{}{}', 'Nothing to do.'])('is the only thing there is, unlike %j', (text) => {
    expect(() => validDocument(text)).toThrow('This is not one JSON document');
  });
});

test('the published schemas let a key of a later version pass', () => {
  const open = JSON.stringify(
    [...publishedSchemas()].filter(([name]) => DOCUMENTS.some((kind) => kind.name === name)),
  );
  expect(open).not.toContain('"additionalProperties":false');
});

test('the page about documents names every schema and every command', async () => {
  const page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'json.md'), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const named = new Set(
    rows.flatMap((row) => [...row.matchAll(/`([a-z -]+)`/g)].map(([, word = '']) => word)),
  );
  const missing = [...publishedSchemas().keys()].filter((name) => name !== 'document' && !named.has(name));
  expect(missing).toEqual([]);
  const last = DOCUMENTS.flatMap(({ commands }) => commands).map(
    (command) => command.split(' ').at(-1) ?? '',
  );
  expect(last.filter((word) => ![...named].some((name) => name.endsWith(word)))).toEqual([]);
});
