import type { Command, CommanderError, Option } from 'commander';
import { argumentText, listed, quoted, typedName } from './command-line.ts';
import { examplesOf } from './examples.ts';
import { nearestWords } from './nearest.ts';
import { guessedCommand, unknownCommand } from './unknown-command.ts';
import { unknownOption, withOption } from './unknown-option.ts';

/** What is wrong with a command line, and what to type instead. */
export interface Misuse {
  message: string;
  hint: string;
}

/** Tells what is wrong with a command line that the program could not understand; `path` is how far it did. */
export function misuseOf(program: Command, path: readonly string[], error: CommanderError): Misuse {
  const command = commandAt(program, path[0] === 'help' ? program.args.slice(1) : path);
  const said = error.message.replace(/^error: /, '');
  const hint = helpOf(command);
  const named = quotedIn(said);
  switch (error.code) {
    case 'commander.help':
      return { message: `${typedName(command)} needs a subcommand.`, hint };
    case 'commander.unknownCommand':
      return unknownCommand(command, named);
    case 'commander.unknownOption':
      return unknownOption(command, named);
    case 'commander.excessArguments':
      return tooMany(command);
    case 'commander.missingArgument': {
      const argument = command.registeredArguments.find((one) => one.name() === named);
      return argument === undefined
        ? { message: sentence(said), hint }
        : missing(command, argumentText(argument), argument.description);
    }
    case 'commander.missingMandatoryOptionValue':
      return missing(command, named, optionOf(command, named)?.description ?? '');
    default:
      return badValue(command, said) ?? { message: sentence(said), hint };
  }
}

/** As much of a path as there is. */
function commandAt(program: Command, path: readonly string[]): Command {
  const [word, ...rest] = path;
  const next = program.commands.find((command) => command.name() === word);
  return next === undefined ? program : commandAt(next, rest);
}

/** What the library put between quotes; a typed word may hold quotes itself, and is the only one then. */
function quotedIn(said: string): string {
  return /'([^]*)'/.exec(said)?.[1] ?? '';
}

function optionOf(command: Command, flags: string): Option | undefined {
  return command.options.find((option) => option.flags === flags);
}

function missing(command: Command, what: string, description: string): Misuse {
  const [example] = examplesOf(command);
  return {
    message: `${typedName(command)} needs ${what}: ${description}.`,
    hint: example === undefined ? helpOf(command) : `Type, for example: teamsync ${example[0]}`,
  };
}

function tooMany(command: Command): Misuse {
  const { length } = command.registeredArguments;
  const word = command.args[length] ?? '';
  // A group that does something by itself hands every word on to the subcommand that does it.
  const group = command.parent;
  if (length === 0 && group?.parent) {
    const guess = guessedCommand(group, word);
    if (guess !== undefined) return guess;
  }
  const taken = length === 0 ? 'no arguments' : length === 1 ? 'one argument' : `${String(length)} arguments`;
  return {
    message: `${typedName(command)} takes ${taken}, so ${quoted(word)} is too much.`,
    hint: helpOf(command),
  };
}

/** How the library refuses a value; what was typed may hold quotes and line breaks itself. */
const BAD_OPTION = /^option '(.*?)' argument '([^]*)' is invalid\. (.*)$/;
const BAD_ARGUMENT = /^command-argument value '([^]*)' is invalid for argument '(.*?)'\./;

/** A value that an option or an argument does not take. */
function badValue(command: Command, said: string): Misuse | undefined {
  const [, flags = '', value = '', reason = ''] = BAD_OPTION.exec(said) ?? [];
  const option = optionOf(command, flags);
  if (option?.argChoices !== undefined)
    return badChoice(command, option.long ?? flags, value, option.argChoices, (near) =>
      withOption(command, option, near),
    );
  if (option !== undefined)
    return {
      message: `${option.long ?? flags} cannot be ${quoted(value)}. ${reason}`,
      hint: helpOf(command),
    };
  const [, word = '', name = ''] = BAD_ARGUMENT.exec(said) ?? [];
  const argument = command.registeredArguments.find((one) => one.name() === name);
  if (argument?.argChoices === undefined) return undefined;
  return badChoice(command, typedName(command), word, argument.argChoices, (near) =>
    [typedName(command), near].join(' '),
  );
}

function badChoice(
  command: Command,
  taker: string,
  value: string,
  choices: readonly string[],
  lineWith: (near: string) => string,
): Misuse {
  const [near] = nearestWords(value, choices);
  const message = `${taker} takes ${listed(choices, 'or')}, not ${quoted(value)}.`;
  if (near === undefined) return { message, hint: helpOf(command) };
  return { message: `${message} Did you mean ${near}?`, hint: `Type: ${lineWith(near)}` };
}

function helpOf(command: Command): string {
  return `See: ${typedName(command)} --help`;
}

/** What the library says, as a sentence. */
function sentence(said: string): string {
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${said.endsWith('.') ? '' : '.'}`;
}
