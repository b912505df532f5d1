import type { Agent, ClientRequest, RequestOptions } from 'node:http';
import { READABLE_ENCODINGS, readReceived } from './received.ts';
import { UnsentError, type Outgoing, type Received, type Send } from './send.ts';

/** For a connection with everything before the request: name, address and TLS. Node's own fetch gives it as long. */
const CONNECT_TIMEOUT_MS = 10_000;
/** Servers close idle connections at some time; one that has been idle for so long is not trusted with a write. */
const LONGEST_IDLE_MS = 4_000;

interface Client {
  /** Keeps connections for the next requests; of several idle ones it takes the one that was used last. */
  agent: Agent;
  open: (url: URL, options: RequestOptions) => ClientRequest;
  /** The event of a socket that can take a request. */
  ready: 'connect' | 'secureConnect';
}

/** A way to send straight to where a URL points, over connections that are kept for the next requests on this way. */
export function createDirectSend(
  connectTimeoutMs = CONNECT_TIMEOUT_MS,
  longestIdleMs = LONGEST_IDLE_MS,
): Send {
  const clients: Record<string, Promise<Client>> = {};
  return async (url, outgoing) => {
    const target = new URL(url);
    const client = await (clients[target.protocol] ??= loadClient(target.protocol, longestIdleMs));
    return sendOnce(client, target, outgoing, connectTimeoutMs);
  };
}

/** The global `fetch` is left alone: with it, Node loads a second HTTP client, which takes as long as a dry run. */
async function loadClient(protocol: string, longestIdleMs: number): Promise<Client> {
  const kept = { keepAlive: true, timeout: longestIdleMs };
  if (protocol === 'https:') {
    const { Agent, request } = await import('node:https');
    return { agent: new Agent(kept), open: request, ready: 'secureConnect' };
  }
  const { Agent, request } = await import('node:http');
  return { agent: new Agent(kept), open: request, ready: 'connect' };
}

function sendOnce(
  { agent, open, ready }: Client,
  url: URL,
  { method, headers, body, signal }: Outgoing,
  connectTimeoutMs: number,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const request = open(url, { agent, method, signal });
    const wasConnected = watchConnection(request, ready, connectTimeoutMs);
    const fail = (cause: Error): void => {
      reject(wasConnected() ? cause : new UnsentError(cause));
    };
    request.on('error', fail);
    request.on('response', (response) => {
      resolve(readReceived(response.statusCode ?? 0, response.headers, response));
    });
    // A server that switches protocols ends the request without an answer and without an error.
    request.on('close', () => {
      fail(new Error('closed without an answer'));
    });
    try {
      // Among the options they would be part of what NODE_DEBUG=http prints.
      request.setHeader('accept-encoding', READABLE_ENCODINGS);
      for (const [name, value] of Object.entries(headers)) request.setHeader(name, value);
      request.end(body ?? '');
    } catch (error) {
      request.destroy(error instanceof Error ? error : undefined);
    }
  });
}

/** Ends a request whose connection is not made in time; tells at the end whether it ever was. */
function watchConnection(request: ClientRequest, ready: Client['ready'], timeoutMs: number): () => boolean {
  let connected = false;
  request.once('socket', (socket) => {
    connected = !socket.connecting;
    if (connected) return;
    const timer = setTimeout(() => {
      request.destroy(Object.assign(new Error('no connection in time'), { code: 'ETIMEDOUT' }));
    }, timeoutMs);
    socket.once(ready, () => {
      connected = true;
      clearTimeout(timer);
    });
    request.once('close', () => {
      clearTimeout(timer);
    });
  });
  return () => connected;
}
