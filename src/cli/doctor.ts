import type { Command } from 'commander';
import type { DoctorInput } from '../commands/doctor.ts';
import { withExamples } from './examples.ts';
import { called, retryBudget, type Invoke } from './invocation.ts';
import { later } from './later.ts';

/** Declares `doctor`. */
export function addDoctor(program: Command, invoke: Invoke): void {
  const named = program
    .command('doctor')
    .description(
      'check everything that a run needs and tell what to do about it; ends with the code of the first failed check',
    );
  later(named, invoke, declareDoctor);
}

function declareDoctor(doctor: Command, invoke: Invoke): void {
  withExamples(
    doctor,
    ['doctor', 'check the login, the settings and the connection'],
    ['doctor --roster roster.csv --json', 'check a roster as well, and tell a script'],
  )
    .option('--roster <file>', 'check this roster as well: a file, or - for standard input')
    .addOption(retryBudget())
    .action((_options, command: Command) =>
      invoke<DoctorInput>({
        ...called('doctor', command),
        input: command.opts(),
        load: async () => (await import('../commands/doctor.ts')).runDoctor,
      }),
    );
}
