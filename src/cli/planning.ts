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
import { withExamples, type Example } from './examples.ts';
import { called, retryBudget, type Invoke } from './invocation.ts';
import { later } from './later.ts';
import { rosterFormat } from './roster-format.ts';

/** How each of them is typed. */
const EXAMPLES = {
  reconcile: [
    ['reconcile roster.csv --dry-run', 'see what would change; nothing is sent'],
    ['reconcile roster.csv', 'see it, and apply it after a yes'],
    ['reconcile roster.csv --yes --quiet', 'apply it without a question, from cron or a CI'],
    ['reconcile roster.csv --yes --watch --every 1h', 'keep running: every hour, and when the file changes'],
    ['reconcile roster.csv --only "*@sales.example.com"', 'change only the people of one domain'],
  ],
  plan: [
    ['plan roster.csv --out plan.json', 'write the plan down, for somebody to review'],
    ['plan roster.csv --report plan.html', 'write it as a page to read'],
    ['apply plan.json', 'apply exactly that plan later'],
  ],
  apply: [
    ['apply plan.json', 'apply a reviewed plan, after a yes'],
    ['apply plan.json --yes', 'apply it without a question'],
    ['apply --resume 20261125T152508Z-3f9a1c', 'carry on a run that was stopped'],
  ],
} as const satisfies Record<string, readonly Example[]>;

/** Declares `reconcile`, `plan` and `apply`. */
export function addPlanning(program: Command, invoke: Invoke): void {
  const reconcile = program
    .command('reconcile')
    .argument('<roster>', 'a CSV, JSON or Excel file, or - for standard input')
    .description('plan the changes that bring the team to what the roster says and, after a yes, apply them');
  const plan = program
    .command('plan')
    .argument('<roster>', 'a CSV, JSON or Excel file, or - for standard input')
    .description('plan like reconcile and stop there; --out keeps the plan for apply');
  const apply = program
    .command('apply')
    .argument('[file]', 'a plan file')
    .description('apply exactly the plan of a file, or nothing when the team now leads to another one');
  later(reconcile, invoke, declareReconcile);
  later(plan, invoke, declarePlan);
  later(apply, invoke, declareApply);
}

function declareReconcile(reconcile: Command, invoke: Invoke): void {
  reconcile.option('--dry-run', 'only show the plan', false);
  withExamples(withWatch(withRun(withLimits(withRoster(reconcile)), true)), ...EXAMPLES.reconcile).action(
    (roster: string, _options, command: Command) =>
      invoke<ReconcileInput>({
        ...called('reconcile', command),
        input: { roster, ...command.opts<Omit<ReconcileInput, 'roster'>>() },
        load: async () => (await import('../commands/reconcile.ts')).runReconcile,
      }),
  );
}

function declarePlan(plan: Command, invoke: Invoke): void {
  plan.option('--dry-run', 'what plan does anyway', false);
  withExamples(withRun(withLimits(withRoster(plan)), false), ...EXAMPLES.plan).action(
    (roster: string, _options, command: Command) =>
      invoke<PlanInput>({
        ...called('plan', command),
        input: { roster, ...command.opts<Omit<PlanInput, 'roster'>>() },
        load: async () => (await import('../commands/plan.ts')).runPlan,
      }),
  );
}

function declareApply(apply: Command, invoke: Invoke): void {
  apply
    .option('--resume <run>', 'do what is left of the plan of this run')
    .option('--dry-run', 'only show the plan', false);
  withExamples(withRun(withLimits(apply), true), ...EXAMPLES.apply).action(
    (file: string | undefined, _options, command: Command) =>
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

function withWatch(command: Command): Command {
  return command
    .option('--watch', 'keep running: now, whenever the roster file changes, and at an interval')
    .addOption(
      new Option(
        '--every <duration>',
        'with --watch, how long after one run the next one begins, at least 1m (default: 15m)',
      ).argParser(parseDuration),
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
