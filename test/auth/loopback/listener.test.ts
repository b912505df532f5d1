import { once } from 'node:events';
import { expect, test } from 'vitest';
import { PAGE_HEADERS } from '../../../src/auth/loopback/page.ts';
import { dial, open, readAll, visit } from './browser.ts';
import { GOOD, isOpen, STATE, SUCCESS, waiting } from './waiting.ts';

test('the first good answer is passed on, and its browser sees how the exchange ended', async () => {
  const { listener, answer } = await waiting();
  const page = visit(listener, GOOD);
  const callback = await answer;
  expect(Object.fromEntries(callback.parameters)).toEqual({ code: 'secret-code', state: STATE });
  expect(await isOpen(page)).toBe(true);
  await callback.finish(SUCCESS);
  await listener.close();
  const { status, body } = await page;
  expect(status).toBe(200);
  expect(body).toContain('<h1>Signed in</h1>');
  expect(body).toContain('Acme is authorized.');
  expect(body).toMatch(/<\/html>\s*$/);
});

test('a page is out to its last byte before its connection may be dropped', async () => {
  const { listener, answer } = await waiting();
  const page = visit(listener, GOOD);
  // More than the buffers of the system take at once.
  const text = 'x'.repeat(20_000_000);
  await (await answer).finish({ ...SUCCESS, text });
  await listener.close();
  expect((await page).body.endsWith('</html>\n')).toBe(true);
});

test('only the first end of a callback is shown', async () => {
  const { listener, answer } = await waiting();
  const page = visit(listener, GOOD);
  const callback = await answer;
  await Promise.all([
    callback.finish(SUCCESS),
    callback.finish({ tone: 'error', heading: 'Later', text: 'Later.' }),
  ]);
  expect((await page).body).toContain('<h1>Signed in</h1>');
});

const STRAYS: [string, number, Parameters<typeof visit>[1], Parameters<typeof visit>[2]?][] = [
  ['a forged code', 400, '/callback?code=forged&state=forged'],
  ['a forged refusal', 400, '/callback?error=access_denied'],
  ['a refusal with another state', 400, '/callback?error=access_denied&state=forged'],
  ['a code twice', 400, `${GOOD}&code=other`],
  ['code and error', 400, `${GOOD}&error=access_denied`],
  ['neither code nor error', 400, `/callback?state=${STATE}`],
  ['an overlong code', 400, `/callback?code=${'c'.repeat(2049)}&state=${STATE}`],
  ['the icon of the page', 404, '/favicon.ico'],
  ['a path that only looks like ours', 404, `/callback/..${GOOD}`],
  ['a POST', 405, GOOD, { method: 'POST' }],
  ['a HEAD', 405, GOOD, { method: 'HEAD' }],
  ['another host', 421, GOOD, { host: 'evil.example' }],
  ['localhost instead of the address', 421, GOOD, { host: 'localhost' }],
];

test.each(STRAYS)('%s is answered with %i and the wait goes on', async (_name, status, path, how) => {
  const { listener, answer } = await waiting();
  const seen = await visit(listener, path, how);
  expect(seen.status).toBe(status);
  expect(seen.headers.allow).toBe(status === 405 ? 'GET' : undefined);
  for (const [name, value] of Object.entries(PAGE_HEADERS)) {
    expect(seen.headers[name.toLowerCase()]).toBe(value);
  }
  expect(seen.body).not.toMatch(/forged|secret-code|right-state|evil/);
  expect(await isOpen(answer)).toBe(true);
  const page = visit(listener, GOOD);
  const callback = await answer;
  expect(callback.parameters.get('code')).toBe('secret-code');
  await callback.finish(SUCCESS);
  expect((await page).status).toBe(200);
});

test('a request without one plain Host header is misdirected', async () => {
  const { listener, answer } = await waiting();
  const { port } = listener.redirectUri;
  const host = `Host: 127.0.0.1:${String(port)}\r\n`;
  for (const hosts of ['', `${host}${host}`, `${host}Host: evil.example\r\n`]) {
    const socket = await dial(port, '127.0.0.1', `GET ${GOOD} HTTP/1.1\r\n${hosts}\r\n`);
    expect(await readAll(socket)).toMatch(/^HTTP\/1\.1 421 /);
  }
  expect(await isOpen(answer)).toBe(true);
});

test('what is not HTTP is answered with 400 and the connection is closed', async () => {
  const { listener, answer } = await waiting();
  const { port } = listener.redirectUri;
  for (const text of ['\u0016\u0003\u0001 hello\r\n\r\n', `GET /${'a'.repeat(9000)} HTTP/1.1\r\n\r\n`]) {
    const socket = await dial(port, '127.0.0.1', text);
    expect(await readAll(socket)).toMatch(/^HTTP\/1\.1 400 [^]*Connection: close/);
  }
  expect(await isOpen(answer)).toBe(true);
});

test('an answer before anybody waits is not the right one', async () => {
  const listener = await open();
  expect((await visit(listener, GOOD)).status).toBe(400);
});

test('a second good answer changes nothing and is told so', async () => {
  const { listener, answer } = await waiting();
  const first = visit(listener, GOOD);
  const callback = await answer;
  const refusal = `/callback?error=access_denied&state=${STATE}`;
  for (const path of [`/callback?code=other&state=${STATE}`, refusal]) {
    const second = await visit(listener, path);
    expect(second.status).toBe(409);
    expect(second.body).toContain('Already used');
  }
  expect((await visit(listener, '/favicon.ico')).status).toBe(404);
  await callback.finish(SUCCESS);
  expect((await first).body).toContain('<h1>Signed in</h1>');
  expect((await visit(listener, GOOD)).status).toBe(409);
});

test('a browser that leaves does not take its answer along, and is not waited for', async () => {
  const { listener, answer } = await waiting();
  const { port } = listener.redirectUri;
  const request = `GET ${GOOD} HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\n\r\n`;
  const socket = await dial(port, '127.0.0.1', request);
  const callback = await answer;
  socket.destroy();
  await once(socket, 'close');
  await callback.finish(SUCCESS);
  expect(callback.parameters.get('code')).toBe('secret-code');
});
