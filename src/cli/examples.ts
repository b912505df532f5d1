import type { Command } from 'commander';

/** A command line without its first word, `teamsync`, and what it does. */
export type Example = readonly [line: string, effect: string];

const EXAMPLES = new WeakMap<Command, readonly Example[]>();

/** Gives a command the examples that its help, the reference and the man page show. */
export function withExamples(command: Command, ...shown: readonly Example[]): Command {
  EXAMPLES.set(command, shown);
  return command;
}

/** The examples of a command, in the order of its help. */
export function examplesOf(command: Command): readonly Example[] {
  return EXAMPLES.get(command) ?? [];
}
