import type { Argument, Command, Option } from 'commander';
import { optionNamed, optionsOf, subcommandsOf, takesValue } from './reach.ts';

/** What may stand where the cursor is. */
type Expected =
  | { what: 'option' }
  | { what: 'value'; option: Option }
  | { what: 'argument'; argument: Argument }
  | { what: 'subcommand' }
  | { what: 'nothing' };

/** The place of the cursor on a command line. */
export interface Position {
  /** The program and the commands down to the innermost one that was typed. */
  commands: readonly Command[];
  expected: Expected;
  /** What stands before the part that is completed within its word, such as `--format=`. */
  before: string;
  /** The part of the last word that is completed. */
  typed: string;
  /** The names of the options given so far. */
  given: ReadonlySet<string>;
  /** The arguments given so far to the innermost command. */
  words: readonly string[];
}

/** What is known after some of the words. */
interface Progress {
  commands: Command[];
  given: Set<string>;
  words: string[];
  /** The option whose value comes next. */
  waiting: Option | null;
  /** After `--` nothing is an option. */
  literal: boolean;
}

/** Tells where the last word stands, by the rules by which the program reads a command line; the word may be empty. */
export function locate(program: Command, words: readonly string[]): Position {
  const progress: Progress = {
    commands: [program],
    given: new Set(),
    words: [],
    waiting: null,
    literal: false,
  };
  for (const word of words.slice(0, -1)) advance(progress, word);
  const { commands, given } = progress;
  return { commands, given, words: progress.words, ...whatIs(progress, words.at(-1) ?? '') };
}

function advance(progress: Progress, word: string): void {
  const { commands, waiting, words } = progress;
  if (waiting !== null) progress.waiting = null;
  else if (word === '--' && !progress.literal) progress.literal = true;
  else if (isOption(progress, word)) pass(progress, word);
  else {
    const inner = words.length === 0 ? subcommandsOf(innermost(commands)) : [];
    const next = inner.find((command) => command.name() === word || command.aliases().includes(word));
    if (next === undefined) words.push(word);
    else commands.push(next);
  }
}

function pass(progress: Progress, word: string): void {
  const option = optionNamed(optionsOf(progress.commands), word);
  if (option === undefined) return;
  progress.given.add(option.attributeName());
  if (takesValue(option) && !word.includes('=')) progress.waiting = option;
}

function whatIs(
  { commands, waiting, literal, words }: Progress,
  word: string,
): Pick<Position, 'expected' | 'before' | 'typed'> {
  const whole = { before: '', typed: word };
  if (waiting !== null) return { expected: { what: 'value', option: waiting }, ...whole };
  const [name] = /^--[^=]+=/.exec(word) ?? [];
  if (name !== undefined && !literal) {
    const option = optionNamed(optionsOf(commands), word);
    const expected: Expected =
      option !== undefined && takesValue(option) ? { what: 'value', option } : { what: 'nothing' };
    return { expected, before: name, typed: word.slice(name.length) };
  }
  if (word.startsWith('-') && !literal) return { expected: { what: 'option' }, ...whole };
  return { expected: wordExpected(innermost(commands), words, literal), ...whole };
}

function wordExpected(command: Command, words: readonly string[], literal: boolean): Expected {
  if (command.commands.length > 0) return { what: words.length === 0 ? 'subcommand' : 'nothing' };
  const { registeredArguments: all } = command;
  const last = all.at(-1);
  const argument = all[words.length] ?? (last?.variadic === true ? last : undefined);
  if (argument !== undefined) return { what: 'argument', argument };
  // Where no word belongs, only an option can follow.
  return { what: words.length === all.length && !literal ? 'option' : 'nothing' };
}

function isOption({ literal }: Progress, word: string): boolean {
  // A lone dash stands for standard input.
  return !literal && word.startsWith('-') && word !== '-';
}

function innermost(commands: readonly Command[]): Command {
  const command = commands.at(-1);
  if (command === undefined) throw new Error('no command at all');
  return command;
}
