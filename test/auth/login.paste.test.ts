import { expect, test, vi } from 'vitest';
import type { LoginRequest, LoginSurroundings } from '../../src/auth/login.ts';
import { begin, MINUTES_5, PAGE, prepare, saidPage } from './login-at-work.ts';
import { failureOf } from './loopback/browser.ts';
import { ACCESS, CODE, formsOf, teamTokens } from './token-endpoint.ts';

const paste = (why: string | null = null): LoginRequest['way'] => ({ kind: 'paste', why });
const codeTyped = (code: string): Partial<LoginSurroundings> => ({ readCode: () => Promise.resolve(code) });

test('a pasted code is exchanged, without white space around it and without a redirect URI', async () => {
  const running = await prepare(paste(), teamTokens(), codeTyped(`  ${CODE}\n`));
  await expect(begin(running)).resolves.toEqual({ page: PAGE });
  const url = saidPage(running);
  expect([url.searchParams.has('redirect_uri'), url.searchParams.has('state')]).toEqual([false, false]);
  const [form] = formsOf(running.fake);
  expect([form?.get('code'), form?.has('redirect_uri')]).toEqual([CODE, false]);
  expect(running.accept.mock.calls[0]?.[0].accessToken.reveal()).toBe(ACCESS);
  expect(running.accept).toHaveBeenCalledTimes(1);
});

test('the verifier that is sent is the one of the page that was shown', async () => {
  const running = await prepare(paste(), teamTokens(), codeTyped(CODE));
  await begin(running);
  const verifier = formsOf(running.fake)[0]?.get('code_verifier') ?? '';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const challenge = Buffer.from(digest).toString('base64url');
  expect(saidPage(running).searchParams.get('code_challenge')).toBe(challenge);
  expect(running.said.join()).not.toContain(verifier);
});

test.each(['', '  \n', 'two words', 'a\nb'])(
  'the code %j is none: exit 5, and nothing is sent',
  async (code) => {
    const running = await prepare(paste(), teamTokens(), codeTyped(code));
    const error = await failureOf(begin(running));
    expect(error).toMatchObject({ code: 'no_code', exitCode: 5 });
    expect(String(error)).toContain('Nothing was stored');
    expect(running.fake.seen).toEqual([]);
    expect(running.accept).not.toHaveBeenCalled();
  },
);

test('a code that nobody pastes ends the login after its time', async () => {
  const running = await prepare(paste(), teamTokens(), {
    readCode: (limit) =>
      new Promise((resolve) => {
        limit.addEventListener('abort', () => {
          resolve('');
        });
      }),
  });
  const failure = failureOf(begin(running));
  await vi.waitFor(() => {
    expect(running.timers.map(({ milliseconds }) => milliseconds)).toEqual([MINUTES_5]);
  });
  running.expire();
  await expect(failure).resolves.toMatchObject({ code: 'no_code', exitCode: 5 });
});

test.each([
  ['in time', codeTyped(CODE)],
  ['as a failure', { readCode: () => Promise.reject(new Error('input broke')) }],
])('a code that comes %s ends the timer, and the reading is not given up', async (_name, changes) => {
  const readCode = vi.fn(changes.readCode);
  const running = await prepare(paste(), teamTokens(), { readCode });
  await begin(running).catch((error: unknown) => {
    expect(String(error)).toContain('input broke');
  });
  expect(running.timers[0]?.signal?.aborted).toBe(true);
  await new Promise((resolve) => setImmediate(resolve));
  expect(readCode.mock.lastCall).toMatchObject([{ aborted: false }]);
});

test('a pasted code is sent exactly once as well', async () => {
  const running = await prepare(paste(), [{ status: 502, text: '' }, teamTokens()], codeTyped(CODE));
  await expect(failureOf(begin(running))).resolves.toMatchObject({ code: 'code_lost', exitCode: 8 });
  expect(formsOf(running.fake)).toHaveLength(1);
});

test('a throttled exchange is sent again, because nothing was done with the code', async () => {
  const throttled = { status: 429, text: '', headers: { 'retry-after': '1' } };
  const running = await prepare(paste(), [throttled, teamTokens()], codeTyped(CODE));
  await expect(begin(running)).resolves.toEqual({ page: PAGE });
  expect(formsOf(running.fake)).toHaveLength(2);
});
