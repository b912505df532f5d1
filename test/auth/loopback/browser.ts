import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, onTestFinished } from 'vitest';
import { openListener, type LoopbackListener } from '../../../src/auth/loopback/listener.ts';
import { parseRedirectUri, type RedirectUri } from '../../../src/auth/loopback/redirect-uri.ts';

const ADDRESSES = Object.values(networkInterfaces()).flatMap((list) => list ?? []);

export const HAS_IPV6 = ADDRESSES.some(({ address }) => address === '::1');
/** An address of this machine that others can reach, if it has one. */
export const OUTER_ADDRESS = ADDRESSES.find(
  ({ internal, family }) => !internal && family === 'IPv4',
)?.address;

export interface Seen {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Visit {
  method?: string;
  host?: string;
  address?: string;
}

export function listenAt(port: number, address: string): Promise<Server> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => {
      resolve(server);
    });
  });
}

export async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

export async function freeUri(host: RedirectUri['host'] = '127.0.0.1'): Promise<RedirectUri> {
  const server = await listenAt(0, host === '[::1]' ? '::1' : '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  await closeServer(server);
  return parseRedirectUri(`http://${host}:${String(port)}/callback`);
}

/** Occupies the port of a redirect URI until the test is over. */
export async function occupy({ port }: RedirectUri, address = '127.0.0.1'): Promise<void> {
  const server = await listenAt(port, address);
  onTestFinished(() => closeServer(server));
}

export async function open(...candidates: RedirectUri[]): Promise<LoopbackListener> {
  const listener = await openListener(candidates.length === 0 ? [await freeUri()] : candidates);
  onTestFinished(() => listener.close());
  return listener;
}

/** What a browser sees at a path of the listener. */
export function visit({ redirectUri }: LoopbackListener, path: string, how: Visit = {}): Promise<Seen> {
  const { host, port } = redirectUri;
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      agent: false,
      host: how.address ?? (host === '[::1]' ? '::1' : '127.0.0.1'),
      port,
      path,
      method: how.method ?? 'GET',
      headers: { Host: how.host ?? `${host}:${String(port)}` },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    request.end();
  });
}

/** A connection on which nothing is said, unless a text is given. */
export function dial(port: number, address = '127.0.0.1', text = ''): Promise<Socket> {
  const socket = connect(port, address);
  onTestFinished(() => {
    socket.destroy();
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.on('error', () => undefined);
      if (text !== '') socket.write(text);
      resolve(socket);
    });
  });
}

/** Everything that arrives until the other side is done. */
export function readAll(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('utf8')));
    socket.on('close', () => {
      resolve(text);
    });
  });
}

export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('it should have failed'),
    (error: unknown) => error,
  );
}
