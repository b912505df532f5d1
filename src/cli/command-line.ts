import type { Argument, Command } from 'commander';
import { declareRest } from './later.ts';

/** More than this of a word says nothing about it. */
const LONGEST = 60;

/** A command as it is typed, such as `teamsync settings set`. */
export function typedName(command: Command): string {
  return command.parent === null ? command.name() : `${typedName(command.parent)} ${command.name()}`;
}

/** The same without the first word, for lists of commands. */
export function shortName(command: Command): string {
  return typedName(command).replace(/^teamsync /, '');
}

/** An argument as usage lines have it: `<emails...>` must be given, `[file]` may be. */
export function argumentText(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** A command with everything that it cannot do without, such as `teamsync reconcile <roster>`. */
export function commandLine(command: Command): string {
  const needed = command.registeredArguments.filter(({ required }) => required).map(argumentText);
  const options = command.options.filter(({ mandatory }) => mandatory).map(({ flags }) => flags);
  return [typedName(command), ...needed, ...options].join(' ');
}

/** The program itself, which has no command above it. */
export function rootOf(command: Command): Command {
  return command.parent === null ? command : rootOf(command.parent);
}

/** A command and everything below it that a help text lists, in that order. */
export function withSubcommands(command: Command): Command[] {
  declareRest(command);
  const listed = new Set(command.createHelp().visibleCommands(command));
  return [command, ...command.commands.filter((sub) => listed.has(sub)).flatMap(withSubcommands)];
}

/** A typed word as a message repeats it. */
export function quoted(word: string): string {
  const line = word.replace(/\s+/g, ' ');
  return `"${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}"`;
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(words: readonly string[], last: 'and' | 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}
