import type { Command } from 'commander';
import type { Invoke } from './invocation.ts';

const WAITING = new WeakMap<Command, () => void>();

/**
 * Puts off what only a command itself needs, its options and subcommands, until it is called: declaring all of them takes
 * longer than many a command does.
 */
export function later(
  command: Command,
  invoke: Invoke,
  declare: (command: Command, invoke: Invoke) => void,
): void {
  WAITING.set(command, () => {
    declare(command, invoke);
  });
}

/** Declares what was put off, once. */
export function declareRest(command: Command): void {
  const declare = WAITING.get(command);
  WAITING.delete(command);
  declare?.();
}

/** The same for all commands of the program, for whoever looks at more than one. */
export function declareAll(program: Command): void {
  program.commands.forEach(declareRest);
}
