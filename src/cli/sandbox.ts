import { Option, type Command } from 'commander';
import { parseMembers, parsePort } from '../commands/arguments.ts';
import type { SandboxStartInput } from '../commands/sandbox/start.ts';
import { withExamples } from './examples.ts';
import { called, type Invoke } from './invocation.ts';
import { later } from './later.ts';

/** Declares `sandbox` and its subcommands. */
export function addSandbox(program: Command, invoke: Invoke): void {
  const named = program.command('sandbox').description('the built-in emulator of the Dropbox team API');
  later(named, invoke, declareSandbox);
}

function declareSandbox(sandbox: Command, invoke: Invoke): void {
  withExamples(
    sandbox,
    ['sandbox show', 'see the rehearsal team and what was done to it'],
    ['sandbox reset', 'give the rehearsal team its first state back'],
  );
  addStart(sandbox, invoke);
  addState(sandbox, invoke);
}

function addStart(sandbox: Command, invoke: Invoke): void {
  withExamples(
    sandbox.command('start'),
    ['sandbox start', 'serve the rehearsal team on any free port, until Ctrl+C'],
    ['sandbox start --members 500 --port 8080', 'serve a generated team of 500'],
  )
    .description(
      'serve a rehearsal team on loopback until interrupted, and print the variables that point at it',
    )
    .addOption(new Option('--port <n>', 'TCP port').argParser(parsePort).default(0, 'any free one'))
    .addOption(
      new Option('--members <n>', 'a generated team of so many people')
        .argParser(parseMembers)
        .conflicts('seed'),
    )
    .option('--seed <file>', 'the team of a JSON file')
    .option('--faults <file>', 'misbehave as this JSON file says')
    .action((_options, command: Command) =>
      invoke<SandboxStartInput>({
        ...called('sandbox start', command),
        input: command.opts(),
        load: async () => (await import('../commands/sandbox/start.ts')).runSandboxStart,
      }),
    );
}

function addState(sandbox: Command, invoke: Invoke): void {
  withExamples(sandbox.command('reset'), ['sandbox reset', 'forget every rehearsal and its logins'])
    .description('give the rehearsal team its first state back')
    .action((_options, command: Command) =>
      invoke<undefined>({
        ...called('sandbox reset', command),
        input: undefined,
        load: async () => (await import('../commands/sandbox/reset.ts')).runSandboxReset,
      }),
    );
  withExamples(
    sandbox.command('show'),
    ['sandbox show', 'see who is on the rehearsal team now'],
    ['sandbox show --json', 'tell a script who is on the rehearsal team'],
  )
    .description('print the rehearsal team and what was done to it')
    .action((_options, command: Command) =>
      invoke<undefined>({
        ...called('sandbox show', command),
        input: undefined,
        load: async () => (await import('../commands/sandbox/show.ts')).runSandboxShow,
      }),
    );
}
