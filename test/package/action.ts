import { execFile, type ChildProcess } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { builtInSeed } from '../../src/sandbox/seed.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/server.ts';
import { emptyFolder, ROOT } from './place.ts';

/** What a step of a job ended with, and what it told the job. */
export interface Step {
  exitCode: number | null;
  stdout: string;
  outputs: Record<string, string>;
  summary: string;
}

interface Extra {
  env?: Record<string, string>;
  onStart?: (child: ChildProcess) => void;
}

/** A runner with an empty workspace. */
export interface Runner {
  workspace: string;
  /** Runs one script of the action with inputs by their names in action.yml. */
  step: (script: string, inputs: Record<string, string>, extra?: Extra) => Promise<Step>;
}

/** A runner of one test. */
export async function startRunner(): Promise<Runner> {
  const folder = await emptyFolder();
  const workspace = join(folder, 'workspace');
  await mkdir(workspace);
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    RUNNER_TEMP: folder,
    GITHUB_ACTION_PATH: ROOT,
    TEAMSYNC_PROGRAM: join(ROOT, 'bin', 'teamsync.js'),
    TEAMSYNC_CONFIG_DIR: join(folder, 'config'),
    TEAMSYNC_STATE_DIR: join(folder, 'state'),
    ...files,
  };
  return {
    workspace,
    async step(script, inputs, { env: more = {}, onStart } = {}) {
      for (const file of Object.values(files)) await writeFile(file, '');
      const ended = await start(join(ROOT, 'action', script), workspace, {
        env: { ...env, ...variablesOf(inputs), ...more },
        ...(onStart === undefined ? {} : { onStart }),
      });
      const lines = (await readFile(files.GITHUB_OUTPUT, 'utf8')).split('\n').slice(0, -1);
      const outputs = Object.fromEntries(lines.map(entryOf));
      return { ...ended, outputs, summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8') };
    },
  };
}

/** A runner whose job talks to a sandbox. */
export async function startJob(
  options: Partial<SandboxOptions> = {},
): Promise<Runner & { sandbox: Sandbox }> {
  const sandbox = await startSandbox({ team: { seed: builtInSeed() }, ...options });
  onTestFinished(() => sandbox.close());
  const runner = await startRunner();
  const env = {
    TEAMSYNC_DROPBOX_API_URL: sandbox.url,
    TEAMSYNC_DROPBOX_AUTH_URL: sandbox.url,
    TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken,
  };
  return {
    ...runner,
    sandbox,
    step: (script, inputs, extra) =>
      runner.step(script, inputs, { ...extra, env: { ...env, ...extra?.env } }),
  };
}

/** The name of the variable by which action.yml hands an input on. */
export function variableOf(input: string): string {
  return `INPUT_${input.replaceAll('-', '_').toUpperCase()}`;
}

function entryOf(line: string): [string, string] {
  const end = line.indexOf('=');
  return [line.slice(0, end), line.slice(end + 1)];
}

function variablesOf(inputs: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [variableOf(name), value]));
}

function start(
  script: string,
  cwd: string,
  { env, onStart }: Required<Pick<Extra, 'env'>> & Extra,
): Promise<Pick<Step, 'exitCode' | 'stdout'>> {
  return new Promise((resolve) => {
    const child = execFile('bash', [script], { cwd, env }, (_error, stdout) => {
      resolve({ exitCode: child.exitCode, stdout });
    });
    onStart?.(child);
  });
}
