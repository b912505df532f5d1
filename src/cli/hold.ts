import type { Command } from 'commander';
import type { HoldAddInput } from '../commands/hold/add.ts';
import type { HoldListInput } from '../commands/hold/list.ts';
import type { HoldRemoveInput } from '../commands/hold/remove.ts';
import { withExamples } from './examples.ts';
import { called, retryBudget, type Invoke } from './invocation.ts';
import { later } from './later.ts';

/** Declares `hold` and its subcommands. */
export function addHold(program: Command, invoke: Invoke): void {
  later(program.command('hold').description('people whom no run may touch'), invoke, declareHold);
}

function declareHold(hold: Command, invoke: Invoke): void {
  withExamples(
    hold,
    [
      'hold add ana@example.com --until 2026-12-24 --why "Parental leave"',
      'put Ana on hold until the end of that day',
    ],
    ['hold list', 'see who is on hold'],
  );
  addAdd(hold, invoke);
  addListAndRemove(hold, invoke);
}

function addAdd(hold: Command, invoke: Invoke): void {
  withExamples(
    hold.command('add'),
    [
      'hold add ana@example.com --until 2026-12-24 --why "Parental leave"',
      'put Ana on hold until the end of that day',
    ],
    [
      'hold add ben@example.com --until 2026-12-24T17:00:00+01:00 --why "Handover"',
      'put Ben on hold until that very moment',
    ],
    [
      'hold add eva@example.com raj@example.com --why "Legal case 12"',
      'put two people on hold until somebody removes it',
    ],
  )
    .argument('<emails...>', 'their e-mails')
    .description('put people on hold, or change until when and why they are')
    .option('--until <date>', 'the last day of the hold, or a moment; without it: until it is removed')
    .requiredOption('--why <text>', 'the reason, which every plan shows')
    .addOption(retryBudget())
    .action((emails: string[], _options, command: Command) =>
      invoke<HoldAddInput>({
        ...called('hold add', command),
        input: { emails, ...command.opts<Omit<HoldAddInput, 'emails'>>() },
        load: async () => (await import('../commands/hold/add.ts')).runHoldAdd,
      }),
    );
}

function addListAndRemove(hold: Command, invoke: Invoke): void {
  withExamples(hold.command('list'), ['hold list', 'see who is on hold, until when and why'])
    .description('list who is on hold, until when and why')
    .addOption(retryBudget())
    .action((_options, command: Command) =>
      invoke<HoldListInput>({
        ...called('hold list', command),
        input: command.opts(),
        load: async () => (await import('../commands/hold/list.ts')).runHoldList,
      }),
    );
  withExamples(hold.command('remove'), ['hold remove ana@example.com', 'let runs touch Ana again'])
    .argument('<emails...>', 'their e-mails')
    .description('take people off hold')
    .addOption(retryBudget())
    .action((emails: string[], _options, command: Command) =>
      invoke<HoldRemoveInput>({
        ...called('hold remove', command),
        input: { emails, ...command.opts<Omit<HoldRemoveInput, 'emails'>>() },
        load: async () => (await import('../commands/hold/remove.ts')).runHoldRemove,
      }),
    );
}
