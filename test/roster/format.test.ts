import { describe, expect, it } from 'vitest';

import { declaredFormat, jsonFormat, sniffedFormat } from '../../src/roster/format.ts';

describe('declaredFormat', () => {
  it.each([
    ['roster.csv', 'csv'],
    ['ROSTER.TSV', 'csv'],
    ['a/b.txt', null],
    ['roster.json', 'json'],
    ['roster.ndjson', 'ndjson'],
    ['roster.JSONL', 'ndjson'],
    ['people.scim', 'scim'],
    ['people.xlsx', 'xlsx'],
    ['roster.export', null],
    ['roster', null],
    ['-', null],
  ])('%s is %s by its extension', (source, format) => {
    expect(declaredFormat(source, undefined)?.format ?? null).toBe(format);
  });

  it.each(['csv', 'json', 'ndjson', 'scim', 'xlsx'])('--format %s wins over the extension', (format) => {
    expect(declaredFormat('roster.csv', format)).toEqual({ format, firm: true });
  });

  it.each(['yaml', 'CSV', ''])('--format %s is refused', (format) => {
    expect(() => declaredFormat('roster.csv', format)).toThrow(
      expect.objectContaining({
        code: 'unsupported_format',
        exitCode: 7,
        details: { format, supported: ['csv', 'json', 'ndjson', 'scim', 'xlsx'] },
      }),
    );
  });

  it.each(['people.xls', 'people.XLSM', 'people.ods', 'people.numbers'])('%s is refused', (source) => {
    expect(() => declaredFormat(source, undefined)).toThrow(
      expect.objectContaining({ code: 'unsupported_format', exitCode: 7 }),
    );
  });
});

describe('sniffedFormat', () => {
  it.each([
    ['[', 'json'],
    [' \n\t{"a"', 'json'],
    ['email,"{"', 'csv'],
    ['', 'csv'],
  ])('%j is %s', (head, format) => {
    expect(sniffedFormat(head)).toBe(format);
  });
});

describe('jsonFormat', () => {
  it.each([
    ['[{"email":"ana@example.com"}]', 'json'],
    ['{"version":1,"people":[{"userName":"ana"}]}', 'json'],
    ['', 'json'],
    ['{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"Resources":[]}', 'scim'],
    ['[ { "userName" : "ana@example.com" } ]', 'scim'],
    ['{"email":"ana@example.com"}\n{"email":"ben@example.com"}', 'ndjson'],
    ['\n{"userName":"ana"} \r\n\r\n {"userName":"ben"}', 'ndjson'],
    ['{"a":1\n{"b":2}', 'json'],
    [`{"a":${'['.repeat(99)}}\n{"b":2}`, 'json'],
    ['{"a" 1}\n{"b":2}', 'json'],
  ])('of %.60j is %s', (text, format) => {
    expect(jsonFormat(text)).toBe(format);
  });
});
