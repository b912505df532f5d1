import { expect, test } from 'vitest';
import { bytesOf, fitSections, type Section } from '../../../src/render/reports/markdown-sections.ts';

const section = (title: string, lines: number, fields: Partial<Section> = {}): Section => ({
  title,
  open: false,
  notes: [],
  head: ['| head |', '| --- |'],
  lines: Array.from({ length: lines }, (_, index) => `| ${title} ${String(index)} |`),
  ...fields,
});
const PLENTY = 10_000;

test('with room for all of it a section is a list that can be folded up', () => {
  const { text, shown, all } = fitSections([section('A', 2, { open: true, notes: ['A note.'] })], PLENTY);
  expect({ shown, all }).toEqual({ shown: 2, all: 2 });
  expect(text).toBe(
    '<details open>\n<summary>A</summary>\n\nA note.\n\n| head |\n| --- |\n| A 0 |\n| A 1 |\n\n</details>\n',
  );
});

test('where there is not, the first sections get theirs first, and each says what it lacks', () => {
  const { text, shown, all } = fitSections([section('A', 5), section('B', 50), section('C', 5)], 500);
  expect(all).toBe(60);
  expect(shown).toBeGreaterThan(5);
  expect(text).toContain('| A 4 |');
  expect(text).toContain(`… and ${String(55 - shown)} more, left out here.`);
  expect(text).toMatch(/<summary>C<\/summary>\n\n… and 5 more, left out here.\n\n<\/details>/);
});

test.each([150, 300, 500, 800])('%i bytes are enough for a text in so many, in whatever script', (bytes) => {
  const lines = Array.from({ length: 100 }, () => '| 山田太郎 |');
  expect(bytesOf(fitSections([section('A', 0, { lines })], bytes).text)).toBeLessThanOrEqual(bytes);
});

test('a text is measured as it is stored', () => {
  expect(bytesOf('é')).toBe(2);
});
