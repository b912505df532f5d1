import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { sendFor } from '../../src/dropbox/proxy.ts';
import type { Outgoing } from '../../src/dropbox/send.ts';
import type { TransportRequest } from '../../src/dropbox/transport.ts';
import { refreshAccessToken } from '../../src/auth/oauth.ts';
import { Secret } from '../../src/auth/secret.ts';
import { startFakeDropbox, teamAt, transportTo } from '../helpers/fake-dropbox.ts';

const SUSPEND = 'team/members/suspend';
/** A name that only a proxy could know. */
const TEAM = 'http://dropbox.invalid';
const GET: Outgoing = { method: 'GET', headers: {}, body: null, signal: new AbortController().signal };

/** A proxy that opens every tunnel to `target`, whatever name it is asked for. */
async function startProxy(target: string): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server: Server = createServer();
  server.on('connect', (request, client) => {
    asked.push(request.url ?? '');
    const upstream = connect(Number(new URL(target).port), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
    onTestFinished(() => {
      upstream.destroy();
      client.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, asked };
}

test('a proxy that is no URL is exit 7', async () => {
  await expect(sendFor(TEAM, { HTTPS_PROXY: 'proxy:nonsense' })).rejects.toMatchObject({
    code: 'bad_proxy',
    exitCode: 7,
  });
});

test.each(['HTTP_PROXY', 'http_proxy'])('%s carries requests to another host', async (name) => {
  const fake = await startFakeDropbox({ [SUSPEND]: { json: null } });
  const proxy = await startProxy(fake.origin);
  const team = teamAt(TEAM, { send: await sendFor(TEAM, { [name]: proxy.url }) });
  await team.writer.suspendMember('dbmid:1', { wipeData: false });
  expect(proxy.asked).toEqual(['dropbox.invalid:80']);
  expect(fake.seen[0]?.body).toMatchObject({ wipe_data: false });
});

test.each(['HTTPS_PROXY', 'https_proxy'])('%s is asked for a tunnel to an https host', async (name) => {
  const fake = await startFakeDropbox({});
  const proxy = await startProxy(fake.origin);
  const send = await sendFor('https://dropbox.invalid', { [name]: proxy.url });
  await expect(send('https://dropbox.invalid/2/x', GET)).rejects.toThrow();
  expect(proxy.asked).toEqual(['dropbox.invalid:443']);
});

test.each(['NO_PROXY', 'no_proxy'])('%s keeps a host away from the proxy', async (name) => {
  const fake = await startFakeDropbox({});
  const proxy = await startProxy(fake.origin);
  const send = await sendFor(TEAM, { HTTP_PROXY: proxy.url, [name]: 'dropbox.invalid' });
  await expect(send(`${TEAM}/2/x`, GET)).rejects.toThrow();
  expect(proxy.asked).toEqual([]);
});

test('this very machine is never reached through a proxy', async () => {
  const fake = await startFakeDropbox({ [SUSPEND]: { json: null } });
  const proxy = await startProxy(fake.origin);
  const team = teamAt(fake.origin, {
    send: await sendFor(fake.origin, { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url }),
  });
  await team.writer.suspendMember('dbmid:1', { wipeData: false });
  expect(proxy.asked).toEqual([]);
});

test('token requests take the same way', async () => {
  const fake = await startFakeDropbox({
    '/oauth2/token': { json: { access_token: 'sl.new', token_type: 'bearer', expires_in: 60 } },
  });
  const proxy = await startProxy(fake.origin);
  const { send } = transportTo(TEAM, { send: await sendFor(TEAM, { HTTP_PROXY: proxy.url }) });
  const endpoint = {
    origin: TEAM,
    send: (init: TransportRequest['init'], repeatable: boolean) =>
      send({ path: '/oauth2/token', route: 'oauth2/token', init, repeatable }),
  };
  const app = { key: 'k1', secret: null };
  const answer = await refreshAccessToken(endpoint, app, new Secret('refresh-token'));
  expect(answer.accessToken.reveal()).toBe('sl.new');
  expect(proxy.asked).toEqual(['dropbox.invalid:80']);
});
