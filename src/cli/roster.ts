import { Option, type Command } from 'commander';
import type { RosterCheckInput } from '../commands/roster/check.ts';
import type { RosterDiffInput } from '../commands/roster/diff.ts';
import type { RosterExportInput } from '../commands/roster/export.ts';
import { called, examples, retryBudget, type Invoke } from './invocation.ts';
import { rosterFormat } from './roster-format.ts';

/** Declares `roster` and its subcommands. */
export function addRoster(program: Command, invoke: Invoke): void {
  const roster = program.command('roster').description('check, compare and export rosters');
  addCheck(roster, invoke);
  addDiff(roster, invoke);
  addExport(roster, invoke);
  roster
    .command('schema')
    .description('print the JSON Schema of JSON rosters')
    .action((_options, command: Command) =>
      invoke({
        ...called('roster schema', command),
        input: {},
        load: async () => (await import('../commands/roster/schema.ts')).runRosterSchema,
      }),
    );
}

function addCheck(roster: Command, invoke: Invoke): void {
  withReading(roster.command('check'))
    .argument('<roster>', 'a file, or - for standard input')
    .description('tell how a roster is read and everything that is wrong with it; calls nobody')
    .addHelpText('after', examples('roster check roster.csv', 'roster check users.json --format scim'))
    .action((path: string, _options, command: Command) =>
      invoke<RosterCheckInput>({
        ...called('roster check', command),
        input: { roster: path, ...command.opts<Omit<RosterCheckInput, 'roster'>>() },
        load: async () => (await import('../commands/roster/check.ts')).runRosterCheck,
      }),
    );
}

function addDiff(roster: Command, invoke: Invoke): void {
  withReading(roster.command('diff'))
    .argument('<old>', 'the roster as it was')
    .argument('<new>', 'the roster as it is, or - for standard input')
    .description('tell who joined, left or changed from one roster to another; calls nobody')
    .addHelpText('after', examples('roster diff roster-monday.csv roster.csv'))
    .action((before: string, after: string, _options, command: Command) =>
      invoke<RosterDiffInput>({
        ...called('roster diff', command),
        input: { before, after, ...command.opts<Omit<RosterDiffInput, 'before' | 'after'>>() },
        load: async () => (await import('../commands/roster/diff.ts')).runRosterDiff,
      }),
    );
}

function addExport(roster: Command, invoke: Invoke): void {
  roster
    .command('export')
    .description('write the team as it is now as a roster that changes nothing')
    .addOption(
      new Option('--format <format>', 'format of the roster').choices(['csv', 'json']).default('csv'),
    )
    .option('--out <file>', 'write it to a file that does not exist yet')
    .option('--excel', 'put a byte order mark before the CSV, so that Excel shows every letter', false)
    .addOption(retryBudget())
    .addHelpText('after', examples('roster export --out roster.csv', 'roster export --format json'))
    .action((_options, command: Command) =>
      invoke<RosterExportInput>({
        ...called('roster export', command),
        input: command.opts(),
        load: async () => (await import('../commands/roster/export.ts')).runRosterExport,
      }),
    );
}

function withReading(command: Command): Command {
  return command
    .addOption(rosterFormat())
    .option('--settings <file>', 'action settings instead of the stored ones');
}
