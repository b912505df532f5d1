import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { UnsentError, type Send } from '../../src/dropbox/send.ts';
import { LostAnswerError, UnavailableError } from '../../src/errors.ts';
import {
  healthyTeam,
  listed,
  RESET,
  startFakeDropbox,
  teamAt,
  TOKEN,
  TRUNCATED,
  type Reply,
} from '../helpers/fake-dropbox.ts';

const SUSPEND = 'team/members/suspend';
const INFO = 'team/get_info';
const TEAM = healthyTeam([listed('ann')]);
const INFO_OK = TEAM[INFO] as Reply;
const HTML: Reply = { text: '<!DOCTYPE html><html>Sign in</html>' };

const BROKEN: [string, Reply][] = [
  ['a reset connection', RESET],
  ['an empty 500', { status: 500, text: '' }],
  ['a 503', { status: 503, text: 'busy' }],
  ['a web page with 200', HTML],
  ['a web page with 400', { ...HTML, status: 400 }],
  ['JSON that ends early', TRUNCATED],
  ['text with 200', { text: 'ok' }],
];

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('it should have failed'),
    (error: unknown) => error,
  );
}

test.each(BROKEN)('a read is asked again after %s', async (_name, reply) => {
  const fake = await startFakeDropbox({ ...TEAM, [INFO]: [reply, reply, INFO_OK] });
  const team = teamAt(fake.origin);
  await expect(team.reader.readTeam()).resolves.toHaveProperty('team.id', 'dbtid:1');
  expect(team.waits).toEqual([250, 500]);
  expect(team.requests()).toMatchObject({ total: 5, retries: 2, byRoute: { [INFO]: 3 } });
});

test('being told to wait does not count against the tries of a read', async () => {
  const wait = { status: 429, headers: { 'retry-after': '1' }, text: '' };
  const replies = [...Array<Reply>(6).fill(wait), { status: 500, text: '' }, INFO_OK];
  const fake = await startFakeDropbox({ ...TEAM, [INFO]: replies });
  await expect(teamAt(fake.origin).reader.readTeam()).resolves.toHaveProperty('team.id', 'dbtid:1');
});

test('a read is asked five times, then Dropbox is unavailable, with endpoint and request id', async () => {
  const fake = await startFakeDropbox({ ...TEAM, [INFO]: { status: 502, text: '' } });
  const error = await failureOf(teamAt(fake.origin).reader.readTeam());
  expect(error).toBeInstanceOf(UnavailableError);
  expect(error).toMatchObject({ exitCode: 8, details: { endpoint: INFO, requestId: 'req-1' } });
  expect(String(error)).toMatch(/team\/get_info.*req-1.*502/);
  expect(fake.to(INFO)).toHaveLength(5);
});

test.each(BROKEN)('a write is sent exactly once, and its answer is lost, after %s', async (_name, reply) => {
  const fake = await startFakeDropbox({ [SUSPEND]: reply });
  const error = await failureOf(teamAt(fake.origin).writer.suspendMember('dbmid:1', { wipeData: false }));
  expect(error).toBeInstanceOf(LostAnswerError);
  expect(error).toMatchObject({ exitCode: 8, details: { endpoint: SUSPEND } });
  expect(fake.seen).toHaveLength(1);
});

test('a write whose connection is refused was not executed, so it is tried again and then unavailable', async () => {
  let sent = 0;
  const refuse: Send = () => {
    sent += 1;
    const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    return Promise.reject(new UnsentError(cause));
  };
  const team = teamAt('http://127.0.0.1:1', { send: refuse });
  const error = await failureOf(team.writer.suspendMember('dbmid:1', { wipeData: false }));
  expect(error).toBeInstanceOf(UnavailableError);
  expect(sent).toBe(5);
});

