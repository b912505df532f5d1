import { expect, test } from 'vitest';
import { judgeCallback, type CallbackRequest, type Verdict } from '../../../src/auth/loopback/callback.ts';
import { parseRedirectUri } from '../../../src/auth/loopback/redirect-uri.ts';

const STATE = 'S'.repeat(43);
const RIGHT = `state=${STATE}`;
const GOOD = `/callback?code=abc&${RIGHT}`;

function judge(request: Partial<CallbackRequest>, uri = 'http://127.0.0.1:8765/callback'): Verdict {
  const redirect = parseRedirectUri(uri);
  const host = uri.slice('http://'.length).split('/')[0];
  return judgeCallback({ method: 'GET', host, url: GOOD, expected: { redirect, state: STATE }, ...request });
}

function ignored(status: number, reason: string): unknown {
  return { kind: 'ignored', status, reason };
}

test.each(['http://127.0.0.1:8765/callback', 'http://localhost:8765/callback', 'http://[::1]:8765/callback'])(
  'the code of the right answer at %s is handed on with its state',
  (uri) => {
    const verdict = judge({}, uri);
    expect(verdict.kind === 'code' && Object.fromEntries(verdict.parameters)).toEqual({
      code: 'abc',
      state: STATE,
    });
  },
);

test('of other parameters only the issuer is handed on', () => {
  const verdict = judge({ url: `${GOOD}&iss=https%3A%2F%2Fexample.com&token=t&response=r&error=&x=1&x=2` });
  expect(verdict.kind === 'code' && [...verdict.parameters.keys()]).toEqual(['code', 'state', 'iss']);
});

test('the path of a redirect URI without one is a slash', () => {
  expect(judge({ url: GOOD.replace('/callback', '/') }, 'http://127.0.0.1:8765').kind).toBe('code');
});

test.each(['POST', 'HEAD', 'OPTIONS', 'PUT', 'get', ''])('the method "%s" is not allowed', (method) => {
  expect(judge({ method })).toEqual(ignored(405, 'method'));
});

test.each([
  undefined,
  '',
  '127.0.0.1',
  '127.0.0.1:8766',
  'localhost:8765',
  '[::1]:8765',
  'evil.example:8765',
  '127.0.0.1:8765 ',
  '127.0.0.1:8765.evil.example',
])('the host %j is not ours', (host) => {
  expect(judge({ host })).toEqual(ignored(421, 'host'));
});

test.each([
  '/',
  '/favicon.ico',
  '/callback/',
  '/Callback',
  '/callback/..',
  '/x/../callback',
  '/./callback',
  '//callback',
  '/%63allback',
  'http://127.0.0.1:8765/callback',
  '*',
  '',
])('the path "%s" is another one, whatever follows', (path) => {
  expect(judge({ url: `${path}?code=abc&${RIGHT}` })).toEqual(ignored(404, 'path'));
});

test.each([
  ['/callback'],
  ['/callback?'],
  ['/callback?code=abc'],
  ['/callback?code=abc&state='],
  [`/callback?code=abc&state=${STATE}x`],
  [`/callback?code=abc&state=${STATE.slice(1)}`],
  [`/callback?code=abc&state=${STATE.toLowerCase()}`],
  ['/callback?error=access_denied'],
  ['/callback?error=access_denied&state=wrong'],
])('%s does not have the right state', (url) => {
  expect(judge({ url })).toEqual(ignored(400, 'state'));
});

test('no state is right as long as nobody waits', () => {
  const redirect = parseRedirectUri('http://127.0.0.1:8765/callback');
  for (const url of [GOOD, '/callback?code=abc&state=', '/callback?code=abc&state=null']) {
    expect(judge({ url, expected: { redirect, state: null } })).toEqual(ignored(400, 'state'));
  }
});

test('an empty expected state is met by nothing', () => {
  const redirect = parseRedirectUri('http://127.0.0.1:8765/callback');
  const url = '/callback?code=abc&state=';
  expect(judge({ url, expected: { redirect, state: '' } })).toEqual(ignored(400, 'state'));
});

test.each([
  `${GOOD}&${RIGHT}`,
  `${GOOD}&code=abc`,
  `${GOOD}&code=`,
  `${GOOD}&%63ode=other`,
  `${GOOD}&iss=a&iss=b`,
  `/callback?error=a&error=b&${RIGHT}`,
  `/callback?error=a&error_description=b&error_description=c&${RIGHT}`,
])('%s has a parameter twice', (url) => {
  expect(judge({ url })).toEqual(ignored(400, 'duplicate'));
});

test('code and error together are no answer', () => {
  expect(judge({ url: `${GOOD}&error=access_denied` })).toEqual(ignored(400, 'code_and_error'));
});

test.each([`/callback?${RIGHT}`, `/callback?code=&${RIGHT}`, `/callback?error=&${RIGHT}`])(
  '%s has neither code nor error',
  (url) => {
    expect(judge({ url })).toEqual(ignored(400, 'neither'));
  },
);

test('a code may have 2048 characters and no more', () => {
  const withCode = (length: number): Verdict =>
    judge({ url: `/callback?code=${'c'.repeat(length)}&${RIGHT}` });
  expect(withCode(2048).kind).toBe('code');
  expect(withCode(2049)).toEqual(ignored(400, 'too_long'));
});

test('a state may have 512 characters and no more, even the right one', () => {
  const redirect = parseRedirectUri('http://127.0.0.1:8765/callback');
  const withState = (length: number): Verdict => {
    const state = 's'.repeat(length);
    return judge({ url: `/callback?code=abc&state=${state}`, expected: { redirect, state } });
  };
  expect(withState(512).kind).toBe('code');
  expect(withState(513)).toEqual(ignored(400, 'too_long'));
});

test('an error with the right state is a refusal', () => {
  const url = `/callback?error=access_denied&error_description=The+user+chose+not+to&${RIGHT}`;
  expect(judge({ url })).toEqual({
    kind: 'refused',
    error: 'access_denied',
    description: 'The user chose not to',
  });
});

test('a refusal may come without a description', () => {
  expect(judge({ url: `/callback?error=server_error&${RIGHT}` })).toMatchObject({ description: '' });
});

test('what a terminal could act on is taken out of a refusal, and what is left is cut', () => {
  const nasty = encodeURIComponent(`\u001b[31ma\r\nb\u202e\u2028\u0000${'😀'.repeat(300)}`);
  const verdict = judge({ url: `/callback?error=bad%1b_thing&error_description=${nasty}&${RIGHT}` });
  expect(verdict).toEqual({
    kind: 'refused',
    error: 'bad_thing',
    description: `[31mab${'😀'.repeat(194)}`,
  });
});

test('a very long error code is cut', () => {
  const verdict = judge({ url: `/callback?error=${'e'.repeat(500)}&${RIGHT}` });
  expect(verdict).toMatchObject({ kind: 'refused', error: 'e'.repeat(64) });
});
