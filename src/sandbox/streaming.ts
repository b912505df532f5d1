import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** The pause between two drips, unless a single byte takes longer. */
const DRIP_MS = 100;
const SECOND_MS = 1000;

const ENDLESS_CHUNK = Buffer.alloc(1024 * 1024, ' ');

/** Whoever swallows this much swallows anything. */
const ENDLESS_CHUNKS = 200;

/** Aborted when the caller goes away or the sandbox is closed. */
function endOf(response: ServerResponse, ends: AbortSignal): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    gone.abort();
  });
  return AbortSignal.any([ends, gone.signal]);
}

/** Waits for something that the signal can cut short; false when it did. */
async function came(event: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  try {
    await event;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return !signal.aborted;
}

/** Sends a body at this pace until it is over or nobody listens any more. */
export async function drip(
  response: ServerResponse,
  body: string,
  bytesPerSecond: number,
  ends: AbortSignal,
): Promise<void> {
  const signal = endOf(response, ends);
  const bytes = Buffer.from(body);
  const pause = Math.max(DRIP_MS, SECOND_MS / bytesPerSecond);
  const size = Math.max(1, Math.round((bytesPerSecond * pause) / SECOND_MS));
  for (let sent = 0; sent < bytes.length; sent += size) {
    if (sent > 0 && !(await came(delay(pause, undefined, { ref: false, signal }), signal))) return;
    response.write(bytes.subarray(sent, sent + size));
  }
  response.end();
}

/** Sends blanks as fast as they are taken, far beyond what any answer is long. */
export async function pour(response: ServerResponse, ends: AbortSignal): Promise<void> {
  const signal = endOf(response, ends);
  for (let chunk = 0; chunk < ENDLESS_CHUNKS; chunk += 1) {
    if (signal.aborted) return;
    if (response.write(ENDLESS_CHUNK)) continue;
    if (!(await came(once(response, 'drain', { signal }), signal))) return;
  }
  response.end();
}
