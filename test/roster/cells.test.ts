import { expect, test } from 'vitest';

import { cellFaults, valueOf, wrongCount } from '../../src/roster/cells.ts';

function codesOf(cells: string[], raw: string): [number | null, string][] {
  return cellFaults({ cells, line: 2, special: true, raw }, ',').map(({ index, fault }) => [
    index,
    fault.code,
  ]);
}

test.each([
  [' ana ', 'ana'],
  ["'=1", '=1'],
  ["''t", "'t"],
  ["'t", "'t"],
  ["=1'", "=1'"],
])('the value of %j is %j', (cell, value) => {
  expect(valueOf(cell)).toBe(value);
});

test('line breaks, tabs and stray quotes are told with their cells', () => {
  expect(codesOf(['a\nb', 'c', 'd\te', 'f"g'], 'a,c,d,f"g')).toEqual([
    [0, 'line_break'],
    [2, 'tab_in_cell'],
    [null, 'stray_quote'],
  ]);
  expect(codesOf(['f"g'], '"f""g"')).toEqual([]);
});

test('a row that is too long may lack quotes, a short one delimiters', () => {
  expect(wrongCount(2, 3).message).toContain('expected 2 cells as in the header, found 3: put quotes');
  expect(wrongCount(2, 1).message).toContain(
    'expected 2 cells as in the header, found 1: write the delimiters',
  );
});
