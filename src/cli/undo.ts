import type { Command } from 'commander';
import { collect } from '../commands/arguments.ts';
import type { UndoInput } from '../commands/undo.ts';
import { withExamples } from './examples.ts';
import { called, type Invoke } from './invocation.ts';
import { later } from './later.ts';
import { withLimits, withPace } from './planning.ts';

/** Declares `undo`. */
export function addUndo(program: Command, invoke: Invoke): void {
  const undo = program
    .command('undo')
    .argument('<run>', 'the id of a run, or the beginning of it')
    .description('plan the inverse of a run and, after a yes, apply it');
  later(undo, invoke, declareUndo);
}

function declareUndo(undo: Command, invoke: Invoke): void {
  withExamples(
    undo,
    ['undo 20261125T152508Z-3f9a1c --dry-run', 'see what taking a run back would change'],
    [
      'undo 20261125T1525 --only ana@example.com --yes',
      'take back what a run did to Ana, without a question',
    ],
  )
    .option('--dry-run', 'only show the plan', false)
    .option('--yes', 'apply without asking', false)
    .option('--only <email>', 'only these people: an e-mail or a pattern (repeatable)', collect, []);
  withPace(withLimits(undo)).action((run: string, _options, command: Command) =>
    invoke<UndoInput>({
      ...called('undo', command),
      input: { run, ...command.opts<Omit<UndoInput, 'run'>>() },
      load: async () => (await import('../commands/undo.ts')).runUndo,
    }),
  );
}
