import { expect, test } from 'vitest';
import { complaint, helpOf, understood } from './typed.ts';

const LINES: [string, string, unknown][] = [
  ['history', 'history list', {}],
  ['history --limit 5', 'history list', { limit: 5 }],
  ['history list', 'history list', {}],
  ['history list --limit 100', 'history list', { limit: 100 }],
  ['history show 20261125', 'history show', { run: '20261125' }],
  ['history verify', 'history verify', undefined],
];

test.each(LINES)('%s', async (line, command, input) => {
  const options = { color: true, input: true };
  expect(await understood(line)).toEqual({ command, options, input });
});

test.each(['history --json', 'history list --json', 'history --json list'])(
  '%s takes the options of every command',
  async (line) => {
    expect(await understood(line)).toMatchObject({ command: 'history list', options: { json: true } });
  },
);

test.each([
  ['history --limit 0', 'Expected a whole number from 1 on.'],
  ['history list --limit many', 'Expected a whole number from 1 on.'],
  ['history show', "missing required argument 'run'"],
  ['history show one two', 'too many arguments'],
  ['history nope', 'too many arguments'],
  ['history verify --limit 5', "unknown option '--limit'"],
])('%s is not understood', async (line, words) => {
  expect(await complaint(line)).toContain(words);
});

test('the help names what else there is', async () => {
  const help = await helpOf('history');
  for (const word of ['list', 'show', 'verify']) expect(help).toContain(word);
});
