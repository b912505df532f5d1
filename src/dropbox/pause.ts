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
  /** Resolves when nobody is told to wait any more. */
  over: () => Promise<void>;
  /** Makes everybody wait; throws `rate_limited` at once when there is no time left for it. */
  start: (waitMs: number, route: string, requestId: string | null) => Promise<void>;
  /** Takes time out of the budget; false when there is not so much left. */
  spend: (milliseconds: number) => boolean;
  /** The run got on: the budget is whole again. */
  progress: () => void;
}

/** One pause for all callers: throttled requests count against the limit, so nobody asks while somebody is told to wait. */
export function createPause({ sleep, monotonic, retryBudgetMs, signal }: PauseOptions): Pause {
  let until = 0;
  let spent = 0;
  const spend = (milliseconds: number): boolean => {
    if (spent + milliseconds > retryBudgetMs) return false;
    spent += milliseconds;
    return true;
  };
  const over = async (): Promise<void> => {
    for (let left = until - monotonic(); left > 0 && !signal.aborted; left = until - monotonic()) {
      await sleep(Math.min(left, LONGEST_TIMER_MS), signal);
    }
  };
  return {
    over,
    spend,
    progress: () => {
      spent = 0;
    },
    async start(waitMs, route, requestId) {
      const end = monotonic() + Math.max(SHORTEST_PAUSE_MS, waitMs);
      // Callers that were throttled side by side wait side by side: only what prolongs the pause costs time.
      const longer = Math.max(0, end - Math.max(until, monotonic()));
      if (!spend(longer)) throw rateLimited(route, waitMs, requestId);
      until = Math.max(until, end);
      await over();
    },
  };
}
