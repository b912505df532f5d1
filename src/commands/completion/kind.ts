import type { Command } from 'commander';
import { placeholderOf } from './reach.ts';
import type { Position } from './position.ts';

/** Where the values of an option or of an argument come from. */
export type Kind = 'file' | 'run' | 'setting' | 'pair' | 'profile' | 'held' | 'command';

/** By the word that stands for the value in the help text. */
const OPTIONS: Readonly<Record<string, Kind>> = {
  file: 'file',
  roster: 'file',
  run: 'run',
  name: 'profile',
};

/** By the name of the argument. */
const ARGUMENTS: Readonly<Record<string, Kind>> = {
  file: 'file',
  roster: 'file',
  old: 'file',
  new: 'file',
  run: 'run',
  key: 'setting',
  keys: 'setting',
  pairs: 'pair',
  command: 'command',
};

/** What can be offered at a position, or null where nobody can know, such as for a new e-mail. */
export function kindAt({ expected, commands }: Pick<Position, 'expected' | 'commands'>): Kind | null {
  if (expected.what === 'value') return OPTIONS[placeholderOf(expected.option)] ?? null;
  if (expected.what !== 'argument') return null;
  const name = expected.argument.name();
  return name === 'emails' && isHoldRemove(commands) ? 'held' : (ARGUMENTS[name] ?? null);
}

/** Of all the commands that take e-mails only this one takes those that are kept here. */
function isHoldRemove(commands: readonly Command[]): boolean {
  const path = commands.slice(1).map((command) => command.name());
  return path.join(' ') === 'hold remove';
}
