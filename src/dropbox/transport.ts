import { exchange, type Answer, type Attempt } from './exchange.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import { createPause, type Pause, type PauseOptions } from './pause.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Outgoing, Send } from './send.ts';
import { lost, notSent, redirected, unavailable } from './transport-errors.ts';

/** Dropbox's own Python SDK gives a request 100 seconds. */
const TIMEOUT_MS = 100_000;
/** Tries of one request, the first one included; then Dropbox counts as unavailable. */
const MOST_TRIES = 5;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
/** The default of `--concurrency`. */
const WRITES_AT_ONCE = 4;

export interface TransportOptions extends PauseOptions {
  /** Where API calls go, such as `https://api.dropboxapi.com`. */
  origin: string;
  version: string;
  /** Sends one request, straight or through a proxy. */
  send: Send;
  random: () => number;
  /** Milliseconds since the epoch, for dates in `Retry-After`. */
  now: () => number;
  /** Writes under way at most, from 1 to 16; fewer while Dropbox throttles. */
  writesAtOnce?: number;
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
  init: { method: string } & Partial<Pick<Outgoing, 'headers' | 'body'>>;
  /** True when asking twice is harmless; the rest is a write, and only so many of these are under way at once. */
  repeatable: boolean;
}

export interface Transport {
  /** Resolves with what Dropbox answered, whatever its status below 500. */
  send: (request: TransportRequest) => Promise<Answer>;
  counts: () => RequestCounts;
}

/** What all requests of a run share. */
interface Shared {
  options: TransportOptions;
  counts: RequestCounts;
  pause: Pause;
  limiter: Limiter;
}

/**
 * The one place through which every request goes. What is repeatable is tried again after any failure, the rest only
 * when it is certain that it was not executed; throttling makes all callers wait, and fewer of them write side by side.
 * Throws `UnavailableError` when no usable answer came, and `LostAnswerError` when a request may or may not have been
 * executed.
 */
export function createTransport(options: TransportOptions): Transport {
  const shared: Shared = {
    options,
    counts: { total: 0, retries: 0, byRoute: {} },
    pause: createPause(options),
    limiter: createLimiter({ writesAtOnce: WRITES_AT_ONCE, ...options }),
  };
  return {
    counts: () => structuredClone(shared.counts),
    send: (request) => send(shared, request),
  };
}

async function send(shared: Shared, request: TransportRequest): Promise<Answer> {
  const { options, pause, limiter } = shared;
  const { route, repeatable } = request;
  const place = repeatable ? null : limiter.place();
  // Being told to wait is no failure, so it does not count against the tries.
  let failures = 0;
  for (let tries = 1; ; tries += 1) {
    const result = await attemptInTurn(shared, request, place, tries > 1);
    if (result.kind === 'answer') return result.answer;
    if (result.kind === 'redirected') throw redirected(route, result.host);
    if (result.kind === 'throttled') continue;
    if (result.sent && !repeatable) throw lost(route, result);
    failures += 1;
    if (failures >= MOST_TRIES) throw unavailable(route, result, tries);
    const longest = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failures - 1));
    if (!pause.allows(longest)) throw unavailable(route, result, tries);
    await options.sleep(options.random() * longest, options.signal);
  }
}

/** One attempt when its turn has come; what it tells is known to everybody before the next one goes. */
async function attemptInTurn(
  shared: Shared,
  request: TransportRequest,
  place: number | null,
  isRetry: boolean,
): Promise<Attempt> {
  const { options, counts, pause, limiter } = shared;
  const leave = await turn(shared, place);
  try {
    if (options.signal.aborted) throw notSent(request.route, options.signal);
    if (isRetry) counts.retries += 1;
    const began = options.monotonic();
    const result = await attempt(shared, request);
    if (result.kind === 'throttled' || (result.kind === 'answer' && result.crowded)) limiter.throttled(began);
    else if (result.kind === 'answer' && place !== null) limiter.answered();
    if (result.kind === 'answer') pause.progress();
    else pause.stalled(began);
    if (result.kind === 'throttled') pause.start(result.waitMs, request.route, result.requestId);
    return result;
  } finally {
    leave();
  }
}

/** Waits until nobody is told to wait, and a write for its place in the queue as well; answers with what ends its turn. */
async function turn({ pause, limiter }: Shared, place: number | null): Promise<() => void> {
  for (;;) {
    await pause.over();
    if (place === null) return () => undefined;
    const leave = await limiter.enter(place);
    if (!pause.isOn()) return leave;
    leave();
  }
}

function attempt({ options, counts }: Shared, { path, route, init }: TransportRequest): Promise<Attempt> {
  counts.total += 1;
  counts.byRoute[route] = (counts.byRoute[route] ?? 0) + 1;
  const outgoing = {
    method: init.method,
    headers: { ...init.headers, 'user-agent': `teamsync/${options.version}` },
    body: init.body ?? null,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  };
  return exchange(options.send, options.origin + path, outgoing, options.now, retryAfterMs);
}
