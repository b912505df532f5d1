import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { run } from '../../../src/main.ts';
import { outsideWith } from '../../helpers/context.ts';
import type { Ran } from '../../helpers/run-main.ts';

const ROSTER = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'roster.csv');
const START = Date.parse('2026-03-02T10:00:00Z');

/** A folder with the roster of the rehearsal team, and watchers in it for which time costs nothing. */
export interface Watchtower {
  folder: string;
  roster: string;
  env: Record<string, string>;
  /** Watches until that minute, when SIGTERM comes; what is to happen at other minutes happens in between. */
  watch: (
    minutes: number,
    options?: { line?: string; at?: Record<number, () => unknown>; signalName?: string },
  ) => Promise<Ran>;
  run: (line: string) => Promise<Ran>;
}

/** Makes one for a test. */
export async function watchtower(variables: Record<string, string> = {}): Promise<Watchtower> {
  const folder = await mkdtemp(join(tmpdir(), 'teamsync-watch-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const roster = join(folder, 'roster.csv');
  await copyFile(ROSTER, roster);
  const env = { TEAMSYNC_CONFIG_DIR: folder, TEAMSYNC_STATE_DIR: folder, ...variables };
  let elapsed = 0;
  const played = async (
    line: string,
    { until, at, signalName }: { until: number; at: Record<number, () => unknown>; signalName: string },
  ): Promise<Ran> => {
    const controller = new AbortController();
    const began = elapsed;
    const events = Object.entries(at).map(([minute, act]) => [began + Number(minute) * 60_000, act] as const);
    const outside = outsideWith({
      argv: line.split(' '),
      cwd: folder,
      env,
      now: () => new Date(START + elapsed),
      monotonic: () => elapsed,
      signal: controller.signal,
      async sleep(milliseconds) {
        await turn();
        elapsed += milliseconds;
        for (const [, act] of events.filter(([time]) => time > elapsed - milliseconds && time <= elapsed)) {
          await act();
        }
        if (elapsed >= began + until * 60_000) controller.abort(signalName);
      },
    });
    const exitCode = await run(outside);
    return { exitCode, stdout: outside.stdout.text, stderr: outside.stderr.text };
  };
  return {
    folder,
    roster,
    env,
    watch: (until, { line = '', at = {}, signalName = 'SIGTERM' } = {}) => {
      const words = `reconcile roster.csv --yes --watch --sandbox --every 10m ${line}`.trim();
      return played(words, { until, at, signalName });
    },
    run: (line) => played(`${line} --sandbox`, { until: Infinity, at: {}, signalName: 'SIGTERM' }),
  };
}
