import type { Command } from 'commander';
import type { ExplainInput } from '../commands/explain.ts';
import { withExamples } from './examples.ts';
import { called, retryBudget, type Invoke } from './invocation.ts';
import { later } from './later.ts';
import { rosterFormat } from './roster-format.ts';

/** Declares `explain`. */
export function addExplain(program: Command, invoke: Invoke): void {
  const named = program
    .command('explain')
    .argument('<email>', 'whose change is explained, by any address that they have')
    .description('tell why somebody gets the change that a run would make, or none');
  later(named, invoke, declareExplain);
}

function declareExplain(explain: Command, invoke: Invoke): void {
  withExamples(
    explain,
    ['explain ana@example.com --roster roster.csv', 'tell what a run would do with Ana, and why'],
    [
      'explain ana@example.com --roster roster.csv --settings teamsync.json',
      'tell it for the settings of a file',
    ],
  )
    .requiredOption('--roster <roster>', 'a CSV, JSON or Excel file, or - for standard input')
    .addOption(rosterFormat())
    .option('--settings <file>', 'action settings instead of the stored ones')
    .addOption(retryBudget())
    .action((email: string, _options, command: Command) =>
      invoke<ExplainInput>({
        ...called('explain', command),
        input: { email, ...command.opts<Omit<ExplainInput, 'email'>>() },
        load: async () => (await import('../commands/explain.ts')).runExplain,
      }),
    );
}
