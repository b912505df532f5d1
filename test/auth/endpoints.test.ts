import { expect, test } from 'vitest';
import { isLoopback, readOrigins } from '../../src/auth/endpoints.ts';
import { everythingOf, thrownBy } from './surroundings.ts';

const API = 'TEAMSYNC_DROPBOX_API_URL';
const AUTH = 'TEAMSYNC_DROPBOX_AUTH_URL';
const DEFAULTS = { api: 'https://api.dropboxapi.com', auth: 'https://www.dropbox.com' };

test("without variables, or with empty ones, Dropbox's own origins are used", () => {
  expect(readOrigins({})).toEqual(DEFAULTS);
  expect(readOrigins({ [API]: '', [AUTH]: '' })).toEqual(DEFAULTS);
});

test('each variable moves its own origin and no other', () => {
  expect(readOrigins({ [API]: 'https://api.example.com' })).toEqual({
    ...DEFAULTS,
    api: 'https://api.example.com',
  });
  expect(readOrigins({ [AUTH]: 'http://localhost:8080' })).toEqual({
    ...DEFAULTS,
    auth: 'http://localhost:8080',
  });
});

test.each([
  ['https://proxy.example.com/', 'https://proxy.example.com'],
  ['https://proxy.example.com:8443', 'https://proxy.example.com:8443'],
  ['HTTPS://Proxy.Example.COM', 'https://proxy.example.com'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['http://127.9.9.9', 'http://127.9.9.9'],
  ['http://[::1]:8080', 'http://[::1]:8080'],
  ['http://localhost:8080', 'http://localhost:8080'],
])('%s is allowed', (url, origin) => {
  expect(readOrigins({ [API]: url, [AUTH]: url })).toEqual({ api: origin, auth: origin });
});

const REFUSED = [
  'http://example.com',
  'http://127.0.0.1.example.com',
  'http://localhost.example.com',
  'http://127.0.0.1@example.com',
  'http://0.0.0.0',
  'http://192.168.0.1',
  'http://[::2]',
  'http://[::ffff:127.0.0.1]',
  'ftp://127.0.0.1',
  'file:///etc',
  'https://example.com/api',
  'https://example.com/?a=1',
  'https://example.com/#a',
  'https://hunter2@example.com',
  'https://user:hunter2@example.com',
  'example.com',
  'not a url',
  ' ',
];

test.each(REFUSED.flatMap((url) => [API, AUTH].map((name) => [url, name] as const)))(
  '%j as %s is refused with the name of the variable and without what it holds',
  (url, name) => {
    const error = thrownBy(() => readOrigins({ [name]: url }));
    expect(error).toMatchObject({ code: 'insecure_url', exitCode: 7 });
    expect(String(error)).toContain(`${name} must be`);
    expect(everythingOf(error)).not.toContain('hunter2');
  },
);

test('one bad address is enough, however good the other one is', () => {
  const [good, bad] = ['https://api.example.com', 'http://example.com'];
  expect(() => readOrigins({ [API]: good, [AUTH]: bad })).toThrow(/^TEAMSYNC_DROPBOX_AUTH_URL must be/);
  expect(() => readOrigins({ [API]: bad, [AUTH]: good })).toThrow(/^TEAMSYNC_DROPBOX_API_URL must be/);
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.255.1.9', true],
  ['[::1]', true],
  ['LOCALHOST.', false],
  ['128.0.0.1', false],
  ['127.0.0.1.example.com', false],
  ['', false],
])('%j is this machine: %s', (hostname, expected) => {
  expect(isLoopback(hostname)).toBe(expected);
});
