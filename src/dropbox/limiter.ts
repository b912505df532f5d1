import { halved, openWindow, roomIn, widened, type Window } from './window.ts';

export interface LimiterOptions {
  /** Writes under way at most, whatever the team takes. */
  writesAtOnce: number;
  /** Milliseconds on a clock that never jumps. */
  monotonic: () => number;
  /** Ends all waiting when it is aborted. */
  signal: AbortSignal;
}

/** What all writes of a run pass through, whatever they change; reads do not. */
export interface Limiter {
  /** A place in the queue; whoever has to come again keeps it. */
  place: () => number;
  /**
   * Resolves when it is the turn of this place, or at once when the run is interrupted; answers with what gives the room
   * back, which may be called more than once.
   */
  enter: (place: number) => Promise<() => void>;
  /** A write was answered. */
  answered: () => void;
  /** A request that began then was throttled. */
  throttled: (began: number) => void;
}

interface Waiting {
  place: number;
  go: () => void;
}

/** One limiter for a team: as many writes side by side as it takes without throttling, first come, first served. */
export function createLimiter({ writesAtOnce, monotonic, signal }: LimiterOptions): Limiter {
  let window: Window = openWindow(writesAtOnce);
  let places = 0;
  let inside = 0;
  const queue: Waiting[] = [];

  const admit = (): void => {
    while (queue.length > 0 && (inside < roomIn(window) || signal.aborted)) {
      inside += 1;
      queue.shift()?.go();
    }
    if (queue.length === 0) signal.removeEventListener('abort', admit);
  };
  const pass = (): (() => void) => {
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      inside -= 1;
      admit();
    };
  };
  const change = (next: Window): void => {
    window = next;
    admit();
  };
  return {
    place: () => (places += 1),
    enter: (place) =>
      new Promise((resolve) => {
        const go = (): void => {
          resolve(pass());
        };
        const behind = queue.findIndex((other) => other.place > place);
        queue.splice(behind === -1 ? queue.length : behind, 0, { place, go });
        signal.addEventListener('abort', admit);
        admit();
      }),
    answered: () => {
      change(widened(window));
    },
    throttled: (began) => {
      change(halved(window, began, monotonic()));
    },
  };
}
