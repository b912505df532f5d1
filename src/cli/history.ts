import { InvalidArgumentError, Option, type Command } from 'commander';
import type { HistoryListInput } from '../commands/history/list.ts';
import type { HistoryShowInput } from '../commands/history/show.ts';
import { withExamples } from './examples.ts';
import { called, type Invoke } from './invocation.ts';
import { later } from './later.ts';

/** Declares `history` and its subcommands. */
export function addHistory(program: Command, invoke: Invoke): void {
  const named = program.command('history').description('past runs and what they did; alone it lists them');
  later(named, invoke, declareHistory);
}

function declareHistory(history: Command, invoke: Invoke): void {
  withExamples(
    history,
    ['history', 'list the last 20 runs'],
    ['history show 20261125T152508Z-3f9a1c', 'show what one run did'],
  );
  addList(history, invoke);
  addShow(history, invoke);
  addVerify(history, invoke);
}

function addList(history: Command, invoke: Invoke): void {
  withExamples(
    history.command('list', { isDefault: true }),
    ['history list --limit 5', 'list the last five runs'],
    ['history list --json', 'list all runs, for a script'],
  )
    .description('list the runs, the newest first')
    .addOption(
      new Option('--limit <number>', 'how many at most (default: 20, with --json all)').argParser(parseCount),
    )
    .action((_options, command: Command) =>
      invoke<HistoryListInput>({
        ...called('history list', command),
        input: command.opts(),
        load: async () => (await import('../commands/history/list.ts')).runHistoryList,
      }),
    );
}

function addShow(history: Command, invoke: Invoke): void {
  withExamples(
    history.command('show'),
    ['history show 20261125T152508Z-3f9a1c', 'show what one run did'],
    ['history show 20261125T1525', 'name a run by the beginning of its id'],
  )
    .argument('<run>', 'the id of a run, or the beginning of it')
    .description('show one run: what it changed, what failed and why, what can still be undone')
    .action((run: string, _options, command: Command) =>
      invoke<HistoryShowInput>({
        ...called('history show', command),
        input: { run },
        load: async () => (await import('../commands/history/show.ts')).runHistoryShow,
      }),
    );
}

function addVerify(history: Command, invoke: Invoke): void {
  withExamples(history.command('verify'), [
    'history verify',
    'find out whether somebody changed the audit log',
  ])
    .description('check that the audit log is as it was written')
    .action((_options, command: Command) =>
      invoke<undefined>({
        ...called('history verify', command),
        input: undefined,
        load: async () => (await import('../commands/history/verify.ts')).runHistoryVerify,
      }),
    );
}

function parseCount(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number from 1 on.');
}
