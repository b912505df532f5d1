import { describe, expect, it } from 'vitest';

import { declaredFormat, requireUtf8, sniffedFormat } from '../../src/roster/format.ts';

describe('declaredFormat', () => {
  it.each([
    ['roster.csv', 'csv'],
    ['ROSTER.TSV', 'csv'],
    ['a/b.txt', null],
    ['roster.json', 'json'],
    ['roster.export', null],
    ['roster', null],
    ['-', null],
  ])('%s is %s by its extension', (source, format) => {
    expect(declaredFormat(source, undefined)).toBe(format);
  });

  it.each(['csv', 'json'])('--format %s wins over the extension', (format) => {
    expect(declaredFormat('roster.xlsx', format)).toBe(format);
  });

  it.each(['ndjson', 'scim', 'xlsx', 'yaml'])('--format %s is refused', (format) => {
    expect(() => declaredFormat('roster.csv', format)).toThrow(
      expect.objectContaining({
        code: 'unsupported_format',
        exitCode: 7,
        details: { format, supported: ['csv', 'json'] },
      }),
    );
  });

  it.each(['roster.ndjson', 'roster.jsonl', 'people.SCIM', 'people.xlsx', 'people.xls', 'people.ods'])(
    '%s is refused',
    (source) => {
      expect(() => declaredFormat(source, undefined)).toThrow(
        expect.objectContaining({ code: 'unsupported_format', exitCode: 7 }),
      );
    },
  );
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

describe('requireUtf8', () => {
  it.each([null, 'utf-8', 'UTF-8', 'utf8'])('takes %s', (encoding) => {
    expect(() => {
      requireUtf8(encoding);
    }).not.toThrow();
  });

  it.each(['latin1', 'utf-16', 'utf-8-sig'])('refuses %s', (encoding) => {
    expect(() => {
      requireUtf8(encoding);
    }).toThrow(expect.objectContaining({ code: 'unsupported_encoding', exitCode: 7, details: { encoding } }));
  });
});
