import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';

/** When a run is killed: at which of its requests, how far that one has got, and how many milliseconds after that. */
export interface Moment {
  request: number;
  stage: 'arrives' | 'is carried out' | 'is answered';
  laterMs: number;
}

/** A server in front of a sandbox that strikes at one moment and is dead from then on until it is revived. */
export interface Gate {
  url: string;
  routes: string[];
  arm: (moment: Moment, strike: () => void) => void;
  /** Stops one request on its way, and only that; `arrived` resolves when it is there. */
  hold: (request: number) => { arrived: Promise<void>; release: () => void };
  /** Resolves when nothing is being passed on any more; then requests go through again. */
  revive: () => Promise<void>;
  close: () => Promise<void>;
}

interface Held {
  request: number;
  arrive: () => void;
  released: Promise<void>;
}

interface State {
  held: Held | null;
  armed: { moment: Moment; strike: () => void } | null;
  dead: boolean;
}

/** Waits for less than a timer can. */
async function after(milliseconds: number): Promise<void> {
  for (const end = performance.now() + milliseconds; performance.now() < end;) await turn();
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function promise(): { settled: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const settled = new Promise<void>((done) => {
    resolve = done;
  });
  return { settled, resolve };
}

/** Starts a gate in front of the server at this address. */
export async function startGate(target: string): Promise<Gate> {
  const routes: string[] = [];
  const state: State = { held: null, armed: null, dead: false };
  const passing = new Set<Promise<void>>();
  const isDead = (): boolean => state.dead;

  const reached = async (request: number, stage: Moment['stage']): Promise<void> => {
    const { armed } = state;
    if (armed?.moment.request !== request || armed.moment.stage !== stage) return;
    const { moment, strike } = armed;
    state.armed = null;
    await after(moment.laterMs);
    state.dead = true;
    strike();
  };
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const number = routes.push((request.url ?? '').replace(/^\/2\//, ''));
    const body = await bodyOf(request);
    if (state.held?.request === number) {
      state.held.arrive();
      await state.held.released;
    }
    await reached(number, 'arrives');
    if (isDead()) return void response.destroy();
    const { authorization, 'content-type': type } = request.headers;
    const headers = {
      ...(authorization === undefined ? {} : { authorization }),
      ...(type === undefined ? {} : { 'content-type': type }),
    };
    const answer = await fetch(target + (request.url ?? ''), { method: 'POST', headers, body });
    const text = await answer.text();
    await reached(number, 'is carried out');
    if (isDead()) return void response.destroy();
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    const sent = once(response, 'finish');
    response.end(text);
    await sent;
    await reached(number, 'is answered');
  };
  const server = createServer((request, response) => {
    // Whoever is killed does not hear the end of it.
    const passed = pass(request, response)
      .catch(() => response.destroy())
      .then(() => undefined);
    passing.add(passed);
    void passed.then(() => passing.delete(passed));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    routes,
    arm: (moment, strike) => {
      state.armed = { moment, strike };
    },
    hold: (request) => {
      const arrival = promise();
      const departure = promise();
      state.held = { request, arrive: arrival.resolve, released: departure.settled };
      return { arrived: arrival.settled, release: departure.resolve };
    },
    revive: async () => {
      state.armed = null;
      await Promise.all(passing);
      state.dead = false;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await Promise.all(passing);
    },
  };
}
