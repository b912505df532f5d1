import { Command } from 'commander';
import { expect, test } from 'vitest';
import { locate } from '../../../src/commands/completion/position.ts';
import { at } from './typed-line.ts';

function what(line: string): string {
  const { expected } = at(line);
  if (expected.what === 'value') return `value of ${String(expected.option.long)}`;
  if (expected.what === 'argument') return `argument ${expected.argument.name()}`;
  return expected.what;
}

test.each([
  ['', 'subcommand'],
  ['rec', 'subcommand'],
  ['settings ', 'subcommand'],
  ['--json settings ', 'subcommand'],
  ['-', 'option'],
  ['reconcile --', 'option'],
  ['reconcile ', 'argument roster'],
  ['reconcile --dry-run ro', 'argument roster'],
  ['reconcile roster.csv --yes -', 'option'],
  ['reconcile - --y', 'option'],
  ['roster diff old.csv ', 'argument new'],
  ['settings set a=1 b=2 ', 'argument pairs'],
  ['reconcile --format ', 'value of --format'],
  ['reconcile --format cs', 'value of --format'],
  ['reconcile --format=cs', 'value of --format'],
  ['reconcile --format -x', 'value of --format'],
  ['reconcile --format=csv ', 'argument roster'],
  ['--profile ', 'value of --profile'],
  ['member list --profile=', 'value of --profile'],
  ['settings set -- --format', 'argument pairs'],
  ['settings set -- --format=x', 'argument pairs'],
  ['settings set -- --format x -- y', 'argument pairs'],
])('%j: %s', (line, expected) => {
  expect(what(line)).toBe(expected);
});

test.each(['doctor ', 'reconcile roster.csv ', 'settings path '])(
  'where no more words belong an option is expected: %j',
  (line) => {
    expect(what(line)).toBe('option');
  },
);

test.each([
  'nonsense ',
  'settings nonsense ',
  'reconcile a.csv b.csv ',
  'settings path -- ',
  'reconcile --json=',
  'reconcile --nonsense=x',
])('nothing can follow: %j', (line) => {
  expect(what(line)).toBe('nothing');
});

test('the innermost command and the ones around it are known', () => {
  expect(at('--json settings --quiet set a=1 ').commands.map((command) => command.name())).toEqual([
    'teamsync',
    'settings',
    'set',
  ]);
});

test('a subcommand is found by its other name', () => {
  const program = new Command('p');
  const inner = program.command('remove').alias('rm').argument('<file>');
  expect(locate(program, ['rm', '']).commands).toEqual([program, inner]);
});

test('options and words given so far are told, and what an option takes is no word', () => {
  const { given, words } = at('member suspend a@x.org --only b@x.org --json --no-color --unknown c@x.org ');
  expect([...given]).toEqual(['only', 'json', 'color']);
  expect(words).toEqual(['a@x.org', 'c@x.org']);
});

test('a dash alone and what follows two dashes are words', () => {
  expect(at('settings set - -- -- --json ').words).toEqual(['-', '--', '--json']);
});

test('an option with its value in the same word is completed behind the equals sign', () => {
  expect(at('reconcile --format=cs')).toMatchObject({ before: '--format=', typed: 'cs' });
  expect(at('reconcile --settings=a=b')).toMatchObject({ before: '--settings=', typed: 'a=b' });
  expect(at('reconcile --for')).toMatchObject({ before: '', typed: '--for' });
});

test('a line without any word is the beginning of one', () => {
  expect(locate(new Command('p'), [])).toMatchObject({ typed: '', words: [] });
});
