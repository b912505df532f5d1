import { describe, expect, test } from 'vitest';
import { typedName, withSubcommands } from '../../src/cli/command-line.ts';
import { examplesOf } from '../../src/cli/examples.ts';
import { helpOf, programFor } from './typed.ts';

const COMMANDS = withSubcommands(programFor()).map(
  (command) => [typedName(command).replace(/^teamsync ?/, ''), command] as const,
);
const HEADING = /^\S.*:$/;

function headingsOf(text: string): string[] {
  return text.split('\n').filter((line) => HEADING.test(line) && !line.startsWith('Usage'));
}

describe.each(COMMANDS)('the help of "%s"', (line, command) => {
  test('says what the command, its arguments and its options are for', () => {
    for (const { description } of [...command.options, ...command.registeredArguments])
      expect(description).not.toBe('');
    expect(command.description()).not.toBe('');
  });

  test('shows examples, with a few words on each', async () => {
    const examples = examplesOf(command);
    expect(examples).not.toEqual([]);
    const text = await helpOf(line, 100);
    for (const [typed, effect] of examples) expect(text).toContain(`  # ${effect}\n  teamsync ${typed}\n`);
  });

  test.each([60, 80, 100, 200])('fits into %s columns', async (columns) => {
    const lines = (await helpOf(line, columns)).split('\n');
    // A command line cannot be broken, and what stands in one column is not longer than the widest of options.
    const prose = lines.filter((one) => !one.startsWith('  teamsync ') && !one.startsWith('Usage: '));
    expect(prose.filter((one) => one.length > Math.min(columns, 100))).toEqual([]);
    expect(lines.filter((one) => one.length > 100)).toEqual([]);
  });

  test('has no colours, no stray spaces and no defaults that say nothing', async () => {
    const text = await helpOf(line);
    expect(text).not.toContain('\u001b');
    expect(text).not.toMatch(/ \n|\n\n\n|default: (false|\[\])/);
    expect(text).toMatch(/[^\n]\n$/);
  });

  test('ends with the options of every command and the examples', async () => {
    const headings = headingsOf(await helpOf(line));
    const ending =
      line === '' ? ['Global options:', 'Exit codes:', 'Examples:'] : ['Global options:', 'Examples:'];
    expect(headings.slice(-ending.length)).toEqual(ending);
  });
});

test.each([
  ['', ['Main job:', 'People:', 'Looking back:', 'Set-up:', 'Global options:', 'Exit codes:', 'Examples:']],
  ['auth', ['Commands:', 'Global options:', 'Examples:']],
  ['settings set', ['Arguments:', 'Options:', 'Global options:', 'Examples:']],
  [
    'reconcile',
    [
      'Arguments:',
      'What to change:',
      'Safety:',
      'Output:',
      'Waiting and speed:',
      'Global options:',
      'Examples:',
    ],
  ],
])('the help of "%s" is grouped', async (line, headings) => {
  expect(headingsOf(await helpOf(line))).toEqual(headings);
});

test.each([
  ['explain', /--roster <roster> .*\(required\)/],
  ['auth dropbox', /\(choices: read, write, full; default: full\)/],
  ['sandbox start', /--port <n> TCP port \(default: any free one\)/],
  ['reconcile', /--concurrency <n> .*\(default: 4\)/],
])('the help of "%s" notes what is required, possible and usual', async (line, note) => {
  expect((await helpOf(line)).replace(/\s+/g, ' ')).toMatch(note);
});
