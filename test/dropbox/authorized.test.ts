import { Dropbox } from 'dropbox';
import { expect, test } from 'vitest';
import type { TokenAnswer } from '../../src/auth/oauth.ts';
import { Secret } from '../../src/auth/secret.ts';
import { createSession, fixedSession, type Session } from '../../src/auth/session.ts';
import { authorizedFetch } from '../../src/dropbox/authorized.ts';
import type { Transport } from '../../src/dropbox/transport.ts';
import { UnauthorizedError } from '../../src/errors.ts';
import { failureOf } from '../auth/loopback/browser.ts';
import { everythingOf, transportTo } from '../auth/surroundings.ts';
import { startFakeDropbox, TOKEN, type FakeDropbox, type Reply } from '../helpers/fake-dropbox.ts';

const API = 'https://api.dropboxapi.com/2/';
const READ = 'team/get_info';
const WRITE = 'team/members/suspend';
const OK: Reply = { json: { done: true } };
const POST = { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } };

function refusal(tag: string): Reply {
  return { status: 401, json: { error_summary: `${tag}/..`, error: { '.tag': tag } } };
}
const EXPIRED = refusal('expired_access_token');

/** A session that begins with TOKEN and goes on with renewed-1, renewed-2 and so on. */
function renewing(): { session: Session; renewals: () => number } {
  let count = 0;
  const refresh = (): Promise<TokenAnswer> => {
    count += 1;
    const accessToken = new Secret(`renewed-${String(count)}`);
    return Promise.resolve({ accessToken, refreshToken: null, lifetimeMs: null, scopes: null, teamId: null });
  };
  const cached = { token: new Secret(TOKEN), issuedAt: 0, expiresAt: null };
  const session = createSession({ cached, now: () => 0, refresh, onToken: () => Promise.resolve() });
  return { session, renewals: () => count };
}

function tokensSent(fake: FakeDropbox): (string | undefined)[] {
  return fake.seen.map(({ headers }) => headers.authorization);
}

test('a request goes to the same path of our origin, with the token and everything else as it was', async () => {
  const fake = await startFakeDropbox({ [READ]: OK });
  const fetchIt = authorizedFetch(transportTo(fake.origin), fixedSession(new Secret(TOKEN)));
  const headers = { ...POST.headers, authorization: 'Bearer of-the-sdk' };
  const response = await fetchIt(API + READ, { ...POST, headers });
  await expect(response.text()).resolves.toEqual({ done: true });
  expect(fake.seen).toMatchObject([
    {
      method: 'POST',
      url: `/2/${READ}`,
      body: { a: 1 },
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    },
  ]);
});

test.each(['{"a":[1]}', '[1]', '[]', '"text"', '"1"', '7', 'null', '{"toString":1,"valueOf":2}'])(
  'the SDK gives out %s as it was answered',
  async (text) => {
    const fake = await startFakeDropbox({ [READ]: { text } });
    const client = new Dropbox({
      fetch: authorizedFetch(transportTo(fake.origin), fixedSession(new Secret(TOKEN))),
    });
    await expect(client.teamGetInfo()).resolves.toMatchObject({
      status: 200,
      headers: { 'x-dropbox-request-id': 'req-1' },
      result: JSON.parse(text) as unknown,
    });
  },
);

test('every request asks the session for the token in force', async () => {
  const fake = await startFakeDropbox({ [READ]: OK });
  const tokens = ['token-one', 'token-two'];
  const accessToken = (): Promise<Secret> => Promise.resolve(new Secret(tokens.shift() ?? 'none left'));
  const session: Session = { accessToken, renew: () => expect.fail('nothing expired') };
  const fetchIt = authorizedFetch(transportTo(fake.origin), session);
  await fetchIt(API + READ, POST);
  await fetchIt(API + READ, POST);
  expect(tokensSent(fake)).toEqual(['Bearer token-one', 'Bearer token-two']);
});

test.each([READ, WRITE])(
  'an expired token is replaced and %s asked once more, with the same body',
  async (route) => {
    const fake = await startFakeDropbox({ [route]: [EXPIRED, OK] });
    const { session, renewals } = renewing();
    const response = await authorizedFetch(transportTo(fake.origin), session)(API + route, POST);
    expect(response.status).toBe(200);
    expect(tokensSent(fake)).toEqual([`Bearer ${TOKEN}`, 'Bearer renewed-1']);
    expect(fake.seen.map(({ body }) => body)).toEqual([{ a: 1 }, { a: 1 }]);
    expect(renewals()).toBe(1);
  },
);

