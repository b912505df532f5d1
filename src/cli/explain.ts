import type { Command } from 'commander';
import type { ExplainInput } from '../commands/explain.ts';
import { called, examples, retryBudget, type Invoke } from './invocation.ts';
import { rosterFormat } from './roster-format.ts';

/** Declares `explain`. */
export function addExplain(program: Command, invoke: Invoke): void {
  program
    .command('explain')
    .argument('<email>', 'whose change is explained, by any address that they have')
    .description('tell why somebody gets the change that a run would make, or none')
    .requiredOption('--roster <roster>', 'a CSV, JSON or Excel file, or - for standard input')
    .addOption(rosterFormat())
    .option('--settings <file>', 'action settings instead of the stored ones')
    .addOption(retryBudget())
    .addHelpText('after', examples('explain ana@example.com --roster roster.csv'))
    .action((email: string, _options, command: Command) =>
      invoke<ExplainInput>({
        ...called('explain', command),
        input: { email, ...command.opts<Omit<ExplainInput, 'email'>>() },
        load: async () => (await import('../commands/explain.ts')).runExplain,
      }),
    );
}
