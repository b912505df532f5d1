import { expect, test } from 'vitest';
import { proxyFor } from '../../../src/commands/doctor/proxy.ts';

const API = 'https://api.dropboxapi.com';

test.each<[Record<string, string>, string | null]>([
  [{}, null],
  [{ HTTPS_PROXY: 'http://proxy.example.com:3128' }, 'http://proxy.example.com:3128'],
  [{ HTTPS_PROXY: 'http://me:SENTINEL@proxy.example.com:3128/' }, 'http://proxy.example.com:3128'],
  [{ HTTP_PROXY: 'http://plain.example.com' }, 'http://plain.example.com'],
  [{ HTTPS_PROXY: 'http://one.example.com', HTTP_PROXY: 'http://two.example.com' }, 'http://one.example.com'],
  [
    { HTTPS_PROXY: 'http://one.example.com', https_proxy: 'http://two.example.com' },
    'http://two.example.com',
  ],
  [{ HTTPS_PROXY: 'nonsense' }, null],
])('%j leads through %s', (env, proxy) => {
  expect(proxyFor(API, env)).toBe(proxy);
});

test.each([
  ['*', null],
  ['api.dropboxapi.com', null],
  ['.dropboxapi.com', null],
  ['*.dropboxapi.com', null],
  ['localhost, DropboxAPI.com:443', null],
  ['dropboxapi.com:80', 'http://proxy.example.com'],
  ['boxapi.com', 'http://proxy.example.com'],
  ['', 'http://proxy.example.com'],
])('with NO_PROXY=%s it is %s', (list, proxy) => {
  expect(proxyFor(API, { HTTPS_PROXY: 'http://proxy.example.com', NO_PROXY: list })).toBe(proxy);
});

test('this very machine is reached without one', () => {
  const env = { HTTP_PROXY: 'http://proxy.example.com' };
  expect(proxyFor('http://127.0.0.1:8080', env)).toBeNull();
  expect(proxyFor('http://intranet:8080', { ...env, NO_PROXY: 'intranet:8080' })).toBeNull();
});
