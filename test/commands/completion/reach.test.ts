import { Command, Option } from 'commander';
import { expect, test } from 'vitest';
import {
  isRepeatable,
  optionNamed,
  optionsOf,
  subcommandsOf,
  takesValue,
} from '../../../src/commands/completion/reach.ts';

const program = new Command('p').option('--json', 'of all').option('-x', 'short').helpCommand(false);
const inner = program
  .command('inner')
  .option('--json', 'of its own')
  .addOption(new Option('--secret').hideHelp())
  .option('-o, --out <file>', 'file')
  .option('--maybe [value]', 'perhaps');
program.command('hidden', { hidden: true });

test('the options of a command come before those of the commands around it, each name once', () => {
  const options = optionsOf([program, inner]);
  expect(options.map(({ long, short }) => long ?? short)).toEqual([
    '--json',
    '--out',
    '--maybe',
    '--help',
    '-x',
  ]);
  expect(options[0]?.description).toBe('of its own');
});

test('hidden commands are not shown', () => {
  expect(subcommandsOf(program)).toEqual([inner]);
});

test('an option is found by both of its names, with or without a value', () => {
  const options = optionsOf([program, inner]);
  for (const word of ['--out', '--out=x', '--out=', '-o']) {
    expect(optionNamed(options, word)?.long, word).toBe('--out');
  }
  for (const word of ['--ou', '-', '--', '-o=x', '--secret']) {
    expect(optionNamed(options, word), word).toBeUndefined();
  }
});

test('an option takes a value when it must or may have one', () => {
  const options = optionsOf([inner]);
  expect(options.filter(takesValue).map(({ long }) => long)).toEqual(['--out', '--maybe']);
});

test('an option is repeatable when it gathers a list', () => {
  expect(isRepeatable(new Option('--only <x>').default([]))).toBe(true);
  expect(isRepeatable(new Option('--only <x...>'))).toBe(true);
  expect(isRepeatable(new Option('--out <x>').default('a'))).toBe(false);
  expect(isRepeatable(new Option('--json'))).toBe(false);
});
