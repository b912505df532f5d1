import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { beforeAll, beforeEach } from 'vitest';
import { hostileFolders } from '../../helpers/completing.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const PROGRAM = join(ROOT, 'bin', 'teamsync.js');

/** Skips the tests of a file or a block where a program (or the file of a library) is missing, and says so aloud. */
export function needs(program: string): void {
  const folders = program.startsWith('/') ? [''] : (process.env['PATH'] ?? '').split(delimiter);
  const missing = !folders.some((folder) => existsSync(join(folder, program)));
  const reason = `${program} is not installed`;
  beforeAll(() => {
    // The reason of a skipped test is not shown for a file without failures.
    if (missing) process.stderr.write(`${reason}; the tests of completion with it are skipped.\n`);
  });
  beforeEach(({ skip }) => {
    skip(missing, reason);
  });
}

interface Ended {
  stdout: string;
  stderr: string;
  exitCode: number | null;
}

/** A user with the built program in the PATH, hostile names in the folders of teamsync, and some files to choose from. */
export interface User {
  run: string;
  /** The folder to work in, where `pwned` would be if something had been run that should not. */
  work: string;
  /** Runs a program there. */
  start: (program: string, args: readonly string[], input?: string) => Promise<Ended>;
  /** The script for a shell, in a file. */
  script: (shell: string) => Promise<string>;
  /**
   * Types lines into a shell on a terminal, tabs and all, and answers with the words of each `teamsync` that was called in
   * the end: they are printed instead of doing anything.
   */
  type: (shell: readonly string[], lines: readonly string[]) => Promise<string[][]>;
}

/** Makes such a user for one test. */
export async function newUser(): Promise<User> {
  const { folder, config, state, run } = await hostileFolders();
  const [bin, work] = [join(folder, 'bin'), join(folder, 'work')];
  await mkdir(bin);
  await mkdir(work);
  await writeFile(join(bin, 'teamsync'), `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' "$@"\n`);
  await chmod(join(bin, 'teamsync'), 0o755);
  for (const name of ['my roster.csv', 'plan.json', "it's.md"]) await writeFile(join(work, name), '');
  const env = {
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    TERM: 'xterm',
    LC_ALL: 'C.UTF-8',
    PS1: '$ ',
    TEAMSYNC_CONFIG_DIR: config,
    TEAMSYNC_STATE_DIR: state,
  };
  const start: User['start'] = (program, args, input = '') =>
    new Promise((resolve, reject) => {
      const child = spawn(program, args, { cwd: work, env });
      const ended = { stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr'] as const) {
        child[name].setEncoding('utf8').on('data', (text: string) => {
          ended[name] += text;
        });
      }
      child.on('error', reject);
      child.on('close', (exitCode) => {
        resolve({ ...ended, exitCode });
      });
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    });
  return {
    run,
    work,
    start,
    script: async (shell) => {
      const path = join(folder, `teamsync.${shell}`);
      await writeFile(path, await printed(shell, start));
      return path;
    },
    type: async (shell, lines) => {
      const typed = [...lines, 'exit', ''].join('\n');
      const { stdout } = await start('script', ['--quiet', '--command', shell.join(' '), '/dev/null'], typed);
      return calledIn(stdout);
    },
  };
}

/** Each script is asked for once: starting the program takes most of the time of these tests. */
const PRINTED = new Map<string, Promise<string>>();

function printed(shell: string, start: User['start']): Promise<string> {
  const asked = PRINTED.get(shell) ?? start('teamsync', ['completion', shell]).then(({ stdout }) => stdout);
  PRINTED.set(shell, asked);
  return asked;
}

/** What makes `teamsync` print its words instead of doing anything; completing starts the program all the same. */
export const PRINTING = `teamsync() { printf '\\n(%s)' "$@"; printf '\\n((end))\\n'; }`;

function calledIn(screen: string): string[][] {
  const calls: string[][] = [];
  let words: string[] = [];
  for (const line of screen.split(/\r?\n/)) {
    if (line === '((end))') {
      calls.push(words);
      words = [];
    } else if (/^\(.*\)$/.test(line)) words.push(line.slice(1, -1));
  }
  return calls;
}
