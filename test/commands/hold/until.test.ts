import { expect, test } from 'vitest';
import { parseUntil } from '../../../src/commands/hold/until.ts';
import { refusalOf } from '../../settings/refusal.ts';

const NOW = new Date('2026-12-01T10:00:00Z');

test.each([
  ['2026-12-24', '2026-12-25T00:00:00.000Z'],
  ['2026-12-01', '2026-12-02T00:00:00.000Z'],
  ['2028-02-29', '2028-03-01T00:00:00.000Z'],
  ['2026-12-24T17:00:00+01:00', '2026-12-24T16:00:00.000Z'],
  ['2026-12-24T17:00:00Z', '2026-12-24T17:00:00.000Z'],
  ['2026-12-24t17:00:00.25z', '2026-12-24T17:00:00.250Z'],
  ['2026-12-01T10:00:00.001Z', '2026-12-01T10:00:00.001Z'],
])('%s ends at %s', (text, until) => {
  expect(parseUntil(text, NOW)).toBe(until);
});

test.each([
  '',
  'tomorrow',
  '24.12.2026',
  '2027-02-29',
  '2027-13-01',
  '2027-02-30T10:00:00Z',
  '2026-12-24T25:00:00Z',
  '2026-12-24T17:00:00',
  '2026-12-24 17:00:00Z',
  '9999-12-31',
  '9999-12-31T23:59:59-05:00',
])('%j is no date', async (text) => {
  const error = await refusalOf(() => parseUntil(text, NOW));
  expect(error).toMatchObject({ code: 'invalid_until', exitCode: 7, details: { until: text } });
  expect(error.message).toContain('is no date');
});

test.each(['2026-11-30', '2026-12-01T10:00:00Z', '2026-12-01T10:30:00+01:00'])(
  '%s has passed',
  async (text) => {
    const error = await refusalOf(() => parseUntil(text, NOW));
    expect(error).toMatchObject({ code: 'invalid_until', exitCode: 7 });
    expect(error.message).toContain('has passed');
  },
);
