import { exchange, type Attempt } from './exchange.ts';
import { createPause, type PauseOptions } from './pause.ts';
import { retryAfterMs } from './retry-after.ts';
import { isRead } from './routes.ts';
import { lost, notSent, redirected, unavailable } from './transport-errors.ts';

/** Where the SDK believes it is talking to. */
const SDK_ORIGIN = 'https://api.dropboxapi.com';
/** Dropbox's own Python SDK gives a request 100 seconds. */
const TIMEOUT_MS = 100_000;
/** Tries of a read, the first one included; then Dropbox counts as unavailable. */
const READ_TRIES = 5;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;

export interface TransportOptions extends PauseOptions {
  /** Where API calls go, such as `https://api.dropboxapi.com`. */
  origin: string;
  version: string;
  /** Sends one request; the built-in `fetch`, or one that knows the proxy. */
  send: typeof fetch;
  random: () => number;
  /** Milliseconds since the epoch, for dates in `Retry-After`. */
  now: () => number;
}

export interface RequestCounts {
  total: number;
  retries: number;
  byRoute: Record<string, number>;
}

export interface Transport {
  /** For the SDK: takes its URLs, answers with a body that was read to its end. */
  fetch: (input: string, init?: RequestInit) => Promise<Response>;
  counts: () => RequestCounts;
}

/**
 * The one place through which every request goes. Reads are tried again after any failure, writes only when it is
 * certain that they were not executed; throttling makes all callers wait. Throws `UnavailableError` when no usable
 * answer came, and `LostAnswerError` when a write may or may not have been executed.
 */
export function createTransport(options: TransportOptions): Transport {
  const counts: RequestCounts = { total: 0, retries: 0, byRoute: {} };
  const pause = createPause(options);

  const attempt = async (url: string, route: string, init: RequestInit): Promise<Attempt> => {
    counts.total += 1;
    counts.byRoute[route] = (counts.byRoute[route] ?? 0) + 1;
    const headers = new Headers(init.headers);
    headers.set('user-agent', `teamsync/${options.version}`);
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    return exchange(options.send, url, { ...init, headers, signal: timeout }, options.now, retryAfterMs);
  };

  return {
    counts: () => structuredClone(counts),
    async fetch(input, init = {}) {
      if (!input.startsWith(`${SDK_ORIGIN}/2/`))
        throw new Error(`unexpected request to ${new URL(input).host}`);
      const route = input.slice(`${SDK_ORIGIN}/2/`.length);
      const url = options.origin + input.slice(SDK_ORIGIN.length);
      // Being told to wait is no failure, so it does not count against the tries.
      let failures = 0;
      for (let tries = 1; ; tries += 1) {
        await pause.over();
        if (options.signal.aborted) throw notSent(route, options.signal);
        if (tries > 1) counts.retries += 1;
        const result = await attempt(url, route, init);
        if (result.kind === 'answer') {
          pause.progress();
          return result.response;
        }
        if (result.kind === 'redirected') throw redirected(route, result.host);
        if (result.kind === 'throttled') {
          await pause.start(result.waitMs, route, result.requestId);
          continue;
        }
        const again = isRead(route) || !result.sent;
        if (!again) throw lost(route, result);
        failures += 1;
        if (failures >= READ_TRIES) throw unavailable(route, result, tries);
        const longest = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failures - 1));
        if (!pause.spend(longest)) throw unavailable(route, result, tries);
        await options.sleep(options.random() * longest, options.signal);
      }
    },
  };
}