test.each<[string, Reply, number]>([
  ['a header', { status: 429, headers: { 'retry-after': '3' }, json: {} }, 3_000],
  ['a date', { status: 429, headers: { 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' }, text: '' }, 9_000],
  ['the body alone', { status: 429, json: { error: { retry_after: 7 } } }, 7_000],
  ['plain text', { status: 429, text: 'too_many_requests' }, 5_000],
])('a throttled write waits as told by %s and is sent again', async (_name, reply, wait) => {
  const fake = await startFakeDropbox({ [SUSPEND]: [reply, { json: null }] });
  const team = teamAt(fake.origin);
  await team.writer.suspendMember('dbmid:1', { wipeData: false });
  expect(team.waits).toEqual([wait]);
  expect(fake.seen).toHaveLength(2);
});

test('"try again at once" is given a second, so that throttling never becomes a hammer', async () => {
  const now = { status: 429, headers: { 'retry-after': '0' }, text: '' };
  const fake = await startFakeDropbox({ [SUSPEND]: [now, now, { json: null }] });
  const team = teamAt(fake.origin);
  await team.writer.suspendMember('dbmid:1', { wipeData: false });
  expect(team.waits).toEqual([1000, 1000]);
});

test('a throttled run that gets on does not use up its retry budget', async () => {
  const wait = { status: 429, headers: { 'retry-after': '50' }, text: '' };
  const fake = await startFakeDropbox({
    [SUSPEND]: Array(5)
      .fill([wait, { json: null }])
      .flat() as Reply[],
  });
  const team = teamAt(fake.origin, { retryBudgetMs: 60_000 });
  for (let call = 0; call < 5; call += 1) await team.writer.suspendMember('dbmid:1', { wipeData: false });
  expect(team.waits).toEqual([50_000, 50_000, 50_000, 50_000, 50_000]);
});

test('a write that waits when the run is interrupted is not sent again', async () => {
  const interrupted = new AbortController();
  const fake = await startFakeDropbox({
    [SUSPEND]: { status: 429, headers: { 'retry-after': '3' }, text: '' },
  });
  const team = teamAt(fake.origin, {
    signal: interrupted.signal,
    sleep: () => {
      interrupted.abort('SIGINT');
      return Promise.resolve();
    },
  });
  const error = await failureOf(team.writer.suspendMember('dbmid:1', { wipeData: false }));
  expect(error).toMatchObject({ code: 'interrupted', exitCode: 130 });
  expect(fake.seen).toHaveLength(1);
});

test('an answer with a status that no answer has is lost for a write', async () => {
  const fake = await startFakeDropbox({
    [SUSPEND]: { raw: (response) => response.writeHead(204).end() },
  });
  const error = await failureOf(teamAt(fake.origin).writer.suspendMember('dbmid:1', { wipeData: false }));
  expect(error).toBeInstanceOf(LostAnswerError);
});

test('a wait that does not fit the retry budget ends the run at once', async () => {
  const huge = { status: 429, headers: { 'retry-after': '99999999999' }, text: '' };
  const fake = await startFakeDropbox({ [SUSPEND]: huge });
  const team = teamAt(fake.origin);
  const error = await failureOf(team.writer.suspendMember('dbmid:1', { wipeData: false }));
  expect(error).toMatchObject({ code: 'rate_limited', exitCode: 8 });
  expect(team.waits).toEqual([]);
  expect(fake.seen).toHaveLength(1);
});

test('no single timer is longer than Node can hold', async () => {
  const days = { status: 429, headers: { 'retry-after': '3000000' }, text: '' };
  const fake = await startFakeDropbox({ [SUSPEND]: [days, { json: null }] });
  const team = teamAt(fake.origin, { retryBudgetMs: 2 ** 40 });
  await team.writer.suspendMember('dbmid:1', { wipeData: false });
  expect(team.waits).toEqual([2 ** 31 - 1, 3_000_000_000 - (2 ** 31 - 1)]);
});

test.each([301, 302, 307, 308])('a redirect with %i is not followed', async (status) => {
  const elsewhere = await startFakeDropbox({ [SUSPEND]: { json: null } });
  const location = `${elsewhere.origin}/2/${SUSPEND}?secret=hunter2`;
  const fake = await startFakeDropbox({ [SUSPEND]: { status, headers: { location }, text: '' } });
  const error = await failureOf(teamAt(fake.origin).writer.suspendMember('dbmid:1', { wipeData: false }));
  expect(error).toMatchObject({ code: 'redirected', exitCode: 8 });
  expect(String(error)).toContain(new URL(elsewhere.origin).host);
  expect(String(error)).not.toContain('hunter2');
  expect(elsewhere.seen).toEqual([]);
});

test('requests carry the token and the version of teamsync', async () => {
  const fake = await startFakeDropbox({ [SUSPEND]: { json: null } });
  await teamAt(fake.origin).writer.suspendMember('dbmid:1', { wipeData: false });
  expect(fake.seen[0]?.headers).toMatchObject({
    authorization: `Bearer ${TOKEN}`,
    'user-agent': 'teamsync/1.2.3',
  });
});

test.each([
  ...BROKEN,
  ['a refusal that repeats it', { status: 400, text: `Invalid authorization value: "Bearer ${TOKEN}"` }] as [
    string,
    Reply,
  ],
  ['an expired token', { status: 401, json: { error: { '.tag': 'expired_access_token' } } }] as [
    string,
    Reply,
  ],
])('the token is in no depth of the error after %s', async (_name, reply) => {
  const fake = await startFakeDropbox({ [SUSPEND]: reply });
  const error = await failureOf(teamAt(fake.origin).writer.suspendMember('dbmid:1', { wipeData: false }));
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain(TOKEN);
});
