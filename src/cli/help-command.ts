import type { Command } from 'commander';
import { withExamples } from './examples.ts';
import { declareRest } from './later.ts';

/** Declares `help`, which finds subcommands, too; the library's own looks at the first word only. */
export function addHelp(program: Command): void {
  const help = program
    .helpCommand(false)
    .command('help')
    .argument('[command...]', 'a command with its subcommand')
    .description('show the help of a command');
  withExamples(
    help,
    ['help', 'list every command'],
    ['help settings set', 'show what "settings set" takes'],
  ).action((words: string[]) => {
    let found = program;
    for (const word of words) {
      const next = found.commands.find((command) => command.name() === word);
      if (next === undefined) found.error(`error: unknown command '${word}'`, { code: UNKNOWN_COMMAND });
      else {
        declareRest(next);
        found = next;
      }
    }
    found.help();
  });
}

/** The code by which the library tells of a command that there is not. */
const UNKNOWN_COMMAND = 'commander.unknownCommand';
