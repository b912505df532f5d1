import type { Readable, Writable } from 'node:stream';
import type { ChalkInstance } from 'chalk';
import type { ExitCode, TeamsyncError, Warning } from '../errors.ts';

/** An output stream with what a terminal tells about itself. */
export type Output = Writable & { isTTY?: boolean; columns?: number };

/** Everything of the outside world that a command may see; `main.ts` fills it from the process, tests from values. */
export interface Surroundings {
  argv: readonly string[];
  /** Of teamsync itself. */
  version: string;
  env: Readonly<Record<string, string | undefined>>;
  stdin: Readable & { isTTY?: boolean };
  stdout: Output;
  stderr: Output;
  now: () => Date;
  /** The time zone in which people read dates, such as `Europe/Berlin`. */
  zone: string;
  /** Milliseconds on a clock that never jumps. */
  monotonic: () => number;
  random: () => number;
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** The folder in which the program was started. */
  cwd: string;
  /** Version of Node, such as `22.11.0`. */
  node: string;
  /** `linux`, `darwin`, `win32`, … */
  platform: string;
  /** This process and the machine that it runs on, as a lock names them. */
  pid: number;
  host: string;
  /** Aborted at the first SIGINT or SIGTERM, with the signal's name as the reason. */
  signal: AbortSignal;
  /** Rejects when an interrupt ends the run; `main.ts` waits for it beside the command. */
  cutOff: Promise<never>;
  /** Runs work that an interrupt must not cut off: it watches `signal` itself, and `notice` is said then. */
  graceful: <T>(work: () => Promise<T>, notice?: string) => Promise<T>;
}

/** The options that every command takes, with their defaults filled in. */
export interface GlobalOptions {
  profile: string;
  json: boolean;
  quiet: boolean;
  verbose: boolean;
  color: boolean;
  input: boolean;
  sandbox: boolean;
}

/** What a command works with. */
export interface Context {
  options: GlobalOptions;
  outside: Surroundings;
  /** Absolute folders of configuration and run state, and the one in which the program was started. */
  folders: { config: string; state: string; work: string };
  /** Colours for standard output; a Chalk of level 0 where there are none. */
  paint: ChalkInstance;
  /** True when somebody can be asked: a terminal on both ends, no CI, no `--no-input`, no `--json`; nor with `--quiet`, which shows nothing to agree to. */
  interactive: boolean;
  /** Columns of standard output, 80 where it is not a terminal. */
  width: number;
  /** Writes a result for people to standard output now, piece by piece where it is long; with `--json` and `--quiet` it is not even made. */
  print: (render: () => string | Iterable<string>) => void;
  /** Writes a remark to standard error now; silent with `--quiet`. */
  note: (text: string) => void;
}

/** What a command ends with; `main.ts` turns it into bytes and an exit code. */
export interface Outcome {
  exitCode: ExitCode;
  /** The `data` of `--json`. */
  data: object;
  warnings: Warning[];
  /** Set exactly when `exitCode` is neither 0 nor 2. */
  error: TeamsyncError | null;
  /** The result for people, ending in a newline, or empty when it was printed already. */
  text: string;
  /** Set where the result is a file for programs, in which times stay as they are. */
  verbatim?: true;
  /** Set by the one command whose result is a secret; everywhere else the net for secrets is below the output. */
  reveals?: true;
  /** Set where all of it was written while the command was at work. */
  written?: true;
}

/** The usual end: exit code 0. */
export function done(data: object, text: string, warnings: Warning[] = []): Outcome {
  return { exitCode: 0, data, warnings, error: null, text };
}

/** What has to be typed so that another command uses the same profile, with a space before it; empty for the default one. */
export function profileFlag({ options }: Context): string {
  if (options.sandbox) return ' --sandbox';
  return options.profile === 'default' ? '' : ` --profile ${options.profile}`;
}
