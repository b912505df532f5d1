import { expect, test } from 'vitest';
import { complaint, understood } from './typed.ts';

const LINES: [string, unknown][] = [
  ['status', { maxAge: 93_600_000, retryBudget: 600_000 }],
  ['status --max-age 2h --retry-budget 5s', { maxAge: 7_200_000, retryBudget: 5_000 }],
  ['status --max-age 0s', { maxAge: 0, retryBudget: 600_000 }],
];

test.each(LINES)('%s', async (line, input) => {
  const options = { color: true, input: true };
  expect(await understood(line)).toEqual({ command: 'status', options, input });
});

test.each([
  ['status --max-age soon', 'Expected a duration'],
  ['status now', 'too many arguments'],
])('%s is not understood', async (line, words) => {
  expect(await complaint(line)).toContain(words);
});
