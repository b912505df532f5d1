import { expect, test } from 'vitest';
import { complaint, helpOf, understood } from './typed.ts';

test.each<[string, string, unknown]>([
  ['roster check r.csv', 'roster check', { roster: 'r.csv' }],
  ['roster check - --format scim', 'roster check', { roster: '-', format: 'scim' }],
  ['roster check r --settings s.json', 'roster check', { roster: 'r', settings: 's.json' }],
  ['roster diff a.csv b.xlsx', 'roster diff', { before: 'a.csv', after: 'b.xlsx' }],
  ['roster diff a b --format ndjson', 'roster diff', { before: 'a', after: 'b', format: 'ndjson' }],
  ['roster export', 'roster export', { format: 'csv', excel: false, retryBudget: 600_000 }],
  [
    'roster export --format json --out r.json --retry-budget 1m',
    'roster export',
    { format: 'json', excel: false, out: 'r.json', retryBudget: 60_000 },
  ],
  ['roster export --excel', 'roster export', { format: 'csv', excel: true, retryBudget: 600_000 }],
  ['roster schema', 'roster schema', {}],
])('%s', async (line, command, input) => {
  expect(await understood(line)).toEqual({ command, options: { color: true, input: true }, input });
});

test.each([
  ['roster check', "missing required argument 'roster'"],
  ['roster diff a.csv', "missing required argument 'new'"],
  ['roster check r --format xml', 'Allowed choices are csv, json, ndjson, scim, xlsx'],
  ['roster export --format xlsx', 'Allowed choices are csv, json'],
  ['roster schema all', 'too many arguments'],
  ['roster chek r', "unknown command 'chek'"],
])('%s is not understood', async (line, words) => {
  expect(await complaint(line)).toContain(words);
});

test.each(['check', 'diff', 'export'])('the help of roster %s shows how it is typed', async (name) => {
  expect(await helpOf(`roster ${name}`)).toContain(`teamsync roster ${name} `);
});

test('reconcile takes every format', async () => {
  const { input } = await understood('reconcile users --format xlsx');
  expect(input).toMatchObject({ format: 'xlsx' });
});
