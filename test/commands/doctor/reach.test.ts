import { expect, test } from 'vitest';
import { checkReach } from '../../../src/commands/doctor/reach.ts';
import type { Surroundings } from '../../../src/commands/context.ts';
import { contextWith, outsideWith } from '../../helpers/context.ts';
import { startFakeDropbox, type Reply } from '../../helpers/fake-dropbox.ts';
import { lineTo } from './line-to.ts';

const NOW = Date.UTC(2026, 2, 2, 10, 0, 0);
const INFO = 'team/get_info';

async function reach(reply: Reply, fields: Partial<Surroundings> = {}) {
  const fake = await startFakeDropbox({ [INFO]: reply });
  const context = contextWith({}, outsideWith({ now: () => new Date(NOW), ...fields }));
  return { fake, ...(await checkReach(context, lineTo(fake.origin))) };
}

/** A refusal that tells this time. */
const at = (offsetMs: number): Reply => ({
  status: 401,
  json: { error: { '.tag': 'invalid_access_token' } },
  headers: { date: new Date(NOW + offsetMs).toUTCString() },
});

test('whatever Dropbox answers to somebody without a token, it is reached', async () => {
  const { reachability, fake } = await reach(at(0));
  expect(reachability).toMatchObject({
    status: 'ok',
    message: `${fake.origin} answers without a proxy in 0 ms.`,
  });
  expect(fake.seen).toHaveLength(1);
  expect(fake.seen[0]?.headers).not.toHaveProperty('authorization');
});

test('what Dropbox does not name as its own answer is a warning', async () => {
  const raw: Reply['raw'] = (response) => {
    response.writeHead(403, { 'content-type': 'text/plain' }).end('blocked');
  };
  const { reachability } = await reach({ raw });
  expect(reachability.status).toBe('warning');
  expect(reachability.hint).toContain('proxy');
});

test('a slow answer is a warning', async () => {
  let clock = 0;
  const monotonic = (): number => {
    clock += 4000;
    return clock;
  };
  const { reachability } = await reach(at(0), { monotonic });
  expect(reachability).toMatchObject({ status: 'warning' });
  expect(reachability.message).toContain('in 4000 ms. That is slow.');
});

test.each<[string, Reply]>([
  ['a web page', { text: '<!DOCTYPE html><html>Sign in</html>' }],
  ['a redirect', { status: 302, headers: { location: 'https://example.com/' }, text: '' }],
  ['an error', { status: 503, text: '' }],
])('%s is not Dropbox: 8, and nothing is known of the clock', async (_name, reply) => {
  const { reachability, clock } = await reach(reply);
  expect([reachability.status, reachability.error?.exitCode, clock]).toEqual(['failed', 8, null]);
});

test.each([
  [0, 'ok'],
  [60_000, 'ok'],
  [-60_000, 'ok'],
  [61_000, 'warning'],
  [-300_000, 'warning'],
  [301_000, 'failed'],
  [-301_000, 'failed'],
])('a clock that is %i ms from Dropbox’s is %s', async (offset, status) => {
  const { clock } = await reach(at(offset));
  expect(clock?.status).toBe(status);
  if (status === 'ok') return;
  const seconds = String(Math.abs(offset) / 1000);
  expect(clock?.message).toBe(
    `This machine's clock is ${seconds} s ${offset > 0 ? 'behind' : 'ahead of'} Dropbox's.`,
  );
  expect(clock?.hint).toContain('timedatectl');
  expect(clock?.error?.exitCode).toBe(status === 'failed' ? 7 : undefined);
});

test('without a date nothing is known of the clock', async () => {
  expect((await reach({ ...at(0), headers: { date: 'soon' } })).clock).toBeNull();
});
