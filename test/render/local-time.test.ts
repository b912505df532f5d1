import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { table, wrap } from '../../src/render/layout.ts';
import { inZone, roomFor } from '../../src/render/local-time.ts';
import { plain } from './everything.ts';

const WINTER = '2026-12-02T23:25:58Z';
const SUMMER = '2026-07-02T10:00:00.000Z';
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham'];

describe('a stamp', () => {
  test.each([
    ['UTC', '2026-12-02 23:25 UTC', '2026-07-02 10:00 UTC'],
    ['Europe/Berlin', '2026-12-03 00:25 CET', '2026-07-02 12:00 CEST'],
    ['Europe/London', '2026-12-02 23:25 GMT', '2026-07-02 11:00 BST'],
    ['America/New_York', '2026-12-02 18:25 GMT-5', '2026-07-02 06:00 GMT-4'],
    ['Asia/Kolkata', '2026-12-03 04:55 GMT+5:30', '2026-07-02 15:30 GMT+5:30'],
  ])('is shown on the clock of %s, to the minute', (zone, winter, summer) => {
    expect(inZone(`until ${WINTER}.`, zone)).toBe(`until ${winter}.`);
    expect(inZone(`(since ${SUMMER})`, zone)).toBe(`(since ${summer})`);
  });

  test('is found in every sentence', () => {
    const text = `${WINTER}: Leave\n      ${WINTER}; ends (old, ${WINTER}) \u001b[1m${WINTER}\u001b[22m`;
    expect(inZone(text, 'Europe/Berlin')).toBe(text.replaceAll(WINTER, '2026-12-03 00:25 CET'));
  });

  test('is midnight at 00:00', () => {
    expect(inZone('2026-12-02T00:00:00Z', 'UTC')).toBe('2026-12-02 00:00 UTC');
  });
});

test.each([
  'on the team since 2024-03-05',
  `teamsync apply plan-${WINTER}.json`,
  `teamsync apply ${WINTER}.json`,
  `/var/lib/${WINTER}`,
  `teamsync hold add a@x.org --until ${WINTER} --why Leave`,
  `--until "${WINTER}" is no date`,
  'in 2026-99-02T23:25:58Z',
  'at 2026-12-02T23:25:58+01:00',
  'run 20261202T232558Z-3f9a1c',
])('%s stays as it is', (text) => {
  expect(inZone(text, 'Europe/Berlin')).toBe(text);
});

test.each(ZONES)('the columns of a table stay where they are in %s', (zone) => {
  const rows = [WINTER, SUMMER, 'removed'].map((when) => ['a', when, 'x']);
  const lines = inZone(table(['WHO', 'WHEN', 'WHAT'], rows, plain().paint).join('\n'), zone).split('\n');
  const [head, ...others] = lines;
  expect(new Set(others.map((line) => line.lastIndexOf('x')))).toEqual(new Set([head?.indexOf('WHAT')]));
});

test.each(ZONES)('no line gets too long in %s', (zone) => {
  const words = fc.array(fc.constantFrom('until', 'a@x.org', WINTER, `${SUMMER}.`), { minLength: 1 });
  fc.assert(
    fc.property(words, fc.integer({ min: 40, max: 90 }), (list, width) => {
      const shown = wrap(list.join(' '), width, 2).map((line) => inZone(line, zone));
      for (const line of shown) expect(line.length).toBeLessThanOrEqual(width);
    }),
  );
});

test('text without a stamp takes as many columns as it has characters', () => {
  expect(roomFor('until tomorrow')).toBe(14);
  expect(roomFor(`until ${WINTER}`)).toBe(32);
});
