import { once } from 'node:events';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { InterruptedError, UnauthorizedError } from '../../../src/errors.ts';
import { dial, failureOf, open, readAll, visit, type Seen } from './browser.ts';
import { GOOD, isOpen, STATE, SUCCESS, waiting } from './waiting.ts';

async function refusedWith(query: string): Promise<{ error: unknown; page: Seen }> {
  const { listener, answer } = await waiting();
  const page = visit(listener, `/callback?${query}&state=${STATE}`);
  const error = await failureOf(answer);
  await listener.close();
  return { error, page: await page };
}

test('a denied access ends the wait, after its page is out', async () => {
  const { error, page } = await refusedWith('error=access_denied&error_description=%3Cscript%3Eno%1b');
  expect(error).toBeInstanceOf(UnauthorizedError);
  expect(error).toMatchObject({ code: 'access_denied', exitCode: 5, message: /Dropbox says: <script>no$/ });
  expect(error).toHaveProperty('hint', expect.stringContaining('teamsync auth dropbox'));
  expect(page.status).toBe(200);
  expect(page.body).toContain('Access was not allowed');
  expect(page.body).not.toMatch(/script|Dropbox says/);
});

test('another error of Dropbox is named by its code', async () => {
  const { error, page } = await refusedWith('error=invalid_scope');
  expect(error).toBeInstanceOf(UnauthorizedError);
  expect(error).toMatchObject({ code: 'sign_in_failed', details: { error: 'invalid_scope' } });
  expect(String(error)).toContain('"invalid_scope"');
  expect(page.body).toContain('Dropbox ended the sign-in');
  expect(page.body).not.toContain('invalid_scope');
});

test('a code that follows a refusal in the same breath comes too late', async () => {
  const { listener, answer } = await waiting();
  const { port } = listener.redirectUri;
  const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\n\r\n`;
  const refusal = get(`/callback?error=access_denied&state=${STATE}`);
  await dial(port, '127.0.0.1', refusal + get(GOOD));
  expect(await failureOf(answer)).toMatchObject({ code: 'access_denied' });
});

test('the wait ends when the time is up, with what to check', async () => {
  const { listener, answer, timers, expire } = await waiting(90_000);
  expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([90_000]);
  expire();
  const error = await failureOf(answer);
  expect(error).toBeInstanceOf(UnauthorizedError);
  expect(error).toMatchObject({ code: 'sign_in_timeout', exitCode: 5 });
  expect(String(error)).toContain(`${listener.redirectUri.text} within 90 s`);
  expect(error).toHaveProperty(
    'hint',
    expect.stringMatching(/opened and approved.*registered.*character for character.*--paste/),
  );
  expect((await visit(listener, GOOD)).status).toBe(409);
});

test('a long wait is told in minutes, and no timer is longer than timers can be', async () => {
  const { answer, timers, expire } = await waiting(40 * 24 * 3_600_000);
  expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([2 ** 31 - 1]);
  expire();
  expect(String(await failureOf(answer))).toContain('within 57600 min');
});

test('no timer stays behind after an answer', async () => {
  const { listener, answer, timers } = await waiting();
  const page = visit(listener, GOOD);
  await (await answer).finish(SUCCESS);
  await page;
  expect(timers[0]?.signal?.aborted).toBe(true);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
])('%s ends the wait with %i and leaves no timer', async (name, exitCode) => {
  const { listener, answer, timers, interrupt } = await waiting();
  interrupt(name);
  const error = await failureOf(answer);
  expect(error).toBeInstanceOf(InterruptedError);
  expect(error).toMatchObject({ exitCode, code: 'interrupted' });
  expect(timers[0]?.signal?.aborted).toBe(true);
  expect((await visit(listener, GOOD)).status).toBe(409);
});

test('a wait that is interrupted before it begins sleeps for nobody', async () => {
  const listener = await open();
  const signal = AbortSignal.abort('SIGTERM');
  const sleep = (): Promise<void> => expect.fail('it slept');
  const error = await failureOf(listener.wait({ state: STATE, timeoutMs: 1, signal, sleep }));
  expect(error).toMatchObject({ code: 'interrupted', exitCode: 143 });
});

test('a sleep that fails ends the wait with its error', async () => {
  const listener = await open();
  const { signal } = new AbortController();
  const sleep = (): Promise<void> => Promise.reject(new Error('no clock'));
  await expect(listener.wait({ state: STATE, timeoutMs: 1, signal, sleep })).rejects.toThrow('no clock');
});

test('a listener is waited for only once', async () => {
  const { listener, answer } = await waiting();
  const { signal } = new AbortController();
  const sleep = (): Promise<void> => Promise.resolve();
  await expect(listener.wait({ state: 'other', timeoutMs: 1, signal, sleep })).rejects.toThrow('already');
  expect(await isOpen(answer)).toBe(true);
});

test('closing drops silent connections, half requests and held answers, and may be repeated', async () => {
  const { listener, answer } = await waiting();
  const { port } = listener.redirectUri;
  const silent = await dial(port);
  const half = await dial(port, '127.0.0.1', 'GET /callback HTTP/1.1\r\nHost: ');
  const page = failureOf(visit(listener, GOOD));
  const callback = await answer;
  const ended = Promise.all([once(silent, 'close'), once(half, 'close')]);
  await Promise.all([listener.close(), listener.close()]);
  await listener.close();
  await ended;
  expect(await page).toMatchObject({ code: 'ECONNRESET' });
  await callback.finish(SUCCESS);
});

test('closing ends a wait that is under way', async () => {
  const { listener, answer, timers } = await waiting();
  await listener.close();
  expect(await failureOf(answer)).toBeInstanceOf(InterruptedError);
  expect(timers[0]?.signal?.aborted).toBe(true);
});

test('connections beyond the twentieth are dropped', async () => {
  const { listener } = await waiting();
  const { port } = listener.redirectUri;
  for (let count = 0; count < 20; count++) await dial(port);
  const extra = await dial(port);
  expect(await readAll(extra)).toBe('');
});

test('the code is in no error', async () => {
  const { listener, answer, expire } = await waiting();
  await visit(listener, `/callback?code=secret-code&state=${STATE}&error=access_denied`);
  expire();
  expect(inspect(await failureOf(answer), { depth: 9 })).not.toContain('secret-code');
});
