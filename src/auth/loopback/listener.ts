import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { TeamsyncError } from '../../errors.ts';
import { addressesOf, bind, closeServers } from './bind.ts';
import { judgeCallback } from './callback.ts';
import {
  ACCESS_DENIED,
  interruptedSignIn,
  portsTaken,
  refusedSignIn,
  timedOut,
  type Unusable,
} from './failures.ts';
import type { Tone } from './page.ts';
import type { RedirectUri } from './redirect-uri.ts';
import { sendPage } from './send-page.ts';
import { endPage, ignoredPage, refusalPage, USED_PAGE } from './stock-pages.ts';

/** Timers of Node fire at once beyond this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const OK = 200;
const CONFLICT = 409;

/** The answer of Dropbox, with the browser still waiting for its page. */
export interface Callback {
  /** `code`, `state` and, if there is one, `iss`. */
  parameters: URLSearchParams;
  /** Shows the browser how it ended and closes the connection; resolves when the page is out or the browser is gone. Only the first call counts. */
  finish: (outcome: { tone: Tone; heading: string; text: string }) => Promise<void>;
}

interface WaitOptions {
  /** What the answer has to repeat. */
  state: string;
  timeoutMs: number;
  signal: AbortSignal;
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export interface LoopbackListener {
  /** The registered redirect URI in use. */
  redirectUri: RedirectUri;
  /** Resolves with the first answer that has the state; rejects when Dropbox refuses, the time is up, or somebody interrupts. Once only. */
  wait: (options: WaitOptions) => Promise<Callback>;
  /** Stops listening and drops every connection at once; may be called again. */
  close: () => Promise<void>;
}

/** Listens at the first of the redirect URIs that is free; throws `ports_taken` when none is. */
export async function openListener(candidates: readonly RedirectUri[]): Promise<LoopbackListener> {
  const tried: Unusable[] = [];
  for (const redirectUri of candidates) {
    const { onRequest, wait, giveUp } = createReception(redirectUri);
    const bound = await bind(redirectUri.port, addressesOf(redirectUri.host), onRequest);
    if (bound.kind === 'unusable') {
      tried.push({ redirectUri: redirectUri.text, reason: bound.reason });
      continue;
    }
    let closed: Promise<void> | null = null;
    const close = (): Promise<void> => {
      giveUp();
      return (closed ??= closeServers(bound.servers));
    };
    return { redirectUri, wait, close };
  }
  throw portsTaken(tried);
}

interface Reception {
  onRequest: RequestListener;
  wait: LoopbackListener['wait'];
  /** Ends a wait that is under way. */
  giveUp: () => void;
}

interface Waiting {
  resolve: (callback: Callback) => void;
  reject: (error: TeamsyncError) => void;
}

/** Answers every request, and passes the first answer of Dropbox on to whoever waits for it. */
function createReception(redirect: RedirectUri): Reception {
  let state: string | null = null;
  let waiting: Waiting | null = null;

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const verdict = judgeCallback({ ...readHead(request), expected: { redirect, state } });
    if (verdict.kind === 'ignored') {
      void sendPage(response, verdict.status, ignoredPage(verdict.reason));
      return;
    }
    const caller = waiting;
    waiting = null;
    if (caller === null) {
      void sendPage(response, CONFLICT, USED_PAGE);
      return;
    }
    if (verdict.kind === 'code') {
      caller.resolve(hold(verdict.parameters, response));
      return;
    }
    void sendPage(response, OK, refusalPage(verdict.error === ACCESS_DENIED)).then(() => {
      caller.reject(refusedSignIn(verdict));
    });
  };

  const wait = async ({ state: expected, timeoutMs, signal, sleep }: WaitOptions): Promise<Callback> => {
    if (state !== null) throw new Error('This listener has been waited for already.');
    if (signal.aborted) throw interruptedSignIn(signal.reason);
    state = expected;
    const over = new AbortController();
    try {
      return await new Promise<Callback>((resolve, reject) => {
        waiting = { resolve, reject };
        const interrupt = (): void => {
          reject(interruptedSignIn(signal.reason));
        };
        signal.addEventListener('abort', interrupt, { once: true, signal: over.signal });
        sleep(Math.min(timeoutMs, LONGEST_TIMER_MS), over.signal).then(() => {
          reject(timedOut(redirect, timeoutMs));
        }, reject);
      });
    } finally {
      waiting = null;
      over.abort();
    }
  };

  const giveUp = (): void => waiting?.reject(interruptedSignIn('closed'));
  return { onRequest, wait, giveUp };
}

function readHead(request: IncomingMessage): { method: string; host: string | undefined; url: string } {
  const { host: hosts = [] } = request.headersDistinct;
  return {
    method: request.method ?? '',
    host: hosts.length === 1 ? hosts[0] : undefined,
    url: request.url ?? '',
  };
}

function hold(parameters: URLSearchParams, response: ServerResponse): Callback {
  let finished: Promise<void> | null = null;
  return {
    parameters,
    finish: (outcome) => (finished ??= sendPage(response, OK, endPage(outcome))),
  };
}
