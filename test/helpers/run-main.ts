import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Surroundings } from '../../src/commands/context.ts';
import { run } from '../../src/main.ts';
import { outsideWith } from './context.ts';
import { checkOutput } from './valid-document.ts';

/** What a command line ended with. */
export interface Ran {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs a command line in a folder of its own, or in the one given by the environment; with `--json` what it writes is
 * checked against its schema.
 */
export async function teamsync(
  line: string,
  fields: Partial<Surroundings> & { terminal?: number } = {},
): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), 'teamsync-main-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const outside = outsideWith({
    argv: line.split(' ').filter((word) => word !== ''),
    cwd: folder,
    ...fields,
    env: { TEAMSYNC_CONFIG_DIR: folder, TEAMSYNC_STATE_DIR: folder, ...fields.env },
  });
  const exitCode = await run(outside);
  const ran = { exitCode, stdout: outside.stdout.text, stderr: outside.stderr.text };
  checkOutput(outside.argv, ran);
  return ran;
}

/** The one document on standard output; fails when there is anything else. */
export function documentOf({ stdout }: Ran): Record<string, unknown> {
  return JSON.parse(stdout) as Record<string, unknown>;
}
