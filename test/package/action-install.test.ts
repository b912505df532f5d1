import { chmod, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { startRunner, type Step } from './action.ts';
import { ROOT } from './place.ts';

interface Installed extends Step {
  /** What npm was called with, each line one call. */
  calls: string;
  folder: string;
}

/** Runs the script with an npm that only writes down what it is asked for. */
async function install(version: string): Promise<Installed> {
  const { workspace, step } = await startRunner();
  const npm = join(workspace, 'npm');
  const calls = join(workspace, 'calls');
  await writeFile(npm, '#!/bin/sh\necho "$PWD: $*" >> "$CALLS"\n');
  await chmod(npm, 0o755);
  await writeFile(calls, '');
  const env = { PATH: `${workspace}${delimiter}${process.env['PATH'] ?? ''}`, CALLS: calls };
  const ended = await step('install.sh', { version }, { env });
  return { ...ended, calls: await readFile(calls, 'utf8'), folder: join(workspace, '..') };
}

test('without a version the commit of the action is built, from its lock file', async () => {
  const { exitCode, calls, outputs } = await install('');
  expect(exitCode).toBe(0);
  expect(calls).toBe(`${ROOT}: ci --ignore-scripts --no-audit --no-fund\n${ROOT}: run build\n`);
  expect(outputs['program']).toBe(join(ROOT, 'bin', 'teamsync.js'));
});

test('a version is installed from the registry, without scripts and outside of the workspace', async () => {
  const { exitCode, calls, outputs, folder } = await install('1.2.3-rc.1');
  const target = join(folder, 'teamsync-1.2.3-rc.1');
  expect(exitCode).toBe(0);
  expect(calls).toBe(
    `${target}: install --prefix ${target} --ignore-scripts --omit=optional --no-audit --no-fund teamsync@1.2.3-rc.1\n`,
  );
  expect(outputs['program']).toBe(join(target, 'node_modules', 'teamsync', 'bin', 'teamsync.js'));
});

test.each(['latest', '^1.2.3', '1.2', '../x', '1.2.3 --registry=http://x', '1.2.3\n::error::x', '$(id)'])(
  'a version that is not exact is refused: %j',
  async (version) => {
    const { exitCode, calls, stdout, outputs } = await install(version);
    expect({ exitCode, calls, outputs }).toEqual({ exitCode: 7, calls: '', outputs: {} });
    expect(stdout).toMatch(/^::error title=teamsync::The input version is [^\n]*\n$/);
  },
);
