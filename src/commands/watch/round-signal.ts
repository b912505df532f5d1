import { setMaxListeners } from 'node:events';
import { InterruptedError } from '../../errors.ts';
import type { Surroundings } from '../context.ts';

/** A run that is interrupted before it sends anything gets so long to give back what it holds. */
const FAREWELL_MS = 3_000;

/**
 * Does the work of one run with a signal of its own, to which nothing of the run is tied any longer when it is over. An
 * interrupt lets graceful work end by itself; any other work is given up after a moment. Throws `InterruptedError` then.
 */
export async function interruptibly<T>(
  outside: Surroundings,
  work: (inside: Surroundings) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  // Every call of the run may wait for it, and Node takes more than ten listeners for a leak.
  setMaxListeners(0, controller.signal);
  const over = new AbortController();
  const doing = { graceful: 0, worked: false };
  const inside: Surroundings = {
    ...outside,
    signal: controller.signal,
    async graceful(task, notice) {
      doing.graceful += 1;
      doing.worked = true;
      try {
        return await outside.graceful(task, notice);
      } finally {
        doing.graceful -= 1;
      }
    },
  };
  const cutOff = new Promise<never>((_resolve, reject) => {
    const interrupt = async (): Promise<void> => {
      controller.abort(outside.signal.reason);
      await outside.sleep(FAREWELL_MS, over.signal);
      if (doing.graceful === 0) reject(cutShort(outside.signal, doing.worked));
    };
    if (outside.signal.aborted) void interrupt();
    outside.signal.addEventListener('abort', () => void interrupt(), { signal: over.signal });
  });
  try {
    return await Promise.race([work(inside), cutOff]);
  } finally {
    over.abort();
  }
}

function cutShort({ reason }: AbortSignal, worked: boolean): InterruptedError {
  return new InterruptedError(reason, `Interrupted.${worked ? '' : ' Nothing was sent to Dropbox.'}`);
}
