import { setImmediate as turn } from 'node:timers/promises';

/** Timers of Node fire at once beyond this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** How long a stream may send nothing before it is given up. */
export interface Patience {
  /** 0 is without end: whoever leaves no time for retries has not said when a pipe has to be filled. */
  milliseconds: number;
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** Waits for as long as it takes. */
export const FOREVER: Patience = { milliseconds: 0, sleep: () => Promise.resolve() };

/**
 * Yields what a stream sends, piece by piece, and throws what `stalled` makes when nothing comes for as long as `patience`
 * lasts; however slow, what keeps coming is read to its end.
 */
export async function* inTime<T>(
  stream: AsyncIterable<T>,
  patience: Patience,
  stalled: () => Error,
): AsyncGenerator<T, void> {
  const pieces = stream[Symbol.asyncIterator]();
  for (;;) {
    const next = await nextWithin(pieces, patience);
    if (next === null) throw stalled();
    if (next.done === true) return;
    yield next.value;
  }
}

/** What comes next, or `null` when patience ends first. */
async function nextWithin<T>(
  pieces: AsyncIterator<T>,
  { milliseconds, sleep }: Patience,
): Promise<IteratorResult<T> | null> {
  const next = pieces.next();
  if (milliseconds === 0) return next;
  const came = new AbortController();
  try {
    const waited = sleep(Math.min(milliseconds, LONGEST_TIMER_MS), came.signal);
    // A process that was stopped wakes up to its timer first, and then to what came in the meantime.
    return await Promise.race([next, waited.then(() => turn(null))]);
  } finally {
    came.abort();
  }
}
