import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { VARIABLE } from '../setup/compiled.ts';
import { checkOutput } from './valid-document.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PROGRAM = join(ROOT, 'bin', 'teamsync.js');

export interface Ran {
  stdout: string;
  stderr: string;
  exitCode: number | null;
}

interface RunOptions {
  env?: Record<string, string>;
  /** What stands on standard input; without it the input is empty. */
  input?: string;
  /** Called with the running program, to send it signals. */
  onStart?: (child: ChildProcess) => void;
  /** The folder to start in; the checkout itself when absent. */
  cwd?: string;
}

/** An installation of its own: empty folders of configuration and state that are gone after the test. */
export interface Installation {
  folder: string;
  env: Record<string, string>;
  /** Runs the built program in a pipe; with `--json` what it writes is checked against its schema. */
  run: (args: readonly string[], options?: RunOptions) => Promise<Ran>;
  /** Runs it in a terminal of so many columns, typing what is given; both streams arrive as one. */
  runInTerminal: (args: readonly string[], options: RunOptions & { columns: number }) => Promise<Ran>;
}

/** Makes an installation for one test. */
export async function install(): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'teamsync-e2e-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    XDG_CACHE_HOME: process.env[VARIABLE] ?? folder,
    TERM: 'xterm',
    TZ: 'UTC',
    TEAMSYNC_CONFIG_DIR: join(folder, 'config'),
    TEAMSYNC_STATE_DIR: join(folder, 'state'),
  };
  return {
    folder,
    env,
    run: async (args, options = {}) => {
      const ran = await start(process.execPath, [PROGRAM, ...args], env, options);
      checkOutput(args, ran);
      return ran;
    },
    runInTerminal: (args, { columns, ...options }) => {
      const words = [process.execPath, PROGRAM, ...args].map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
      const line = `stty cols ${String(columns)} rows 50; ${words.join(' ')}`;
      return start('script', ['--quiet', '--return', '--command', line, '/dev/null'], env, options);
    },
  };
}

function start(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
  options: RunOptions,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: options.cwd ?? ROOT, env: { ...env, ...options.env } });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    }
    child.on('error', reject);
    options.onStart?.(child);
    child.on('close', (exitCode) => {
      resolve({ ...output, exitCode });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** Takes out of a text what changes from run to run: dates, folders, ports and ids. */
export function stable(text: string, installation: Installation): string {
  return text
    .replaceAll(installation.folder, 'FOLDER')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'DATE UTC')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, 'TIMESTAMP')
    .replaceAll(/since \d{4}-\d\d-\d\d, \d+ days?/g, 'since DAY, N days')
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'http://127.0.0.1:PORT')
    .replaceAll(/\b(dbmid|dbtid|dbid|g):[\w-]+/g, '$1:ID')
    .replaceAll(/request [0-9a-f]{32}/g, 'request ID')
    .replaceAll('\r\n', '\n');
}
