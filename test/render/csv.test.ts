import { describe, expect, test } from 'vitest';
import { renderCsv } from '../../src/render/csv.ts';

test('rows are lines, and cells stand between commas', () => {
  expect(renderCsv([['a', 'b'], ['', 'd e'], []])).toBe('a,b\n,d e\n\n');
  expect(renderCsv([])).toBe('');
});

describe('a cell', () => {
  test.each([
    ['with a comma', 'a,b', '"a,b"'],
    ['with quotes', 'say "a"', '"say ""a"""'],
    ['that would be a formula', '=1+1', "'=1+1"],
    ['with a plus in front', '+49', "'+49"],
    ['with a minus in front', '-1', "'-1"],
    ['with an at in front', '@SUM(A1)', "'@SUM(A1)"],
    ['that begins with the mark itself', "'tis", "''tis"],
    ['with both', '=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
    ['with such a sign further on', 'a=b', 'a=b'],
    ['with a line break', 'a\nb', 'a\\u{a}b'],
    ['with an escape for the terminal', '\u001b[2J', '\\u{1b}[2J'],
    ['with a formula behind a tab', '\t=1', '\\u{9}=1'],
  ])('%s is safe', (_what, text, cell) => {
    expect(renderCsv([[text]])).toBe(`${cell}\n`);
  });
});
