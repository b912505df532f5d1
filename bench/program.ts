import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { compiled } from './compiled.ts';
import { PEAK_VARIABLE } from './protocol.ts';

const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot'];

const count = z.number().min(0);

/** What a run says of itself; all of it is promised, so a run without it breaks the benchmark. */
const report = z.object({
  data: z.object({
    timings: z.object({
      roster: count,
      team: count,
      plan: count,
      apply: count,
      verify: count,
      total: count,
    }),
    requests: z.object({ total: z.int().min(1), retries: z.int().min(0) }),
    summary: z.object({ applied: count, failed: count, unknown: count }),
    changes: z.array(z.unknown()).transform((changes) => changes.length),
    verified: z.boolean().nullable(),
  }),
});

export type Report = z.output<typeof report>['data'];

/** A process from its start to its end. */
export interface Measured {
  wallMs: number;
  peakBytes: number;
  output: string;
}

/** Where a run keeps its files, and where the team is. */
export interface Place {
  /** The checkout. */
  root: string;
  /** A folder that the benchmark may fill. */
  folder: string;
}

/** The environment of a run of teamsync against a server: new folders, and nothing of this shell that could matter. */
export function environment(folder: string, url: string): Record<string, string> {
  const passed = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const own = mkdtempSync(join(folder, 'run-'));
  return {
    ...Object.fromEntries(passed),
    TEAMSYNC_CONFIG_DIR: join(own, 'config'),
    TEAMSYNC_STATE_DIR: join(own, 'state'),
    TEAMSYNC_DROPBOX_API_URL: url,
    TEAMSYNC_DROPBOX_ACCESS_TOKEN: 'measured',
  };
}

/** Runs a Node program to its end, with its output in a file so that nobody slows it down by reading. */
export async function measure(
  args: readonly string[],
  folder: string,
  env: Record<string, string>,
): Promise<Measured> {
  const own = mkdtempSync(join(folder, 'output-'));
  const paths = { stdout: join(own, 'stdout'), stderr: join(own, 'stderr'), peak: join(own, 'peak') };
  const files = [openSync(paths.stdout, 'w'), openSync(paths.stderr, 'w')];
  const began = performance.now();
  const child = spawn(process.execPath, ['--import', compiled('peak-memory'), ...args], {
    env: { ...env, [PEAK_VARIABLE]: paths.peak },
    stdio: ['ignore', ...files],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  const wallMs = performance.now() - began;
  for (const file of files) closeSync(file);
  if (code !== 0)
    throw new Error(`ended with ${String(code)}: ${readFileSync(paths.stderr, 'utf8').trim().slice(-600)}`);
  return {
    wallMs,
    peakBytes: Number(readFileSync(paths.peak, 'utf8')),
    output: readFileSync(paths.stdout, 'utf8'),
  };
}

/** Runs teamsync with `--json` against a server and reads what it says of itself. */
export async function runTeamsync(
  { root, folder }: Place,
  url: string,
  args: readonly string[],
): Promise<Measured & { report: Report }> {
  const program = join(root, 'bin/teamsync.js');
  const measured = await measure([program, ...args, '--json'], folder, environment(folder, url));
  return { ...measured, report: report.parse(JSON.parse(measured.output)).data };
}
