import { expect, test } from 'vitest';
import { renderReport } from '../../../src/render/reports/render.ts';
import { everything } from '../everything.ts';
import { endedSpoilt, endedWith } from './ended-run.ts';

const ended = endedWith(everything());

test('each format is made from the same report', () => {
  expect(renderReport('markdown', ended)).toMatch(/^## teamsync: 19 changes planned\n/);
  expect(renderReport('csv', ended).split('\n')).toHaveLength(19 + 4 + 2);
  expect(renderReport('html', ended)).toMatch(/^<!doctype html>\n/);
});

test('JSON is the report itself, as it came', () => {
  expect(JSON.parse(renderReport('json', ended))).toEqual(ended.report);
  const spoilt = endedSpoilt('\u202eevil\u001b');
  expect(renderReport('json', spoilt)).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
  expect(JSON.parse(renderReport('json', spoilt))).toEqual(spoilt.report);
});

test.each(['markdown', 'csv', 'html', 'json'] as const)('the same run gives the same %s', (format) => {
  expect(renderReport(format, ended)).toBe(renderReport(format, endedWith(everything())));
});
