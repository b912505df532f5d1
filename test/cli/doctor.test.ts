import { expect, test } from 'vitest';
import { complaint, understood } from './typed.ts';

const LINES: [string, unknown][] = [
  ['doctor', { retryBudget: 600_000 }],
  ['doctor --roster roster.csv --retry-budget 5s', { roster: 'roster.csv', retryBudget: 5_000 }],
  ['doctor --roster -', { roster: '-', retryBudget: 600_000 }],
];

test.each(LINES)('%s', async (line, input) => {
  const options = { color: true, input: true };
  expect(await understood(line)).toEqual({ command: 'doctor', options, input });
});

test.each([
  ['doctor --retry-budget soon', 'Expected a duration'],
  ['doctor roster.csv', 'too many arguments'],
])('%s is not understood', async (line, words) => {
  expect(await complaint(line)).toContain(words);
});
