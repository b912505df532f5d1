import { expect, test } from 'vitest';
import { parseRedirectUri } from '../../src/auth/loopback/redirect-uri.ts';
import { complaint, helpOf, understood } from './typed.ts';

const LOGIN = {
  access: 'full',
  browser: true,
  paste: false,
  timeout: 300_000,
  keychain: false,
  retryBudget: 600_000,
};
const LINES: [string, string, unknown][] = [
  ['auth dropbox', 'auth dropbox', LOGIN],
  ['auth dropbox --app-key k1 --access read', 'auth dropbox', { ...LOGIN, appKey: 'k1', access: 'read' }],
  ['auth dropbox --no-browser --timeout 30s', 'auth dropbox', { ...LOGIN, browser: false, timeout: 30_000 }],
  ['auth dropbox --paste --keychain', 'auth dropbox', { ...LOGIN, paste: true, keychain: true }],
  [
    'auth dropbox --redirect-uri http://localhost:9000/cb',
    'auth dropbox',
    { ...LOGIN, redirectUri: parseRedirectUri('http://localhost:9000/cb') },
  ],
  ['auth status', 'auth status', { offline: false, retryBudget: 600_000 }],
  ['auth status --offline', 'auth status', { offline: true, retryBudget: 600_000 }],
  ['auth logout --retry-budget 1m', 'auth logout', { retryBudget: 60_000 }],
  ['auth token', 'auth token', { showRefreshToken: false, yes: false }],
  ['auth token --show-refresh-token --yes', 'auth token', { showRefreshToken: true, yes: true }],
];

test.each(LINES)('%s', async (line, command, input) => {
  const options = { color: true, input: true };
  expect(await understood(line)).toEqual({ command, options, input });
});

test.each([
  ['auth dropbox --access all', 'Allowed choices are read, write, full'],
  ['auth dropbox --redirect-uri https://example.com/cb', 'does not begin with http://'],
  ['auth dropbox --redirect-uri http://10.0.0.1:80/cb', 'its host is not this machine'],
  ['auth dropbox --redirect-uri http://127.0.0.1:9000/cb --paste', 'cannot be used with'],
  ['auth dropbox --timeout soon', 'Expected a duration'],
  ['auth dropbox --app-secret s3cret', "unknown option '--app-secret'"],
  ['auth token --refresh-token abc', "unknown option '--refresh-token'"],
  ['auth login', 'unknown command'],
])('%s is not understood', async (line, words) => {
  expect(await complaint(line)).toContain(words);
});

test('no option of any auth command takes a secret', async () => {
  for (const command of ['dropbox', 'status', 'logout', 'token']) {
    expect(await helpOf(`auth ${command}`)).not.toMatch(/<(secret|token|password|code)>/);
  }
});
