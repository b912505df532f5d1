import { expect, test } from 'vitest';
import { withSubcommands } from '../../src/cli/command-line.ts';
import { globalOptions, optionGroups } from '../../src/cli/headings.ts';
import { programFor } from './typed.ts';

const COMMANDS = withSubcommands(programFor());

test('no option is lost or shown twice', () => {
  for (const command of COMMANDS) {
    const grouped = optionGroups(command).flatMap(({ options }) => options.map(({ flags }) => flags));
    expect(grouped.toSorted()).toEqual(command.options.map(({ flags }) => flags).toSorted());
  }
});

test('no group holds so many options that nobody finds one', () => {
  const sizes = COMMANDS.filter((command) => command.name() !== 'set').flatMap((command) =>
    optionGroups(command).map(({ options }) => options.length),
  );
  expect(Math.max(...sizes)).toBeLessThanOrEqual(8);
});

test('the options of every command are the same from anywhere, and --help is one of them', () => {
  const [first = [], ...others] = COMMANDS.map((command) =>
    globalOptions(command).options.map(({ long }) => long),
  );
  expect(first).toContain('--help');
  for (const other of others) expect(other).toEqual(first);
});
