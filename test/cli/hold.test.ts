import { expect, test } from 'vitest';
import { complaint, understood } from './typed.ts';

const BUDGET = { retryBudget: 600_000 };
const LINES: [readonly string[], string, unknown][] = [
  [
    ['hold', 'add', 'a@x.org', 'b@x.org', '--why', 'Parental leave', '--until', '2026-12-24'],
    'hold add',
    { emails: ['a@x.org', 'b@x.org'], why: 'Parental leave', until: '2026-12-24', ...BUDGET },
  ],
  [['hold', 'add', 'a@x.org', '--why', 'x'], 'hold add', { emails: ['a@x.org'], why: 'x', ...BUDGET }],
  [['hold', 'list', '--retry-budget', '1m'], 'hold list', { retryBudget: 60_000 }],
  [['hold', 'remove', 'a@x.org', 'b@x.org'], 'hold remove', { emails: ['a@x.org', 'b@x.org'], ...BUDGET }],
];

test.each(LINES)('%j', async (line, command, input) => {
  const options = { color: true, input: true };
  expect(await understood(line)).toEqual({ command, options, input });
});

test.each([
  ['hold add a@x.org', "required option '--why <text>' not specified"],
  ['hold add --why x', "missing required argument 'emails'"],
  ['hold remove', "missing required argument 'emails'"],
  ['hold list all', 'too many arguments'],
  ['hold ad', "unknown command 'ad'"],
])('%s is not understood', async (line, words) => {
  expect(await complaint(line)).toContain(words);
});
