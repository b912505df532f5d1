import type { Command } from 'commander';
import type { HoldAddInput } from '../commands/hold/add.ts';
import type { HoldListInput } from '../commands/hold/list.ts';
import type { HoldRemoveInput } from '../commands/hold/remove.ts';
import { called, examples, retryBudget, type Invoke } from './invocation.ts';

/** Declares `hold` and its subcommands. */
export function addHold(program: Command, invoke: Invoke): void {
  const hold = program.command('hold').description('people whom no run may touch');

  hold
    .command('add')
    .argument('<emails...>', 'their e-mails')
    .description('put people on hold, or change until when and why they are')
    .option('--until <date>', 'the last day of the hold, or a moment; without it: until it is removed')
    .requiredOption('--why <text>', 'the reason, which every plan shows')
    .addOption(retryBudget())
    .addHelpText(
      'after',
      examples(
        'hold add ana@example.com --until 2026-12-24 --why "Parental leave"',
        'hold add ben@example.com --until 2026-12-24T17:00:00+01:00 --why "Handover"',
      ),
    )
    .action((emails: string[], _options, command: Command) =>
      invoke<HoldAddInput>({
        ...called('hold add', command),
        input: { emails, ...command.opts<Omit<HoldAddInput, 'emails'>>() },
        load: async () => (await import('../commands/hold/add.ts')).runHoldAdd,
      }),
    );
  hold
    .command('list')
    .description('list who is on hold, until when and why')
    .addOption(retryBudget())
    .action((_options, command: Command) =>
      invoke<HoldListInput>({
        ...called('hold list', command),
        input: command.opts(),
        load: async () => (await import('../commands/hold/list.ts')).runHoldList,
      }),
    );
  hold
    .command('remove')
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
