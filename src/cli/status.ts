import { Option, type Command } from 'commander';
import { parseDuration, SCHEDULE_MS } from '../commands/arguments.ts';
import type { StatusInput } from '../commands/status.ts';
import { withExamples } from './examples.ts';
import { called, retryBudget, type Invoke } from './invocation.ts';
import { later } from './later.ts';

/** Declares `status`. */
export function addStatus(program: Command, invoke: Invoke): void {
  const named = program
    .command('status')
    .description('tell whether the runs of a schedule still end well; exit code 4 where not');
  later(named, invoke, declareStatus);
}

function declareStatus(status: Command, invoke: Invoke): void {
  withExamples(
    status,
    ['status', 'see whether there was a good run in the last 26 hours'],
    ['status --max-age 2h --quiet', 'tell a monitor: silent and 0 when all is well'],
  )
    .addOption(
      new Option('--max-age <duration>', 'how long ago the last good run may be')
        .argParser(parseDuration)
        .default(SCHEDULE_MS, '26h'),
    )
    .addOption(retryBudget())
    .action((_options, command: Command) =>
      invoke<StatusInput>({
        ...called('status', command),
        input: command.opts(),
        load: async () => (await import('../commands/status.ts')).runStatus,
      }),
    );
}
