import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Sight } from '../../../src/commands/watch/look.ts';
import { watch, type Ports } from '../../../src/commands/watch/loop.ts';
import type { Ending, Look } from '../../../src/commands/watch/schedule.ts';

const MINUTE = 60_000;

interface Watching {
  /** How the roster looks at a time. */
  roster?: (now: number) => Look;
  /** How each run ends; `well` when there are no more of them. */
  endings?: Ending[];
  /** When it is interrupted. */
  until: number;
  ports?: Partial<Ports>;
}

/** What a watcher does on a clock that costs no time. */
async function watched({ roster = () => 'A', endings = [], until, ports }: Watching): Promise<string[]> {
  const controller = new AbortController();
  const told: string[] = [];
  let now = 0;
  const tell = (text: string): void => void told.push(`${String(now / 1000)}s ${text}`);
  await watch({
    every: MINUTE,
    monotonic: () => now,
    random: () => 0,
    signal: controller.signal,
    async sleep(milliseconds) {
      await turn();
      now += milliseconds;
      if (now >= until) controller.abort('SIGTERM');
    },
    look() {
      const look = roster(now);
      return Promise.resolve<Sight>({ look, missing: look === null ? 'gone' : null });
    },
    run({ reason, look }) {
      tell(`${reason} ${String(look)}`);
      return Promise.resolve(endings.shift() ?? 'well');
    },
    onMissing: tell,
    onEnded: (nextIn) => {
      tell(`next in ${String(nextIn / 1000)}s`);
    },
    ...ports,
  });
  return told;
}

test('runs at the start, at the interval, and when a changed roster has come to rest', async () => {
  const roster = (now: number): Look => (now < 90_000 ? 'A' : 'B');
  expect(await watched({ roster, until: 100_000 })).toEqual([
    '2s start A',
    '2s next in 60s',
    '62s interval A',
    '62s next in 60s',
    '92s changed B',
    '92s next in 60s',
  ]);
});

test('a failure makes the next wait longer, and a changed roster does not wait for it', async () => {
  const roster = (now: number): Look => (now < 500_000 ? 'A' : 'B');
  expect(await watched({ roster, endings: ['failed', 'failed', 'failed'], until: 510_000 })).toEqual([
    '2s start A',
    '2s next in 120s',
    '122s retry A',
    '122s next in 240s',
    '362s retry A',
    '362s next in 480s',
    '502s changed B',
    '502s next in 60s',
  ]);
});

test('a roster that is gone is said once, and again only when it was there in between', async () => {
  const roster = (now: number): Look => ((now > 10_000 && now < 20_000) || now > 30_000 ? null : 'A');
  expect(await watched({ roster, until: 40_000 })).toEqual([
    '2s start A',
    '2s next in 60s',
    '11s gone',
    '31s gone',
  ]);
});

test('a drive that does not answer keeps nobody who interrupts', async () => {
  const signal = AbortSignal.abort('SIGTERM');
  const look = (): Promise<Sight> => new Promise(() => undefined);
  expect(await watched({ until: 0, ports: { signal, look } })).toEqual([]);
});

test('an interrupt during a run ends it after that run', async () => {
  const controller = new AbortController();
  const runs: string[] = [];
  await watched({
    until: Infinity,
    ports: {
      signal: controller.signal,
      run: ({ reason }) => {
        runs.push(reason);
        controller.abort('SIGTERM');
        return Promise.resolve('failed');
      },
    },
  });
  expect(runs).toEqual(['start']);
});
