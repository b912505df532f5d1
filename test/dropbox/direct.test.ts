import { once } from 'node:events';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { createDirectSend } from '../../src/dropbox/direct.ts';
import { codeOf } from '../../src/dropbox/error-code.ts';
import { UnsentError, type Outgoing } from '../../src/dropbox/send.ts';
import { RESET, startFakeDropbox, TOKEN, type Reply } from '../helpers/fake-dropbox.ts';

const ROUTE = 'team/get_info';

function post(changes: Partial<Outgoing> = {}): Outgoing {
  return {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: '{"a":"ä"}',
    signal: new AbortController().signal,
    ...changes,
  };
}

async function portOf(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return String((server.address() as AddressInfo).port);
}

/** A port at which connections are met like this. */
async function startTcp(meet: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = [];
  const server = createTcpServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    meet(socket);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return portOf(server);
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('it should have failed'),
    (error: unknown) => error,
  );
}

/** Asks a fake that answers like this. */
async function ask(reply: Reply, outgoing = post()) {
  const fake = await startFakeDropbox({ [ROUTE]: reply });
  return { fake, answer: createDirectSend()(`${fake.origin}/2/${ROUTE}`, outgoing) };
}

test('a request arrives as it was meant, and its answer comes back whole', async () => {
  const { fake, answer } = await ask({ status: 409, headers: { 'X-Some': 'thing' }, json: { b: 'ö' } });
  await expect(answer).resolves.toMatchObject({
    status: 409,
    headers: { 'x-some': 'thing', 'x-dropbox-request-id': 'req-1' },
    body: '{"b":"ö"}',
  });
  expect(fake.seen).toMatchObject([
    {
      method: 'POST',
      url: `/2/${ROUTE}`,
      body: { a: 'ä' },
      headers: { authorization: `Bearer ${TOKEN}`, 'content-length': '10', 'accept-encoding': /gzip/ },
    },
  ]);
});

test('a request without a body says that it has none', async () => {
  const { fake, answer } = await ask({ json: null }, post({ headers: {}, body: null }));
  await answer;
  expect(fake.seen[0]).toMatchObject({ body: null, headers: { 'content-length': '0' } });
  expect(fake.seen[0]?.headers).not.toHaveProperty('transfer-encoding');
});

test('requests one after another share a connection, and side by side each has its own', async () => {
  const ports = new Set<number | undefined>();
  const fake = await startFakeDropbox({
    [ROUTE]: {
      raw: (response) => {
        ports.add(response.socket?.remotePort);
        response.end('null');
      },
    },
  });
  const send = createDirectSend();
  for (let count = 0; count < 3; count += 1) await send(`${fake.origin}/2/${ROUTE}`, post());
  expect(ports.size).toBe(1);
  await Promise.all([1, 2, 3].map(() => send(`${fake.origin}/2/${ROUTE}`, post())));
  expect(ports.size).toBe(3);
});

test('where nobody listens, the request was certainly not sent', async () => {
  const server = createTcpServer();
  const port = await portOf(server);
  await new Promise((resolve) => server.close(resolve));
  const error = await failureOf(createDirectSend()(`http://127.0.0.1:${port}/`, post()));
  expect(error).toBeInstanceOf(UnsentError);
  expect(codeOf(error)).toBe('ECONNREFUSED');
});

test('what breaks before TLS is agreed on was certainly not sent', async () => {
  const received: string[] = [];
  const port = await startTcp((socket) => {
    socket.once('data', (bytes) => {
      received.push(bytes.toString('latin1'));
      socket.resetAndDestroy();
    });
  });
  const error = await failureOf(createDirectSend()(`https://127.0.0.1:${port}/`, post()));
  expect(error).toBeInstanceOf(UnsentError);
  expect(codeOf(error)).toBe('ECONNRESET');
  expect(received.join('')).not.toContain(TOKEN);
});

test('a connection that is not made in time ends the request, which was certainly not sent', async () => {
  const port = await startTcp((socket) => socket.resume());
  const error = await failureOf(createDirectSend(1)(`https://127.0.0.1:${port}/`, post()));
  expect(error).toBeInstanceOf(UnsentError);
  expect(codeOf(error)).toBe('ETIMEDOUT');
});

const SWITCHED: Reply = {
  raw: (response) =>
    response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
};
const NO_HTTP: Reply = { raw: (response) => response.socket?.end('SSH-2.0-OpenSSH_9.6\r\n') };

test.each<[string, Reply]>([
  ['a reset', RESET],
  ['an end without an answer', { raw: (response) => response.socket?.end() }],
  ['another protocol', SWITCHED],
  ['what is no HTTP', NO_HTTP],
])('a request that arrived and got %s may have been sent', async (_name, reply) => {
  const { fake, answer } = await ask(reply);
  const error = await failureOf(answer);
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(UnsentError);
  expect(fake.seen).toHaveLength(1);
});

test('a kept connection that breaks under the next request leaves open whether that was sent', async () => {
  const fake = await startFakeDropbox({ [ROUTE]: [{ json: null }, RESET] });
  const send = createDirectSend();
  await send(`${fake.origin}/2/${ROUTE}`, post());
  const error = await failureOf(send(`${fake.origin}/2/${ROUTE}`, post()));
  expect(error).not.toBeInstanceOf(UnsentError);
  expect(codeOf(error)).toBe('ECONNRESET');
});

test('a request whose time is up is ended, and may have been sent', async () => {
  const time = new AbortController();
  const { answer } = await ask(
    {
      raw: () => {
        time.abort(new DOMException('too late', 'TimeoutError'));
      },
    },
    post({ signal: time.signal }),
  );
  const error = await failureOf(answer);
  expect(error).not.toBeInstanceOf(UnsentError);
  expect(codeOf(error)).toBe('TimeoutError');
});

test('a request whose time is up before it begins was certainly not sent', async () => {
  const { fake, answer } = await ask({ json: null }, post({ signal: AbortSignal.abort() }));
  expect(await failureOf(answer)).toBeInstanceOf(UnsentError);
  expect(fake.seen).toEqual([]);
});

test('an answer that is cut short keeps its head', async () => {
  const { answer } = await ask({
    raw: (response) => response.socket?.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\nAge: 1\r\n\r\n{"a":'),
  });
  await expect(answer).resolves.toEqual({
    status: 200,
    headers: { 'content-length': '9', age: '1' },
    body: null,
    code: 'ECONNRESET',
  });
});

test('a header that cannot be sent is refused without a word of its value', async () => {
  const headers = { authorization: `Bearer ${TOKEN}\n` };
  const { fake, answer } = await ask({ json: null }, post({ headers }));
  const error = await failureOf(answer);
  expect(error).toBeInstanceOf(UnsentError);
  expect(codeOf(error)).toBe('ERR_INVALID_CHAR');
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain(TOKEN);
  expect(fake.seen).toEqual([]);
});

test('a connection that has been idle for long is closed here, before a write is trusted to it', async () => {
  const closed: Promise<unknown>[] = [];
  const port = await startTcp((socket) => {
    closed.push(once(socket, 'close'));
    socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'));
  });
  const send = createDirectSend(undefined, 1);
  await send(`http://127.0.0.1:${port}/`, post());
  await closed[0];
  await send(`http://127.0.0.1:${port}/`, post());
  expect(closed).toHaveLength(2);
});
