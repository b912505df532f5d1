import { expect, test } from 'vitest';
import { Secret } from '../../../src/auth/secret.ts';
import { sendNotification } from '../../../src/commands/notify/send.ts';
import { createDirectSend } from '../../../src/dropbox/direct.ts';
import { RESET, startFakeDropbox, type Reply } from '../../helpers/fake-dropbox.ts';

const OK: Reply = { text: 'ok' };
const BUSY: Reply = { status: 503, text: '' };

async function sent(replies: readonly Reply[]) {
  const fake = await startFakeDropbox({ '/hook': replies });
  const waits: number[] = [];
  const reason = await sendNotification(new Secret(`${fake.origin}/hook`), 'Hello & "all"', {
    send: createDirectSend(),
    sleep: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
    signal: new AbortController().signal,
    version: '1.2.3',
  });
  return { reason, waits, seen: fake.seen };
}

/** A send that fails in this way. */
async function reasonFor(failure: Error, signal = new AbortController().signal): Promise<[unknown, number]> {
  let tries = 0;
  const reason = await sendNotification(new Secret('https://hooks.example.com/SENTINEL'), 'Hello', {
    send: () => {
      tries += 1;
      return Promise.reject(failure);
    },
    sleep: () => Promise.resolve(),
    signal,
    version: '1.2.3',
  });
  return [reason, tries];
}

test('a message is one POST of the JSON that Slack takes', async () => {
  const { reason, seen, waits } = await sent([OK]);
  expect([reason, waits]).toEqual([null, []]);
  expect(seen).toHaveLength(1);
  expect(seen[0]).toMatchObject({
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'teamsync/1.2.3' },
    body: { text: 'Hello & "all"' },
  });
});

test.each<[string, Reply]>([
  ['a 5xx', BUSY],
  ['a lost connection', RESET],
])('after %s it is sent once more', async (_name, reply) => {
  const { reason, seen, waits } = await sent([reply, OK]);
  expect([reason, seen.length, waits]).toEqual([null, 2, [1000]]);
});

test('it is sent twice at most', async () => {
  const { reason, seen } = await sent([BUSY, BUSY, OK]);
  expect([reason, seen.length]).toEqual(['status 503', 2]);
});

test.each([
  [404, {}],
  [429, { 'retry-after': '1' }],
  [302, { location: 'https://elsewhere.example.com/' }],
])('a refusal with %i is the last word, and no redirect is followed', async (status, headers) => {
  const { reason, seen } = await sent([{ status, headers, text: 'no' }, OK]);
  expect([reason, seen.length]).toEqual([`status ${String(status)}`, 1]);
});

test('a failure is told by its code alone, whatever its words quote', async () => {
  const cause = Object.assign(new Error('connect to SENTINEL'), { code: 'ECONNREFUSED' });
  expect(await reasonFor(new TypeError('fetch failed', { cause }))).toEqual([
    'the connection failed, ECONNREFUSED',
    2,
  ]);
  expect(await reasonFor(new TypeError('https://hooks.example.com/SENTINEL'))).toEqual([
    'the connection failed',
    2,
  ]);
  const odd = Object.assign(new Error('x'), { code: 'https://hooks.example.com/SENTINEL' });
  expect(await reasonFor(odd)).toEqual(['the connection failed', 2]);
  expect(await reasonFor(new DOMException('too late', 'TimeoutError'))).toEqual(['no answer in time', 2]);
});

test('whoever interrupts waits for no second try', async () => {
  expect(await reasonFor(new DOMException('aborted', 'AbortError'), AbortSignal.abort())).toEqual([
    'it was interrupted',
    1,
  ]);
});
