import { once, setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { answerApi, API_PREFIX } from './api.ts';
import { answerControl, CONTROL_PREFIX } from './control.ts';
import { Faults, type FaultRule } from './faults.ts';
import { deliver, readBody } from './http.ts';
import { perform } from './oauth/callback.ts';
import { answerOauth } from './oauth/endpoints.ts';
import { OAUTH_PREFIX } from './oauth/paths.ts';
import { redirectUriProblem } from './oauth/redirect-uri.ts';
import { textReply } from './replies.ts';
import { findRoute } from './route-table.ts';
import type { SandboxSeed } from './seed-file.ts';
import { builtInSeed, SandboxInputError } from './seed.ts';
import { takeSnapshot, type SandboxSnapshot } from './snapshot.ts';
import { TeamStore } from './store.ts';
import type { Delivery, HttpRequest, World } from './world.ts';

/** Nothing outside this machine can reach the sandbox. */
const LOOPBACK = '127.0.0.1';

/** Where the team lives: in a file that survives, or in memory only. */
export type TeamSource = { file: string; seed?: SandboxSeed } | { seed: SandboxSeed };

export interface SandboxOptions {
  team: TeamSource;
  /** 0, the default, takes any free port. */
  port?: number;
  now?: () => Date;
  /** How long every answer takes at least. */
  latencyMs?: number;
  /** Set from the start. */
  faults?: readonly FaultRule[];
  /** Count as registered while this sandbox runs, next to those of the team. */
  redirectUris?: readonly string[];
}

/** A running sandbox. */
export interface Sandbox {
  url: string;
  port: number;
  appKey: string;
  appSecret: string;
  accessToken: string;
  snapshot: () => SandboxSnapshot;
  close: () => Promise<void>;
}

function answer(world: World, request: HttpRequest): Delivery {
  if (request.path.startsWith(CONTROL_PREFIX)) return answerControl(world, request);
  if (request.path.startsWith(API_PREFIX)) return answerApi(world, request);
  if (request.path.startsWith(OAUTH_PREFIX)) return answerOauth(world, request);
  return { how: 'send', reply: textReply(404, `There is nothing at ${request.path}.`) };
}

interface Running {
  world: World;
  latencyMs: number;
  /** Aborted when the sandbox is closed. */
  ends: AbortSignal;
}

async function handle({ world, latencyMs, ends }: Running, request: IncomingMessage): Promise<Delivery> {
  const body = await readBody(request);
  if (body === null) return { how: 'send', reply: textReply(413, 'The request body is too long.') };
  if (latencyMs > 0) await delay(latencyMs, undefined, { ref: false });
  const { method = '', url = '/', headers } = request;
  const [path = '/'] = url.split('?');
  const query = url.slice(path.length + 1);
  // Until there is an answer nothing waits, so calls are carried out one after the other.
  const delivery = answer(world, { method, path, query, headers, body });
  if (delivery.prelude !== undefined) await perform(delivery.prelude, ends);
  return delivery;
}

async function serve(running: Running, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const over = arrival(running.world, request.url ?? '/');
  response.once('close', over);
  try {
    const delivery = await handle(running, request).catch(failure);
    // Whoever has the answer may call again before this connection has noticed.
    if (delivery.how === 'send') over();
    await deliver(response, delivery, running.ends);
  } catch {
    response.destroy();
  }
}

/** Counts a call of the API as under way; nothing else is counted. */
function arrival({ store }: World, url: string): () => void {
  const route = url.startsWith(API_PREFIX) ? findRoute(url.slice(API_PREFIX.length)) : undefined;
  return route === undefined ? () => undefined : store.arrive(route.access === 'write');
}

function failure(error: unknown): Delivery {
  const reason = error instanceof Error ? error.message : String(error);
  return { how: 'send', reply: textReply(500, `The sandbox failed: ${reason}`) };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, LOOPBACK);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `The sandbox cannot listen on ${LOOPBACK}:${String(port)} (${reason}); choose another --port`,
      {
        cause,
      },
    );
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sandbox has no TCP address');
  return address.port;
}

function checkRedirectUris(uris: readonly string[]): readonly string[] {
  const problems = uris.map(redirectUriProblem).filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new SandboxInputError('redirectUris', problems);
  return uris;
}

async function stop(server: Server, ending: AbortController): Promise<void> {
  const closed = once(server, 'close');
  ending.abort();
  server.close();
  server.closeAllConnections();
  await closed;
}

/** Starts an emulator of the Dropbox team API on loopback; resolves when it can be called. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { team, now = () => new Date(), latencyMs = 0 } = options;
  const redirectUris = checkRedirectUris(options.redirectUris ?? []);
  const store = new TeamStore(team.seed ?? builtInSeed(), 'file' in team ? team.file : null, now);
  const world: World = { store, faults: new Faults(), redirectUris };
  world.faults.add(options.faults ?? []);
  const ending = new AbortController();
  // Every answer that is delayed watches it, and Node takes more than ten of them for a leak.
  setMaxListeners(0, ending.signal);
  const running: Running = { world, latencyMs, ends: ending.signal };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void serve(running, request, response);
  });
  const port = await listen(server, options.port ?? 0);
  const { appKey, accessToken } = store.current().state.credentials;
  let closing: Promise<void> | null = null;
  return {
    url: `http://${LOOPBACK}:${String(port)}`,
    port,
    appKey,
    appSecret: store.appSecret(),
    accessToken,
    snapshot: () => takeSnapshot(store),
    close: () =>
      (closing ??= stop(server, ending).then(() => {
        store.close();
      })),
  };
}
