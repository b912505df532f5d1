import { expect, test } from 'vitest';
import { seatsSection } from '../../../src/render/reports/html-seats.ts';
import { planWith } from '../../helpers/changes.ts';
import { reportOf } from '../../helpers/report.ts';

function seats(licensed: number, used: number, fields: object = {}): string {
  const before = { licensed, used, free: Math.max(0, licensed - used) };
  return seatsSection(
    reportOf(planWith([], { seats: { before, freed: 0, taken: 0, purchased: 0, ...fields } })),
  ).text;
}

function widths(text: string): [string, number][] {
  return [...text.matchAll(/class="(\w+)".* width="([\d.]+)"/g)].map(([, name = '', width]) => [
    name,
    Number(width),
  ]);
}

test('both bars have one scale and say their numbers', () => {
  const text = seats(10, 3, { taken: 4, freed: 1, purchased: 10 });
  expect(text).toContain('aria-label="Before: 3 of 10 used, 7 free"');
  expect(text).toContain('aria-label="After: 6 of 20 used, 14 free"');
  expect(widths(text)).toEqual([
    ['owned', 500],
    ['used', 150],
    ['over', 0],
    ['owned', 1000],
    ['used', 300],
    ['over', 0],
  ]);
});

test('what is used beyond what is owned is told apart', () => {
  expect(widths(seats(6, 8)).slice(0, 3)).toEqual([
    ['owned', 750],
    ['used', 750],
    ['over', 250],
  ]);
});

test('a team without licences has empty bars', () => {
  expect(widths(seats(0, 0)).map(([, width]) => width)).toEqual([0, 0, 0, 0, 0, 0]);
});

test('licences to be bought are said in words as well', () => {
  expect(seats(3, 3, { taken: 1, purchased: 1 })).toContain('1 licence to be BOUGHT');
});
