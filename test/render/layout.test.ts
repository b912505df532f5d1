import fc from 'fast-check';
import { expect, test } from 'vitest';
import { count, fill, wrap } from '../../src/render/layout.ts';

test('text that fits stays one line, and one column more breaks it', () => {
  const text = 'word '.repeat(10).trim();
  expect(wrap(text, 51, 2)).toEqual([`  ${text}`]);
  expect(wrap(text, 50, 2)).toEqual([`  ${text.slice(0, 44)}`, '  word']);
});

test('later lines have an indent of their own', () => {
  expect(wrap('a'.repeat(30) + ' ' + 'b'.repeat(30), 40, 2, 6)).toEqual([
    `  ${'a'.repeat(30)}`,
    `      ${'b'.repeat(30)}`,
  ]);
});

test('no word is lost, broken or moved, and no line is wider than it may be unless it is one word', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,50}$/), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(words, fc.integer({ min: 0, max: 120 }), fc.constantFrom(0, 2, 6), (list, width, indent) => {
      const lines = wrap(list.join(' '), width, indent);
      expect(lines.map((line) => line.trim()).join(' ')).toBe(list.join(' '));
      for (const line of lines) {
        expect(line.startsWith(' '.repeat(indent))).toBe(true);
        if (line.trim().includes(' ')) expect(line.length).toBeLessThanOrEqual(Math.max(40, width));
      }
    }),
  );
});

test('items are put side by side and never broken', () => {
  const length = (item: string): number => item.length;
  expect(fill(['aaa', 'bbb', 'cc'], length, 2, 8)).toEqual([['aaa', 'bbb'], ['cc']]);
  expect(fill(['aaaa', 'b'], length, 2, 3)).toEqual([['aaaa'], ['b']]);
});

test('a number goes with the right word', () => {
  expect([0, 1, 2].map((number) => count(number, 'person', 'people'))).toEqual([
    '0 people',
    '1 person',
    '2 people',
  ]);
});
