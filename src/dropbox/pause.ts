import { rateLimited } from './transport-errors.ts';

/** Timers of Node fire at once beyond this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** Dropbox counts throttled requests too, so even "try again at once" is given a moment. */
const SHORTEST_PAUSE_MS = 1000;

export interface PauseOptions {
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Milliseconds on a clock that never jumps. */
  monotonic: () => number;
  /** Milliseconds that the run may spend on waiting without getting on. */
  retryBudgetMs: number;
  signal: AbortSignal;
}

/** What all requests of a run wait for together. */
export interface Pause {
  /** Resolves when nobody is told to wait any more, or the run is interrupted. */
  over: () => Promise<void>;
  /** True while everybody is told to wait. */
  isOn: () => boolean;
  /** Makes everybody wait from now on; throws `rate_limited` when there is no time left for it. */
  start: (waitMs: number, route: string, requestId: string | null) => void;
  /** Nothing came of a request that began then: from that moment on the run does not get on. */
  stalled: (since: number) => void;
  /** True when the run may go without getting on for so much longer. */
  allows: (milliseconds: number) => boolean;
  /** The run got on: the budget is whole again. */
  progress: () => void;
}

/**
 * One pause and one budget for all callers: throttled requests count against the limit of Dropbox, so nobody asks while
 * somebody is told to wait, and the time in which a run does not get on passes once, however many callers wait.
 */
export function createPause({ sleep, monotonic, retryBudgetMs, signal }: PauseOptions): Pause {
  let until = 0;
  let stalledSince: number | null = null;
  const stalled = (since: number): void => {
    stalledSince ??= since;
  };
  const allows = (milliseconds: number): boolean => {
    const now = monotonic();
    return now - (stalledSince ?? now) + milliseconds <= retryBudgetMs;
  };
  const isOn = (): boolean => until > monotonic() && !signal.aborted;
  const over = async (): Promise<void> => {
    for (let left = until - monotonic(); left > 0 && !signal.aborted; left = until - monotonic()) {
      await sleep(Math.min(left, LONGEST_TIMER_MS), signal);
    }
  };
  return {
    over,
    isOn,
    stalled,
    allows,
    progress: () => {
      stalledSince = null;
    },
    start: (waitMs, route, requestId) => {
      const wait = Math.max(SHORTEST_PAUSE_MS, waitMs);
      if (!allows(wait)) throw rateLimited(route, waitMs, requestId);
      until = Math.max(until, monotonic() + wait);
    },
  };
}
