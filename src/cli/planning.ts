import { Option, type Command } from 'commander';
import type { ApplyInput } from '../commands/apply.ts';
import {
  collect,
  parseConcurrency,
  parseDuration,
  parseFailures,
  parseLimit,
  parseSteps,
} from '../commands/arguments.ts';
import type { PlanInput } from '../commands/plan.ts';
import type { ReconcileInput } from '../commands/reconcile.ts';
import { called, examples, retryBudget, type Invoke } from './invocation.ts';
import { rosterFormat } from './roster-format.ts';

/** Declares `reconcile`, `plan` and `apply`. */
export function addPlanning(program: Command, invoke: Invoke): void {
  const reconcile = program
    .command('reconcile')
    .argument('<roster>', 'a CSV, JSON or Excel file, or - for standard input')
    .description('plan the changes that bring the team to what the roster says and, after a yes, apply them')
    .option('--dry-run', 'only show the plan', false);
  withRun(withLimits(withRoster(reconcile)), true)
    .addHelpText('after', examples('reconcile roster.csv --dry-run', 'reconcile roster.csv --yes'))
    .action((roster: string, _options, command: Command) =>
      invoke<ReconcileInput>({
        ...called('reconcile', command),
        input: { roster, ...command.opts<Omit<ReconcileInput, 'roster'>>() },
        load: async () => (await import('../commands/reconcile.ts')).runReconcile,
      }),
    );

  const plan = program
    .command('plan')
    .argument('<roster>', 'a CSV, JSON or Excel file, or - for standard input')
    .description('plan like reconcile and stop there; --out keeps the plan for apply')
    .option('--dry-run', 'what plan does anyway', false);
  withRun(withLimits(withRoster(plan)), false)
    .addHelpText('after', examples('plan roster.csv --out plan.json', 'apply plan.json'))
    .action((roster: string, _options, command: Command) =>
      invoke<PlanInput>({
        ...called('plan', command),
        input: { roster, ...command.opts<Omit<PlanInput, 'roster'>>() },
        load: async () => (await import('../commands/plan.ts')).runPlan,
      }),
    );

  const apply = program
    .command('apply')
    .argument('[file]', 'a plan file')
    .description('apply exactly the plan of a file, or nothing when the team now leads to another one')
    .option('--resume <run>', 'do what is left of the plan of this run')
    .option('--dry-run', 'only show the plan', false);
  withRun(withLimits(apply), true)
    .addHelpText(
      'after',
      examples('apply plan.json', 'apply plan.json --yes', 'apply --resume 20261125T152508Z-3f9a1c'),
    )
    .action((file: string | undefined, _options, command: Command) =>
      invoke<ApplyInput>({
        ...called('apply', command),
        input: { ...(file === undefined ? {} : { file }), ...command.opts<Omit<ApplyInput, 'file'>>() },
        load: async () => (await import('../commands/apply.ts')).runApply,
      }),
    );
}

function withRoster(command: Command): Command {
  return command
    .addOption(rosterFormat())
    .option('--settings <file>', 'action settings for this run, instead of the stored ones')
    .option('--only <email>', 'only these people: an e-mail or a pattern (repeatable)', collect, [])
    .option(
      '--accept-roster',
      'let a roster pass that looks quite different from the one of the last good run',
      false,
    );
}

/** The limits and allowances of one run. */
export function withLimits(command: Command): Command {
  return command
    .option(
      '--max-deprovisions <limit>',
      'deprovision at most so many people in this run (N or N%)',
      parseLimit,
    )
    .option('--max-suspensions <limit>', 'suspend at most so many people in this run (N or N%)', parseLimit)
    .option(
      '--accept-listing',
      'suspend and remove although Dropbox listed fewer members than it counts',
      false,
    );
}

function withRun(command: Command, applies: boolean): Command {
  if (applies) command.option('--yes', 'apply without asking', false);
  return withPace(command);
}

/** How a run waits, works and ends. */
export function withPace(command: Command): Command {
  return command
    .addOption(
      new Option('--wait <duration>', 'how long to wait while another run holds the lock of the team')
        .argParser(parseDuration)
        .default(0, '0s'),
    )
    .option(
      '--canary <steps>',
      'apply so many changes first, then so many more, then the rest, such as 1,5,25%',
      parseSteps,
    )
    .option(
      '--max-failures <n>',
      'go on after a step of --canary in which at most so many changes failed (default: 0)',
      parseFailures,
    )
    .option('--out <file>', 'write the plan to a file (dry runs only)')
    .option('--report <file>', 'write what became of the run to a file: .md, .csv, .html or .json')
    .option('--full', 'show every line of a long plan')
    .addOption(
      new Option('--progress <format>', 'write progress to standard error as events').choices(['json']),
    )
    .option('--detailed-exitcode', 'exit with 2 when changes are pending', false)
    .option('--concurrency <n>', 'writes in flight at most, 1 to 16', parseConcurrency, 4)
    .addOption(retryBudget());
}
