import { expect, test } from 'vitest';
import { InvalidInputError } from '../../../src/errors.ts';
import { DEFAULT_REDIRECT_URIS, parseRedirectUri } from '../../../src/auth/loopback/redirect-uri.ts';

test('there are three default URIs, each with a port of its own', () => {
  expect(DEFAULT_REDIRECT_URIS.map(({ text }) => text)).toEqual([
    'http://127.0.0.1:8765/callback',
    'http://127.0.0.1:8766/callback',
    'http://127.0.0.1:8767/callback',
  ]);
});

test.each([
  ['http://127.0.0.1:8765/callback', { host: '127.0.0.1', port: 8765, path: '/callback' }],
  ['http://localhost:1/', { host: 'localhost', port: 1, path: '/' }],
  ['http://[::1]:65535/a/b/', { host: '[::1]', port: 65535, path: '/a/b/' }],
  ['http://localhost:7800', { host: 'localhost', port: 7800, path: '/' }],
])('%s is taken apart and its text is kept', (text, parts) => {
  expect(parseRedirectUri(text)).toEqual({ text, ...parts });
});

test.each([
  ['', 'not a URL'],
  ['8765', 'not a URL'],
  ['https://127.0.0.1:8765/callback', 'http://'],
  ['http://127.0.0.1/cb', 'port'],
  ['http://127.0.0.1:80/cb', 'port'],
  ['http://127.0.0.1:0/cb', 'port'],
  ['http://127.0.0.1:65536/cb', 'not a URL'],
  ['http://0.0.0.0:8765/cb', 'host'],
  ['http://127.0.0.2:8765/cb', 'host'],
  ['http://localhost.example.com:8765/cb', 'host'],
  ['http://192.0.2.1:8765/cb', 'host'],
  ['http://localhost:8765/cb?x=1', 'query'],
  ['http://localhost:8765/cb?', 'query'],
  ['http://localhost:8765/cb#', 'fragment'],
  ['http://me@localhost:8765/cb', 'user name'],
  ['http://@localhost:8765/cb', 'normal form'],
  ['http://LOCALHOST:8765/cb', 'normal form, http://localhost:8765/cb'],
  ['HTTP://localhost:8765/cb', 'normal form'],
  ['http://127.1:8765/cb', 'normal form'],
  ['http://0x7f000001:8765/cb', 'normal form'],
  ['http://[0:0:0:0:0:0:0:1]:8765/cb', 'normal form'],
  ['http://127.0.0.1:08765/cb', 'normal form'],
  ['http://127.0.0.1:8765/a/../cb', 'normal form'],
  ['http://127.0.0.1:8765/%2e/cb', 'normal form'],
  ['http://127.0.0.1:8765\\cb', 'normal form'],
  [' http://127.0.0.1:8765/cb', 'normal form'],
  ['http://127.0.0.1:8765/c b', 'normal form'],
])('"%s" is refused with the reason', (text, reason) => {
  const parse = (): unknown => parseRedirectUri(text);
  expect(parse).toThrow(InvalidInputError);
  expect(parse).toThrow(reason);
  expect(parse).toThrow(
    expect.objectContaining({
      code: 'bad_redirect_uri',
      exitCode: 7,
      hint: expect.stringContaining('http://127.0.0.1:8765/callback') as string,
    }),
  );
});

test('a password in a redirect URI is not repeated', () => {
  expect(() => parseRedirectUri('http://ann:hunter2@localhost:8765/cb')).toThrow(/^(?!.*hunter2)/);
});

test('a default URI is what typing it would be', () => {
  for (const uri of DEFAULT_REDIRECT_URIS) expect(parseRedirectUri(uri.text)).toEqual(uri);
});
