import { Option, type Command } from 'commander';
import { parseDuration } from '../commands/arguments.ts';
import type { Context, Outcome } from '../commands/context.ts';
import type { TypedOptions } from '../commands/context-of.ts';
import { rootOf } from './command-line.ts';

/** One command line understood: which command, with which input, and how to get the code that runs it. */
export interface Invocation<Input = unknown> {
  command: string;
  options: TypedOptions;
  input: Input;
  load: () => Promise<(context: Context, input: Input) => Promise<Outcome>>;
}

/** Runs an invocation; tests record it instead. */
export type Invoke = <Input>(invocation: Invocation<Input>) => Promise<void>;

/** The name of a command and the options that every command takes, from wherever on the line they stand. */
export function called(name: string, command: Command): { command: string; options: TypedOptions } {
  return { command: name, options: rootOf(command).opts() };
}

const RETRY_BUDGET_MS = 600_000;

/** The option of every command that calls Dropbox. */
export function retryBudget(): Option {
  return new Option('--retry-budget <duration>', 'time for retries and waiting without getting on')
    .argParser(parseDuration)
    .default(RETRY_BUDGET_MS, '10m');
}
