import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { callbackUrl, knock } from '../../../src/sandbox/oauth/callback.ts';
import { isLoopback } from '../../../src/sandbox/oauth/redirect-uri.ts';

test.each(['http://127.0.0.1:1/x', 'http://localhost:1/', 'http://[::1]:1/', 'http://LOCALHOST/'])(
  '%s is on this machine',
  (url) => {
    expect(isLoopback(new URL(url))).toBe(true);
  },
);

test.each([
  'https://127.0.0.1/',
  'http://127.0.0.1.example.com/',
  'http://localhost.example.com/',
  'http://127.0.0.1@example.com/',
  'http://10.0.0.1/',
  'ftp://localhost/',
])('%s is not, and is never called', async (url) => {
  expect(isLoopback(new URL(url))).toBe(false);
  await knock(url, new AbortController().signal);
});

test('a call that is never answered ends with the signal', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const ends = new AbortController();
  const called = once(server, 'connection');
  const knocked = knock(`http://127.0.0.1:${String(port)}/`, ends.signal);
  await called;
  ends.abort();
  await expect(knocked).resolves.toBeUndefined();
});

test('parameters are added to a redirect URI, with or without a query; null is left out', () => {
  expect(callbackUrl('http://a/', { code: 'x', state: null })).toBe('http://a/?code=x');
  expect(callbackUrl('http://a/?b=c', { code: 'x', state: 'y z' })).toBe('http://a/?b=c&code=x&state=y%20z');
  expect(callbackUrl('http://a/', { code: null })).toBe('http://a/');
});
