import { CommanderError } from 'commander';
import { buildProgram } from '../../src/cli.ts';
import type { Invocation } from '../../src/cli/invocation.ts';

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

/** The complaint about a command line that cannot be understood. */
export async function complaint(line: string): Promise<string> {
  try {
    await invocationsOf(line);
  } catch (error) {
    if (error instanceof CommanderError) return error.message;
    throw error;
  }
  throw new Error(`"${line}" was understood`);
}

/** The text of `--help` for a command. */
export async function helpOf(line: string): Promise<string> {
  let text = '';
  const program = buildProgram('1.2.3', () => Promise.resolve(), {
    writeOut: (part) => {
      text += part;
    },
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
