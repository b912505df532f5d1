import { expect, test } from 'vitest';
import { complaint, helpOf, understood } from './typed.ts';

const DEFAULTS = { email: 'ana@x.org', roster: 'r.csv', retryBudget: 600_000 };

test.each<[string, Record<string, unknown>]>([
  ['', {}],
  ['--format json', { format: 'json' }],
  ['--settings s.json', { settings: 's.json' }],
  ['--retry-budget 30s', { retryBudget: 30_000 }],
])('explain EMAIL --roster ROSTER %s', async (typed, input) => {
  expect(await understood(`explain ana@x.org --roster r.csv ${typed}`.trim())).toEqual({
    command: 'explain',
    options: { color: true, input: true },
    input: { ...DEFAULTS, ...input },
  });
});

test.each([
  ['explain --roster r.csv', "missing required argument 'email'"],
  ['explain ana@x.org', "required option '--roster <roster>' not specified"],
  ['explain ana@x.org --roster r.csv --format xml', 'Allowed choices are csv, json'],
  ['explain ana@x.org --roster r.csv --yes', "unknown option '--yes'"],
])('%s is not understood', async (line, words) => {
  expect(await complaint(line)).toContain(words);
});

test('its help shows how it is typed', async () => {
  expect(await helpOf('explain')).toContain('teamsync explain ana@example.com --roster roster.csv');
});
