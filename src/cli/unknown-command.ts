import type { Command } from 'commander';
import {
  commandLine,
  listed,
  quoted,
  rootOf,
  shortName,
  typedName,
  withSubcommands,
} from './command-line.ts';
import type { Misuse } from './misuse.ts';
import { nearestWords } from './nearest.ts';

/** What rosters are called; whoever types one first forgot the command. */
const ROSTER = /\.(csv|json|ndjson|xlsx)$/i;
/** A path that needs no quotes in any shell. */
const PLAIN_PATH = /^[\w./-]+$/;

/** A word where the name of a command should be: what to type instead. */
export function unknownCommand(parent: Command, word: string): Misuse {
  const message = noCommand(parent, word);
  if (parent.parent === null && ROSTER.test(word)) {
    const roster = PLAIN_PATH.test(word) ? word : '<roster>';
    return { message, hint: `Type: teamsync reconcile ${roster} --dry-run` };
  }
  return guessedCommand(parent, word) ?? { message, hint: `See: ${typedName(parent)} --help` };
}

/** The same where a command was probably meant; undefined where nobody can tell which. */
export function guessedCommand(parent: Command, word: string): Misuse | undefined {
  const [first, ...others] = meant(parent, word);
  if (first === undefined) return undefined;
  const names = listed([first, ...others].map(shortName), 'or');
  return {
    message: `${noCommand(parent, word)} Did you mean ${names}?`,
    hint: `Type: ${commandLine(first)}`,
  };
}

function noCommand(parent: Command, word: string): string {
  return `${typedName(parent)} has no command ${quoted(word)}.`;
}

/** Commands of that very name elsewhere, else those with a name like it: here, else elsewhere. */
function meant(parent: Command, word: string): Command[] {
  const everywhere = withSubcommands(rootOf(parent)).slice(1);
  const exact = everywhere.filter((command) => command.name() === word);
  if (exact.length > 0) return exact;
  const here = alike(
    everywhere.filter((command) => command.parent === parent),
    word,
  );
  return here.length > 0 ? here : alike(everywhere, word);
}

function alike(commands: readonly Command[], word: string): Command[] {
  const names = nearestWords(
    word,
    commands.map((command) => command.name()),
  );
  return commands.filter((command) => names.includes(command.name()));
}
