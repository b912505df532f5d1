import type { Sight } from './look.ts';
import { decide, ended, looked, startSchedule, type Ending, type Look, type Reason } from './schedule.ts';

/** A run that is about to begin. */
export interface Round {
  reason: Reason;
  /** How the roster looks at rest; `null` when it never came to rest. */
  look: Look;
}

/** What the loop works with; times are milliseconds on a clock that never jumps. */
export interface Ports {
  every: number;
  monotonic: () => number;
  random: () => number;
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Ends the loop: at once between runs, else when the run has ended. */
  signal: AbortSignal;
  look: () => Promise<Sight>;
  /** Does the run of a round; it never rejects for what a run may end with. */
  run: (round: Round) => Promise<Ending>;
  /** Hears once that a roster is gone, and why. */
  onMissing: (why: string) => void;
  /** Hears after a run in how many milliseconds the next one is due. */
  onEnded: (nextIn: number) => void;
}

/** Runs at the start, whenever the roster has changed and come to rest, and at the interval, until it is interrupted. */
export async function watch(ports: Ports): Promise<void> {
  const { monotonic, signal } = ports;
  let schedule = startSchedule(ports.every, monotonic());
  let missing: string | null = null;
  for (;;) {
    const sight = await beforeAbort(ports.look(), signal);
    if (sight === null || signal.aborted) return;
    schedule = looked(schedule, sight.look, monotonic());
    if (sight.missing !== null && missing === null) ports.onMissing(sight.missing);
    missing = sight.missing;
    const step = decide(schedule, monotonic());
    if (step.kind === 'wait') {
      await ports.sleep(step.ms, signal);
      continue;
    }
    const ending = await ports.run(step);
    const now = monotonic();
    schedule = ended(schedule, step, ending, now, ports.random());
    ports.onEnded(schedule.due.at - now);
  }
}

/** What comes of some work, or `null` when an interrupt comes first: a drive that does not answer must hold nobody. */
async function beforeAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  const done = new AbortController();
  const aborted = new Promise<null>((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener(
      'abort',
      () => {
        resolve(null);
      },
      { signal: done.signal },
    );
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    done.abort();
  }
}
