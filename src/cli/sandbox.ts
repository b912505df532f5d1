import { Option, type Command } from 'commander';
import { parseMembers, parsePort } from '../commands/arguments.ts';
import type { SandboxStartInput } from '../commands/sandbox/start.ts';
import { called, examples, type Invoke } from './invocation.ts';

/** Declares `sandbox` and its subcommands. */
export function addSandbox(program: Command, invoke: Invoke): void {
  const sandbox = program.command('sandbox').description('the built-in emulator of the Dropbox team API');

  sandbox
    .command('start')
    .description(
      'serve a rehearsal team on loopback until interrupted, and print the variables that point at it',
    )
    .option('--port <n>', 'TCP port (default: any free one)', parsePort, 0)
    .addOption(
      new Option('--members <n>', 'a generated team of so many people')
        .argParser(parseMembers)
        .conflicts('seed'),
    )
    .option('--seed <file>', 'the team of a JSON file')
    .option('--faults <file>', 'misbehave as this JSON file says')
    .addHelpText('after', examples('sandbox start', 'sandbox start --members 500 --port 8080'))
    .action((_options, command: Command) =>
      invoke<SandboxStartInput>({
        ...called('sandbox start', command),
        input: command.opts(),
        load: async () => (await import('../commands/sandbox/start.ts')).runSandboxStart,
      }),
    );
  sandbox
    .command('reset')
    .description('give the rehearsal team its first state back')
    .action((_options, command: Command) =>
      invoke<undefined>({
        ...called('sandbox reset', command),
        input: undefined,
        load: async () => (await import('../commands/sandbox/reset.ts')).runSandboxReset,
      }),
    );
  sandbox
    .command('show')
    .description('print the rehearsal team and what was done to it')
    .action((_options, command: Command) =>
      invoke<undefined>({
        ...called('sandbox show', command),
        input: undefined,
        load: async () => (await import('../commands/sandbox/show.ts')).runSandboxShow,
      }),
    );
}
