import { createServer, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RedirectUri } from './redirect-uri.ts';

const SERVER_OPTIONS = {
  maxHeaderSize: 8192,
  requestTimeout: 5000,
  headersTimeout: 5000,
  /** Node looks for requests that are too slow only this often, by default every 30 s. */
  connectionsCheckingInterval: 1000,
  keepAliveTimeout: 1,
  /** A missing Host is judged with the wrong ones. */
  requireHostHeader: false,
} as const;
const MOST_CONNECTIONS = 20;
const BAD_REQUEST = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

const NO_SUCH_ADDRESS: readonly string[] = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];
const UNUSABLE: readonly string[] = ['EADDRINUSE', 'EACCES', ...NO_SUCH_ADDRESS];

export interface LocalAddress {
  address: string;
  /** Whether the machine may do without it. */
  optional: boolean;
}

export type Bound = { kind: 'bound'; servers: readonly Server[] } | { kind: 'unusable'; reason: string };

/** The addresses that a browser may try for the host of a redirect URI; never all interfaces (RFC 8252, section 8.3). */
export function addressesOf(host: RedirectUri['host']): readonly LocalAddress[] {
  switch (host) {
    case '127.0.0.1':
      return [{ address: '127.0.0.1', optional: false }];
    case '[::1]':
      return [{ address: '::1', optional: false }];
    case 'localhost':
      return [
        { address: '127.0.0.1', optional: false },
        { address: '::1', optional: true },
      ];
  }
}

/** Listens on a port of every one of the addresses, or on none of them when one is not to be had. */
export async function bind(
  port: number,
  addresses: readonly LocalAddress[],
  onRequest: RequestListener,
): Promise<Bound> {
  const servers: Server[] = [];
  for (const { address, optional } of addresses) {
    try {
      servers.push(await listen(address, port, onRequest));
    } catch (error) {
      const reason = codeOf(error);
      if (optional && NO_SUCH_ADDRESS.includes(reason)) continue;
      await closeServers(servers);
      if (!UNUSABLE.includes(reason)) throw error;
      return { kind: 'unusable', reason };
    }
  }
  return { kind: 'bound', servers };
}

/** Stops listening and drops every connection, silent ones too. */
export async function closeServers(servers: readonly Server[]): Promise<void> {
  const closed = servers.map(
    (server) =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  );
  await Promise.all(closed);
}

function listen(address: string, port: number, onRequest: RequestListener): Promise<Server> {
  const server = createServer(SERVER_OPTIONS, onRequest);
  server.maxConnections = MOST_CONNECTIONS;
  server.on('clientError', answerNonsense);
  return new Promise((resolve, reject) => {
    // Stays for good: a connection that cannot be accepted must not end the program.
    server.on('error', reject);
    server.listen(port, address, () => {
      resolve(server);
    });
  });
}

function answerNonsense(_error: Error, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(BAD_REQUEST, () => socket.destroy());
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
