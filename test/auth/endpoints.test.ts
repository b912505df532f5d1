import { expect, test } from 'vitest';
import { apiOrigin } from '../../src/auth/endpoints.ts';

const from = (url: string): string => apiOrigin({ TEAMSYNC_DROPBOX_API_URL: url });

test("without a variable, or with an empty one, Dropbox's own origin is used", () => {
  expect(apiOrigin({})).toBe('https://api.dropboxapi.com');
  expect(from('')).toBe('https://api.dropboxapi.com');
});

test.each([
  ['https://proxy.example.com/', 'https://proxy.example.com'],
  ['https://proxy.example.com:8443', 'https://proxy.example.com:8443'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['http://127.9.9.9', 'http://127.9.9.9'],
  ['http://[::1]:8080', 'http://[::1]:8080'],
  ['http://localhost:8080', 'http://localhost:8080'],
])('%s is allowed', (url, origin) => {
  expect(from(url)).toBe(origin);
});

test.each([
  'http://example.com',
  'http://127.0.0.1.example.com',
  'http://localhost.example.com',
  'http://0.0.0.0',
  'http://[::2]',
  'ftp://127.0.0.1',
  'https://example.com/api',
  'https://example.com/?a=1',
  'https://example.com/#a',
  'https://user:hunter2@example.com',
  'not a url',
])('%s is refused with insecure_url, exit 7, and without a password in the message', (url) => {
  let error: unknown;
  try {
    from(url);
  } catch (caught) {
    error = caught;
  }
  expect(error).toMatchObject({ code: 'insecure_url', exitCode: 7 });
  expect(String(error)).not.toContain('hunter2');
});

test('the address of the authorize page is held to the same rule', () => {
  const bad = { TEAMSYNC_DROPBOX_AUTH_URL: 'http://example.com' };
  expect(() => apiOrigin(bad)).toThrow(/^TEAMSYNC_DROPBOX_AUTH_URL must be/);
  expect(apiOrigin({ TEAMSYNC_DROPBOX_AUTH_URL: 'http://127.0.0.1:8080' })).toBe(
    'https://api.dropboxapi.com',
  );
});
