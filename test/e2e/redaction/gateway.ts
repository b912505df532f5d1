import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A way to Dropbox that passes everything on, or answers by repeating all that it was sent. */
export interface Gateway {
  origin: string;
  /** Method and address of every request. */
  seen: string[];
  /** Every secret that went through, with its name. */
  secrets: Map<string, string>;
  /** How what was sent is written into the answer; `null` passes requests on. */
  repeats: ((sent: string) => string) | null;
  /** Called before somebody's decision is passed on. */
  onDecision: () => Promise<void>;
  close: () => void;
}

const FORM_SECRETS = ['code', 'code_verifier', 'refresh_token', 'client_secret'];
const ANSWER_SECRETS = ['access_token', 'refresh_token'];

/** Starts a gateway before a server; it is closed after the test. */
export async function startGateway(target: string): Promise<Gateway> {
  const server = createServer((incoming, response) => {
    void readText(incoming).then((body) => answer(gateway, target, incoming, body, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(close);
  const gateway: Gateway = {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    seen: [],
    secrets: new Map(),
    repeats: null,
    onDecision: () => Promise.resolve(),
    close,
  };
  return gateway;
}

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function answer(
  gateway: Gateway,
  target: string,
  incoming: IncomingMessage,
  body: string,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url = '', headers } = incoming;
  const { secrets, repeats } = gateway;
  gateway.seen.push(`${method} ${url}`);
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) secrets.set(bearer, 'access token');
  const isToken = url.startsWith('/oauth2/token');
  const form = new URLSearchParams(isToken ? body : '');
  for (const name of FORM_SECRETS) if (form.has(name)) secrets.set(form.get(name) ?? '', name);
  if (repeats !== null && !url.startsWith('/oauth2/authorize')) {
    const said = repeats(isToken ? body : `Bearer ${bearer ?? ''}`);
    response.writeHead(400, { 'content-type': isToken ? 'application/json' : 'text/plain' });
    response.end(isToken ? JSON.stringify({ error: said, error_description: said }) : said);
    return;
  }
  if (method === 'POST' && url.startsWith('/oauth2/authorize')) await gateway.onDecision();
  const onward = ask(target + url, { method, headers, agent: false }, (reply) => {
    response.writeHead(reply.statusCode ?? 0, reply.headers);
    reply.pipe(response);
    if (isToken)
      void readText(reply).then((text) => {
        remember(secrets, text);
      });
  });
  onward.on('error', () => incoming.socket.resetAndDestroy());
  onward.end(body);
}

function remember(secrets: Map<string, string>, text: string): void {
  try {
    const answered = JSON.parse(text) as Record<string, unknown>;
    for (const name of ANSWER_SECRETS) {
      const value = answered[name];
      if (typeof value === 'string') secrets.set(value, name.replace('_', ' '));
    }
  } catch {
    // An answer that is no JSON gives nobody a token.
  }
}