test('a second refusal is passed on whole, and not tried a third time', async () => {
  const fake = await startFakeDropbox({ [WRITE]: EXPIRED });
  const { session, renewals } = renewing();
  const response = await authorizedFetch(transportTo(fake.origin), session)(API + WRITE, POST);
  expect(response.status).toBe(401);
  await expect(response.text()).resolves.toContain('".tag":"expired_access_token"');
  expect([fake.seen.length, renewals()]).toEqual([2, 1]);
});

test.each<[string, Reply]>([
  ['a revoked token', refusal('invalid_access_token')],
  ['a suspended admin', refusal('user_suspended')],
  [
    'a missing scope',
    { status: 401, json: { error: { '.tag': 'missing_scope', required_scope: 'members.read' } } },
  ],
  ['an unknown tag', refusal('something_new')],
  ['a summary that only looks expired', { status: 401, json: { error_summary: 'expired_access_token/' } }],
  ['a text', { status: 401, text: 'expired_access_token' }],
  ['an empty body', { status: 401, text: '' }],
  ['null', { status: 401, json: null }],
  ['the tag with another status', { ...EXPIRED, status: 409 }],
])('%s is passed on whole, without a renewal', async (_name, reply) => {
  const fake = await startFakeDropbox({ [WRITE]: reply });
  const { session, renewals } = renewing();
  const response = await authorizedFetch(transportTo(fake.origin), session)(API + WRITE, POST);
  expect(response.status).toBe(reply.status);
  await expect(response.text()).resolves.toBe(reply.text ?? JSON.stringify(reply.json));
  expect([fake.seen.length, renewals()]).toEqual([1, 0]);
});

test('a token that cannot be renewed leaves the refusal as it is', async () => {
  const fake = await startFakeDropbox({ [WRITE]: EXPIRED });
  const fetchIt = authorizedFetch(transportTo(fake.origin), fixedSession(new Secret(TOKEN)));
  const response = await fetchIt(API + WRITE, POST);
  expect(response.status).toBe(401);
  await expect(response.text()).resolves.toContain('".tag":"expired_access_token"');
  expect(fake.seen).toHaveLength(1);
});

test('calls side by side whose token has expired renew it once', async () => {
  const routes = ['a', 'b', 'c', 'd', 'e'].map((name) => `team/${name}`);
  const fake = await startFakeDropbox(Object.fromEntries(routes.map((route) => [route, [EXPIRED, OK]])));
  const { session, renewals } = renewing();
  const fetchIt = authorizedFetch(transportTo(fake.origin), session);
  const responses = await Promise.all(routes.map((route) => fetchIt(API + route, POST)));
  expect(responses.map(({ status }) => status)).toEqual(routes.map(() => 200));
  expect(renewals()).toBe(1);
  expect(tokensSent(fake).filter((header) => header === 'Bearer renewed-1')).toHaveLength(5);
});

test('a grant that is gone ends the call with the reason, and nothing is sent', async () => {
  const fake = await startFakeDropbox({ [READ]: OK });
  const gone = new UnauthorizedError('grant_revoked', 'The authorization was revoked.');
  const session: Session = { accessToken: () => Promise.reject(gone), renew: () => Promise.reject(gone) };
  const error = await failureOf(authorizedFetch(transportTo(fake.origin), session)(API + READ, POST));
  expect(error).toBe(gone);
  expect(fake.seen).toEqual([]);
});

test.each([
  'https://content.dropboxapi.com/2/x',
  'https://api.dropboxapi.com.evil.example/2/x',
  'https://api.dropboxapi.com@evil.example/2/x',
  'https://api.dropboxapi.com:444/2/x',
  'https://api.dropboxapi.com/oauth2/token',
  'http://api.dropboxapi.com/2/x',
])('a request to %s is refused before a token is asked for', async (url) => {
  const transport: Transport = {
    send: () => expect.fail('nothing may be sent'),
    counts: () => expect.fail('nothing is counted'),
  };
  const session: Session = {
    accessToken: () => expect.fail('no token may be asked for'),
    renew: () => expect.fail('nothing expired'),
  };
  const error = await failureOf(authorizedFetch(transport, session)(url, POST));
  expect(String(error)).toContain(`unexpected request to ${new URL(url).host}`);
  expect(everythingOf(error)).not.toContain(TOKEN);
});
