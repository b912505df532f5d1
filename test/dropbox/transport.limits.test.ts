import { expect, test } from 'vitest';
import type { Answer } from '../../src/dropbox/exchange.ts';
import type { Received, Send } from '../../src/dropbox/send.ts';
import type { Transport } from '../../src/dropbox/transport.ts';
import { transportTo } from '../helpers/fake-dropbox.ts';

const SUSPEND = 'team/members/suspend';
const POLL = 'team/members/remove/job_status/get';

/** Dropbox, as far as it counts what is under way and answers as this test says. */
function dropbox(answer: (route: string, count: number) => Received): {
  send: Send;
  /** Routes under way, most ever and now. */
  most: () => number;
  sent: string[];
} {
  const sent: string[] = [];
  let underWay = 0;
  let most = 0;
  return {
    sent,
    most: () => most,
    send: async (url) => {
      const route = new URL(url).pathname.slice('/2/'.length);
      sent.push(route);
      underWay += 1;
      most = Math.max(most, underWay);
      const count = sent.length;
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return answer(route, count);
    },
  };
}

const done = (): Received => ({ status: 200, headers: {}, body: 'null' });
const wait = (seconds: number): Received => ({
  status: 429,
  headers: { 'retry-after': String(seconds) },
  body: '',
});

function ask({ send }: Transport, route: string, times: number): Promise<Answer[]> {
  const request = { path: `/2/${route}`, route, init: { method: 'POST' }, repeatable: route === POLL };
  return Promise.all(Array.from({ length: times }, () => send(request)));
}

test.each([1, 4])(
  'with %i at once at most, so many writes go side by side and no more',
  async (writesAtOnce) => {
    const { send, most } = dropbox(done);
    await ask(transportTo('http://127.0.0.1:1', { send, writesAtOnce }), SUSPEND, 40);
    expect(most()).toBe(writesAtOnce);
  },
);

test('a run that is never throttled comes to use all that it may', async () => {
  const { send, most } = dropbox(done);
  await ask(transportTo('http://127.0.0.1:1', { send, writesAtOnce: 16 }), SUSPEND, 400);
  expect(most()).toBe(16);
});

test('questions about jobs go beside the writes', async () => {
  const { send, most } = dropbox(done);
  const transport = transportTo('http://127.0.0.1:1', { send, writesAtOnce: 1 });
  await Promise.all([ask(transport, SUSPEND, 3), ask(transport, POLL, 10)]);
  expect(most()).toBe(11);
});

test('after a throttled write half as many go side by side, once everybody has waited as long as was asked', async () => {
  const throttles = new Set([1, 2, 3, 4]);
  const { send, sent } = dropbox((_route, count) => (throttles.has(count) ? wait(7) : done()));
  let sideBySide = 0;
  let most = 0;
  const watched: Send = async (...parts) => {
    sideBySide += 1;
    if (sent.length >= throttles.size) most = Math.max(most, sideBySide);
    try {
      return await send(...parts);
    } finally {
      sideBySide -= 1;
    }
  };
  const transport = transportTo('http://127.0.0.1:1', { send: watched, writesAtOnce: 4 });
  await ask(transport, SUSPEND, 4);
  expect(most).toBe(2);
  expect(Math.max(...transport.waits)).toBe(7000);
  expect(transport.counts()).toMatchObject({ total: 8, retries: 4 });
});

test('a write that is refused with too_many_write_operations was not carried out, and is sent again', async () => {
  const body = JSON.stringify({ error: { '.tag': 'too_many_write_operations' } });
  const refused = { status: 409, headers: { 'retry-after': '2' }, body };
  const { send } = dropbox((_route, count) => (count === 1 ? refused : done()));
  const transport = transportTo('http://127.0.0.1:1', { send });
  const [response] = await ask(transport, SUSPEND, 1);
  expect(response?.status).toBe(200);
  expect(transport.waits).toEqual([2000]);
});

test('a job that failed because of too many writes makes the next ones fewer, and its answer is handed on', async () => {
  const failed = JSON.stringify({ '.tag': 'failed', failed: 'too_many_write_operations' });
  const { send, most } = dropbox((route) => (route === POLL ? { ...done(), body: failed } : done()));
  const transport = transportTo('http://127.0.0.1:1', { send, writesAtOnce: 2 });
  const [response] = await ask(transport, POLL, 1);
  expect(response?.body).toBe(failed);
  await ask(transport, SUSPEND, 1);
  expect(most()).toBe(1);
  expect(transport.waits).toEqual([]);
});

test('a write that waits for its turn when the run is interrupted is not sent', async () => {
  const interrupted = new AbortController();
  const { send, sent } = dropbox(() => {
    interrupted.abort('SIGTERM');
    return done();
  });
  const transport = transportTo('http://127.0.0.1:1', { send, writesAtOnce: 1, signal: interrupted.signal });
  const request = { path: `/2/${SUSPEND}`, route: SUSPEND, init: { method: 'POST' }, repeatable: false };
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => transport.send(request)));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(outcomes[1]).toMatchObject({ reason: { code: 'interrupted', exitCode: 143 } });
  expect(sent).toHaveLength(1);
});

test('a write whose answer is lost makes room for the next one', async () => {
  const { send, sent } = dropbox((_route, count) => (count <= 3 ? { ...done(), status: 500 } : done()));
  const transport = transportTo('http://127.0.0.1:1', { send, writesAtOnce: 1 });
  const request = { path: `/2/${SUSPEND}`, route: SUSPEND, init: { method: 'POST' }, repeatable: false };
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => transport.send(request)));
  expect(outcomes.map(({ status }) => status).sort()).toEqual([
    ...['fulfilled', 'fulfilled'],
    ...['rejected', 'rejected', 'rejected'],
  ]);
  expect(sent).toHaveLength(5);
});
