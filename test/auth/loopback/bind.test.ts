import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { addressesOf, bind, closeServers, type Bound } from '../../../src/auth/loopback/bind.ts';
import { openListener } from '../../../src/auth/loopback/listener.ts';
import { UnauthorizedError } from '../../../src/errors.ts';
import {
  closeServer,
  dial,
  failureOf,
  freeUri,
  HAS_IPV6,
  listenAt,
  occupy,
  open,
  OUTER_ADDRESS,
  visit,
} from './browser.ts';

/** RFC 5737: an address of documentations, which no machine has. */
const NOBODYS_ADDRESS = '192.0.2.254';

async function bindFor(port: number, addresses: Parameters<typeof bind>[1]): Promise<Bound> {
  const bound = await bind(port, addresses, () => undefined);
  onTestFinished(() => closeServers(bound.kind === 'bound' ? bound.servers : []));
  return bound;
}

function connects(port: number, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, address);
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}

test('127.0.0.1 is listened at alone', async () => {
  const { redirectUri } = await open();
  expect(await connects(redirectUri.port, '127.0.0.1')).toBe(true);
  expect(await connects(redirectUri.port, '127.0.0.2')).toBe(false);
  expect(await connects(redirectUri.port, '::1')).toBe(false);
});

test.skipIf(OUTER_ADDRESS === undefined)('other machines cannot connect', async () => {
  for (const host of ['127.0.0.1', 'localhost'] as const) {
    const { redirectUri } = await open(await freeUri(host));
    expect(await connects(redirectUri.port, '127.0.0.1')).toBe(true);
    expect(await connects(redirectUri.port, OUTER_ADDRESS ?? '')).toBe(false);
  }
});

test.skipIf(!HAS_IPV6)('[::1] is listened at alone', async () => {
  const listener = await open(await freeUri('[::1]'));
  expect((await visit(listener, '/callback')).status).toBe(400);
  expect(await connects(listener.redirectUri.port, '127.0.0.1')).toBe(false);
});

test.skipIf(!HAS_IPV6)('localhost is listened at in both families', async () => {
  const listener = await open(await freeUri('localhost'));
  expect((await visit(listener, '/callback', { address: '127.0.0.1' })).status).toBe(400);
  expect((await visit(listener, '/callback', { address: '::1' })).status).toBe(400);
});

test.skipIf(!HAS_IPV6)(
  'localhost is taken when somebody else has [::1], and 127.0.0.1 is let go',
  async () => {
    const taken = await freeUri('localhost');
    await occupy(taken, '::1');
    const next = await freeUri();
    const listener = await open(taken, next);
    expect(listener.redirectUri).toEqual(next);
    await closeServer(await listenAt(taken.port, '127.0.0.1'));
  },
);

test('an optional address that the machine does not have is done without', async () => {
  const { port } = await freeUri();
  const bound = await bindFor(port, [
    { address: '127.0.0.1', optional: false },
    { address: NOBODYS_ADDRESS, optional: true },
  ]);
  expect(bound.kind === 'bound' && bound.servers).toHaveLength(1);
  expect(await connects(port, '127.0.0.1')).toBe(true);
});

test('an address that is needed and missing is named by the code of the system', async () => {
  const { port } = await freeUri();
  const bound = await bindFor(port, [
    { address: '127.0.0.1', optional: false },
    { address: NOBODYS_ADDRESS, optional: false },
  ]);
  expect(bound).toEqual({ kind: 'unusable', reason: 'EADDRNOTAVAIL' });
  expect(await connects(port, '127.0.0.1')).toBe(false);
});

test('only [::1] of localhost may be missing', () => {
  expect(addressesOf('localhost').filter(({ optional }) => optional)).toEqual([
    { address: '::1', optional: true },
  ]);
  expect(addressesOf('[::1]')).toEqual([{ address: '::1', optional: false }]);
  expect(addressesOf('127.0.0.1')).toEqual([{ address: '127.0.0.1', optional: false }]);
});

test('an error that another port would not cure is passed on', async () => {
  await expect(bindFor(70_000, addressesOf('127.0.0.1'))).rejects.toMatchObject({
    code: 'ERR_SOCKET_BAD_PORT',
  });
});

test('the next URI is used when the port of the first one is taken', async () => {
  const taken = await freeUri();
  await occupy(taken);
  const next = await freeUri();
  expect((await open(taken, next)).redirectUri).toEqual(next);
});

test('when all ports are taken, the URIs and the ways out are named', async () => {
  const uris = [await freeUri(), await freeUri()];
  for (const uri of uris) await occupy(uri);
  const error = await failureOf(openListener(uris));
  expect(error).toBeInstanceOf(UnauthorizedError);
  expect(error).toMatchObject({ code: 'ports_taken', exitCode: 5 });
  for (const { text } of uris) expect(String(error)).toContain(`${text} (EADDRINUSE)`);
  expect(error).toHaveProperty('hint', expect.stringMatching(/Stop .*--redirect-uri.*--paste/));
});

test('the port is free again after closing', async () => {
  const listener = await open();
  await dial(listener.redirectUri.port);
  await listener.close();
  await closeServer(await listenAt(listener.redirectUri.port, '127.0.0.1'));
});
