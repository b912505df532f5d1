import { CommanderError, type Command, type OutputConfiguration } from 'commander';
import { buildProgram } from '../../src/cli.ts';
import type { Invocation } from '../../src/cli/invocation.ts';
import { misuseOf } from '../../src/cli/misuse.ts';
import { watchPath } from '../../src/cli/typed-path.ts';

/** What a command line was understood as. */
export async function understood(line: string | readonly string[]): Promise<Omit<Invocation, 'load'>> {
  const [invocation] = await invocationsOf(line);
  if (invocation === undefined) throw new Error('nothing was invoked');
  const { command, options, input } = invocation;
  return { command, options, input };
}

/** Every invocation of a command line, with the code that it would load. */
export async function invocationsOf(line: string | readonly string[]): Promise<Invocation[]> {
  const argv = typeof line === 'string' ? line.split(' ') : line;
  const invocations: Invocation[] = [];
  const silent = { writeOut: () => undefined, writeErr: () => undefined };
  const program = buildProgram(
    '1.2.3',
    ({ command, options, input, load }) => {
      // The recorder runs nothing, so the type of the input does not matter to it.
      invocations.push({ command, options, input, load: load as Invocation['load'] });
      return Promise.resolve();
    },
    silent,
  );
  await program.parseAsync([...argv], { from: 'user' });
  return invocations;
}

/** What the parser says of a command line that cannot be understood. */
export async function complaint(line: string): Promise<string> {
  try {
    await invocationsOf(line);
  } catch (error) {
    if (error instanceof CommanderError) return error.message;
    throw error;
  }
  throw new Error(`"${line}" was understood`);
}

/** What people are told of it: the message and, beneath it, what to type. */
export async function advice(line: string | readonly string[]): Promise<string> {
  const argv = typeof line === 'string' ? line.split(' ') : line;
  const program = programFor({ writeErr: () => undefined, writeOut: () => undefined });
  const path = watchPath(program);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const { message, hint } = misuseOf(program, path, error);
    return `${message}\n${hint}`;
  }
  throw new Error(`"${argv.join(' ')}" was understood`);
}

/** A program that runs nothing. */
export function programFor(output: OutputConfiguration = {}): Command {
  return buildProgram('1.2.3', () => Promise.resolve(), output);
}

/** The text of `--help` for a command, on a terminal of so many columns or in a pipe. */
export async function helpOf(line: string, columns?: number): Promise<string> {
  let text = '';
  const program = programFor({
    writeOut: (part) => {
      text += part;
    },
    ...(columns === undefined ? {} : { getOutHelpWidth: () => columns }),
  });
  await program
    .parseAsync(
      [...line.split(' '), '--help'].filter((word) => word !== ''),
      { from: 'user' },
    )
    .catch((error: unknown) => {
      if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
    });
  return text;
}
