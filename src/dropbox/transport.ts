import { exchange, type Attempt } from './exchange.ts';
import { createPause, type PauseOptions } from './pause.ts';
import { retryAfterMs } from './retry-after.ts';
import { lost, notSent, redirected, unavailable } from './transport-errors.ts';

/** Dropbox's own Python SDK gives a request 100 seconds. */
const TIMEOUT_MS = 100_000;
/** Tries of one request, the first one included; then Dropbox counts as unavailable. */
const MOST_TRIES = 5;
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

/** One request, to a path of the origin. */
export interface TransportRequest {
  /** Begins with a slash, such as `/2/team/get_info`. */
  path: string;
  /** What errors and counters call it, such as `team/get_info`. */
  route: string;
  init: RequestInit;
  /** True when asking twice is harmless. */
  repeatable: boolean;
}

export interface Transport {
  /** Answers with a response whose body was read to its end, whatever its status below 500. */
  send: (request: TransportRequest) => Promise<Response>;
  counts: () => RequestCounts;
}

/**
 * The one place through which every request goes. What is repeatable is tried again after any failure, the rest only
 * when it is certain that it was not executed; throttling makes all callers wait. Throws `UnavailableError` when no
 * usable answer came, and `LostAnswerError` when a request may or may not have been executed.
 */
export function createTransport(options: TransportOptions): Transport {
  const counts: RequestCounts = { total: 0, retries: 0, byRoute: {} };
  const pause = createPause(options);

  const attempt = async ({ path, route, init }: TransportRequest): Promise<Attempt> => {
    counts.total += 1;
    counts.byRoute[route] = (counts.byRoute[route] ?? 0) + 1;
    const headers = new Headers(init.headers);
    headers.set('user-agent', `teamsync/${options.version}`);
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const request = { ...init, headers, signal: timeout };
    return exchange(options.send, options.origin + path, request, options.now, retryAfterMs);
  };

  return {
    counts: () => structuredClone(counts),
    async send(request) {
      const { route, repeatable } = request;
      // Being told to wait is no failure, so it does not count against the tries.
      let failures = 0;
      for (let tries = 1; ; tries += 1) {
        await pause.over();
        if (options.signal.aborted) throw notSent(route, options.signal);
        if (tries > 1) counts.retries += 1;
        const began = options.monotonic();
        const result = await attempt(request);
        if (result.kind === 'answer') {
          pause.progress();
          return result.response;
        }
        if (result.kind === 'redirected') throw redirected(route, result.host);
        pause.stalled(began);
        if (result.kind === 'throttled') {
          await pause.start(result.waitMs, route, result.requestId);
          continue;
        }
        if (result.sent && !repeatable) throw lost(route, result);
        failures += 1;
        if (failures >= MOST_TRIES) throw unavailable(route, result, tries);
        const longest = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failures - 1));
        if (!pause.allows(longest)) throw unavailable(route, result, tries);
        await options.sleep(options.random() * longest, options.signal);
      }
    },
  };
}
