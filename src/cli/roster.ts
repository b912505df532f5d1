import { Option, type Command } from 'commander';
import type { RosterCheckInput } from '../commands/roster/check.ts';
import type { RosterDiffInput } from '../commands/roster/diff.ts';
import type { RosterExportInput } from '../commands/roster/export.ts';
import { withExamples } from './examples.ts';
import { called, retryBudget, type Invoke } from './invocation.ts';
import { later } from './later.ts';
import { rosterFormat } from './roster-format.ts';

/** Declares `roster` and its subcommands. */
export function addRoster(program: Command, invoke: Invoke): void {
  later(program.command('roster').description('check, compare and export rosters'), invoke, declareRoster);
}

function declareRoster(roster: Command, invoke: Invoke): void {
  withExamples(
    roster,
    ['roster check roster.csv', 'find out how a file is read and what is wrong with it'],
    ['roster export --out roster.csv', 'begin with a roster of the team as it is'],
  );
  addCheck(roster, invoke);
  addDiff(roster, invoke);
  addExport(roster, invoke);
  addSchema(roster, invoke);
}

function addSchema(roster: Command, invoke: Invoke): void {
  withExamples(roster.command('schema'), [
    'roster schema > roster.schema.json',
    'keep the schema, for an editor or a validator',
  ])
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
  withExamples(
    withReading(roster.command('check')),
    ['roster check roster.csv', 'see the columns, the people and every problem'],
    ['roster check users.json --format scim', 'say what a file is instead of letting teamsync find out'],
  )
    .argument('<roster>', 'a file, or - for standard input')
    .description('tell how a roster is read and everything that is wrong with it; calls nobody')
    .action((path: string, _options, command: Command) =>
      invoke<RosterCheckInput>({
        ...called('roster check', command),
        input: { roster: path, ...command.opts<Omit<RosterCheckInput, 'roster'>>() },
        load: async () => (await import('../commands/roster/check.ts')).runRosterCheck,
      }),
    );
}

function addDiff(roster: Command, invoke: Invoke): void {
  withExamples(withReading(roster.command('diff')), [
    'roster diff roster-monday.csv roster.csv',
    'see who joined and left since Monday',
  ])
    .argument('<old>', 'the roster as it was')
    .argument('<new>', 'the roster as it is, or - for standard input')
    .description('tell who joined, left or changed from one roster to another; calls nobody')
    .action((before: string, after: string, _options, command: Command) =>
      invoke<RosterDiffInput>({
        ...called('roster diff', command),
        input: { before, after, ...command.opts<Omit<RosterDiffInput, 'before' | 'after'>>() },
        load: async () => (await import('../commands/roster/diff.ts')).runRosterDiff,
      }),
    );
}

function addExport(roster: Command, invoke: Invoke): void {
  withExamples(
    roster.command('export'),
    ['roster export --out roster.csv', 'write the team as a CSV file'],
    ['roster export --format json', 'print the team as JSON'],
  )
    .description('write the team as it is now as a roster that changes nothing')
    .addOption(
      new Option('--format <format>', 'format of the roster').choices(['csv', 'json']).default('csv'),
    )
    .option('--out <file>', 'write it to a file that does not exist yet')
    .option('--excel', 'put a byte order mark before the CSV, so that Excel shows every letter', false)
    .addOption(retryBudget())
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
