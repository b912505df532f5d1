import { expect, test } from 'vitest';
import { complaint, understood } from './typed.ts';

const LINES: [string, string, unknown][] = [
  ['sandbox start', 'sandbox start', { port: 0 }],
  ['sandbox start --port 8080', 'sandbox start', { port: 8080 }],
  ['sandbox start --members 500', 'sandbox start', { port: 0, members: 500 }],
  ['sandbox start --seed team.json', 'sandbox start', { port: 0, seed: 'team.json' }],
  ['sandbox reset', 'sandbox reset', undefined],
  ['sandbox show', 'sandbox show', undefined],
];

test.each(LINES)('%s', async (line, command, input) => {
  const options = { color: true, input: true };
  expect(await understood(line)).toEqual({ command, options, input });
});

test.each([
  ['sandbox start --port 65536', 'Expected a whole number from 0 to 65535.'],
  ['sandbox start --members 0', 'Expected a whole number from 1 to 1000000.'],
  ['sandbox start --members 5 --seed team.json', 'cannot be used with'],
  ['sandbox start --seed team.json --members 5', 'cannot be used with'],
  ['sandbox sho', "unknown command 'sho'"],
  ['sandbox show all', 'too many arguments'],
])('%s is not understood', async (line, words) => {
  expect(await complaint(line)).toContain(words);
});
