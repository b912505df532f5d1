import { once } from 'node:events';
import { request } from 'node:http';
import { connect, Socket } from 'node:net';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { builtInSeed } from '../../src/sandbox/seed.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { startRig } from './helpers.ts';

test('the sandbox listens on loopback, on a port of its own', async () => {
  const [one, two] = await Promise.all([startRig(), startRig()]);
  expect(one.sandbox.url).toBe(`http://127.0.0.1:${String(one.sandbox.port)}`);
  expect(one.sandbox.port).not.toBe(two.sandbox.port);
});

test('a port in use is an error that names it', async () => {
  const { sandbox } = await startRig();
  const second = startSandbox({ team: { seed: builtInSeed() }, port: sandbox.port });
  await expect(second).rejects.toThrow(`127.0.0.1:${String(sandbox.port)} (listen EADDRINUSE`);
});

test('closing twice is closing once, and ends open connections', async () => {
  const { sandbox } = await startRig({ latencyMs: 60_000 });
  const hanging = request(`${sandbox.url}/2/team/get_info`, { method: 'POST' });
  const ended = once(hanging, 'error');
  hanging.end();
  const [socket] = z.tuple([z.instanceof(Socket)]).parse(await once(hanging, 'socket'));
  if (socket.connecting) await once(socket, 'connect');
  await Promise.all([sandbox.close(), sandbox.close()]);
  expect(await ended).toMatchObject([{ code: 'ECONNRESET' }]);
  await expect(fetch(sandbox.url)).rejects.toThrow('fetch failed');
});

test('every answer takes at least the latency', async () => {
  const { post } = await startRig({ latencyMs: 40 });
  const began = performance.now();
  await post('team/get_info');
  expect(performance.now() - began).toBeGreaterThanOrEqual(39);
});

test('the app key and the app secret are fifteen lower-case letters and digits each', async () => {
  const { appKey, appSecret } = (await startRig()).sandbox;
  expect(appKey).toMatch(/^[0-9a-z]{15}$/);
  expect(appSecret).toMatch(/^[0-9a-z]{15}$/);
  expect(appSecret).not.toBe(appKey);
});

test('a redirect URI that Dropbox would not register keeps the sandbox from starting', async () => {
  const started = startSandbox({ team: { seed: builtInSeed() }, redirectUris: ['http://example.com/'] });
  await expect(started).rejects.toThrow('http://example.com/');
});

test('a path outside the API is 404', async () => {
  const { send } = await startRig();
  for (const path of ['/', '/oauth2/elsewhere', '/oauth2/token/', '/1/team']) {
    expect(await send(path, { method: 'POST' })).toMatchObject({ status: 404 });
  }
});

test('a caller who goes away in the middle of a call harms nobody', async () => {
  const { sandbox, post } = await startRig();
  const socket = connect(sandbox.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('POST /2/team/get_info HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\n{');
  socket.destroy();
  await once(socket, 'close');
  expect((await post('team/get_info')).status).toBe(200);
});
