import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { CommanderError, type Command } from 'commander';
import { SECRET_VARIABLES } from './auth/environment.ts';
import { buildProgram } from './cli.ts';
import type { Invocation } from './cli/invocation.ts';
import { watchPath } from './cli/typed-path.ts';
import type { Outcome, Surroundings } from './commands/context.ts';
import type { writeOutcome as WriteOutcome } from './commands/write-outcome.ts';
import { EXIT, InvalidInputError, TeamsyncError, type ExitCode } from './errors.ts';
import { watchSignals } from './interrupt.ts';
import { outputOf } from './output.ts';
import { systemZone } from './zone.ts';

const NANOSECONDS_PER_MS = 1e6;

/** Runs the program on this process: its argv, streams and environment in, its exit code out. */
export async function start(): Promise<void> {
  const output = outputOf(process);
  const interrupts = watchSignals(process, (text) => output.stderr.write(text));
  const exitCode = await run({
    argv: process.argv.slice(2),
    version: packageVersion(),
    env: takeEnvironment(),
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return output.stdout;
    },
    get stderr() {
      return output.stderr;
    },
    cwd: process.cwd(),
    node: process.versions.node,
    platform: process.platform,
    pid: process.pid,
    host: hostname(),
    now: () => new Date(),
    get zone() {
      return systemZone();
    },
    // The global `performance` takes longer to load.
    monotonic: () => Number(process.hrtime.bigint()) / NANOSECONDS_PER_MS,
    random: Math.random,
    sleep,
    ...interrupts,
  });
  interrupts.stop();
  process.exitCode = await output.proven(exitCode);
  // What is no longer wanted may still hold the process: an open standard input, a request on its way.
  process.exit();
}

/** Takes the environment over, and the secrets out of it: a browser that is started must not inherit them. */
function takeEnvironment(): Surroundings['env'] {
  const env = { ...process.env };
  for (const name of SECRET_VARIABLES) Reflect.deleteProperty(process.env, name);
  return env;
}

/** Runs one command line and writes its result; everything that can go wrong becomes an exit code here. */
export async function run(outside: Surroundings): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const complaints: string[] = [];
  const program = buildProgram(
    outside.version,
    async (invocation) => {
      const outcome = await outcomeOf(outside, invocation);
      exitCode = outcome.written
        ? outcome.exitCode
        : await write(outside, invocation.command, invocation.options, outcome);
    },
    {
      writeOut: (text) => outside.stdout.write(text),
      writeErr: (text) => complaints.push(text),
    },
  );
  const path = watchPath(program);
  try {
    await program.parseAsync(outside.argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.done;
    // Without any command at all the help is what was wanted; a program that reads JSON wanted something else.
    const bare = error.code === 'commander.help' && program.args.length === 0;
    if (!bare || outside.argv.includes('--json')) return misuse(outside, program, path, error);
    outside.stdout.write(complaints.join(''));
    return EXIT.done;
  }
}

async function outcomeOf<Input>(outside: Surroundings, invocation: Invocation<Input>): Promise<Outcome> {
  try {
    const { contextOf } = await import('./commands/context-of.ts');
    const context = contextOf(outside, invocation.options);
    const command = await invocation.load();
    return await Promise.race([command(context, invocation.input), outside.cutOff]);
  } catch (error) {
    const known = error instanceof TeamsyncError ? error : unexpected(error);
    return { exitCode: known.exitCode, data: {}, warnings: [], error: known, text: '' };
  }
}

/** Loaded only here: help and the version need none of it. */
async function write(...given: Parameters<typeof WriteOutcome>): Promise<ExitCode> {
  const { writeOutcome } = await import('./commands/write-outcome.ts');
  return writeOutcome(...given);
}

/** A command line that cannot be understood. */
async function misuse(
  outside: Surroundings,
  program: Command,
  path: readonly string[],
  error: CommanderError,
): Promise<ExitCode> {
  const { misuseOf } = await import('./cli/misuse.ts');
  const { message, hint } = misuseOf(program, path, error);
  const usage = new InvalidInputError('usage', message.replaceAll('\n', ' '), { hint });
  const typed = {
    json: outside.argv.includes('--json'),
    color: !outside.argv.includes('--no-color'),
    input: true,
  };
  const outcome = { exitCode: usage.exitCode, data: {}, warnings: [], error: usage, text: '' };
  return write(outside, path.length === 0 ? 'teamsync' : path.join(' '), typed, outcome);
}

function unexpected(error: unknown): TeamsyncError {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new TeamsyncError(EXIT.unexpected, 'unexpected', `Something that should not happen did: ${text}`, {
    hint: 'Run it again with --verbose, and report what it prints together with what you did.',
    cause: error,
  });
}

function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  // Whoever waits looks at the signal itself, so an interrupted wait only ends early.
  await wait(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}
