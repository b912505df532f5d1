import { expect, test } from 'vitest';
import { openFixed, openSession, type OpenSession } from '../../src/auth/open-session.ts';
import { Secret } from '../../src/auth/secret.ts';
import { revokeGrant } from '../../src/dropbox/revoke.ts';
import { UnauthorizedError, UnavailableError } from '../../src/errors.ts';
import { fileWith } from '../auth/logins.ts';
import { failureOf } from '../auth/loopback/browser.ts';
import { endpointOver, everythingOf, transportTo } from '../auth/surroundings.ts';
import { APP, formsOf, REFRESH, renewedTokens, tokenError } from '../auth/token-endpoint.ts';
import { startFakeDropbox, TOKEN, type FakeDropbox, type Reply } from '../helpers/fake-dropbox.ts';

const REVOKE = 'auth/token/revoke';
const DONE: Reply = { json: null };
const DEAD: Reply = { status: 401, json: { error: { '.tag': 'invalid_access_token' } } };
const GONE = tokenError('invalid_grant', 'refresh token is invalid or revoked');
const [FIRST, SECOND] = ['sl.u.SENTINEL-first', 'sl.u.SENTINEL-second'];

interface Revoking {
  fake: FakeDropbox;
  revoke: (session?: OpenSession) => Promise<void>;
  tokens: () => (string | undefined)[];
}

/** A grant whose session gets its tokens from the fake that is also asked to revoke them. */
async function granted(revocations: Reply[], tokens: Reply[]): Promise<Revoking> {
  const fake = await startFakeDropbox({ [REVOKE]: revocations, '/oauth2/token': tokens });
  const transport = transportTo(fake.origin);
  const session = openSession(
    { kind: 'refresh', source: 'environment', app: APP, refreshToken: new Secret(REFRESH) },
    {
      endpoint: endpointOver(fake.origin, transport),
      file: fileWith(null),
      keychain: () => expect.fail('the keychain is no part of this'),
      now: () => 0,
      remedy: 'Type something.',
    },
  );
  return {
    fake,
    revoke: (other = session) => revokeGrant(other, transport),
    tokens: () => fake.to(REVOKE).map(({ headers }) => headers.authorization),
  };
}

test('the grant is ended by a POST with the token in its header, and nothing else', async () => {
  const { fake, revoke } = await granted([DONE], [renewedTokens(FIRST)]);
  await expect(revoke()).resolves.toBeUndefined();
  expect(fake.to(REVOKE)).toMatchObject([
    { method: 'POST', url: `/2/${REVOKE}`, body: null, headers: { authorization: `Bearer ${FIRST}` } },
  ]);
  expect(fake.to(REVOKE)[0]?.headers).not.toHaveProperty('content-type');
  expect(formsOf(fake)).toHaveLength(1);
});

test('a refused access token is replaced once, and the new one ends the grant', async () => {
  const { fake, revoke, tokens } = await granted([DEAD, DONE], [renewedTokens(FIRST), renewedTokens(SECOND)]);
  await expect(revoke()).resolves.toBeUndefined();
  expect(tokens()).toEqual([`Bearer ${FIRST}`, `Bearer ${SECOND}`]);
  expect(formsOf(fake)).toHaveLength(2);
});

test('a new access token that is refused too leaves it open: exit 8', async () => {
  const { revoke, tokens } = await granted([DEAD], [renewedTokens(FIRST), renewedTokens(SECOND)]);
  const error = await failureOf(revoke());
  expect(error).toBeInstanceOf(UnavailableError);
  expect(error).toMatchObject({
    code: 'revoke_refused',
    exitCode: 8,
    details: { endpoint: REVOKE, requestId: 'req-1' },
  });
  expect(String(error)).toMatch(/status 401 \(auth\/token\/revoke, request req-1\)/);
  expect(everythingOf(error)).not.toContain('SENTINEL');
  expect(tokens()).toHaveLength(2);
});

test('a grant that turns out to be dead when the token is replaced counts as ended', async () => {
  const { revoke, tokens } = await granted([DEAD], [renewedTokens(FIRST), GONE]);
  await expect(revoke()).resolves.toBeUndefined();
  expect(tokens()).toHaveLength(1);
});

test('a grant that is dead from the start counts as ended, and nothing is revoked', async () => {
  const { revoke, tokens } = await granted([DONE], [GONE]);
  await expect(revoke()).resolves.toBeUndefined();
  expect(tokens()).toEqual([]);
});

test.each([
  ['malformed_refresh_token', tokenError('invalid_grant', 'refresh token is malformed'), 5],
  ['app_refused', tokenError('invalid_client: Invalid client_id or client_secret'), 5],
  ['dropbox_unavailable', { status: 500, text: '' }, 8],
])('without a token because of %s the grant may still live', async (code, reply, exitCode) => {
  const { revoke, tokens } = await granted([DONE], [reply]);
  const error = await failureOf(revoke());
  expect(error).toMatchObject({ code, exitCode });
  expect(everythingOf(error)).not.toContain('SENTINEL');
  expect(tokens()).toEqual([]);
});

test('a server that keeps failing is asked again, and then the grant may still live: exit 8', async () => {
  const { revoke, tokens } = await granted([{ status: 500, text: '' }], [renewedTokens(FIRST)]);
  const error = await failureOf(revoke());
  expect(error).toMatchObject({ code: 'dropbox_unavailable', exitCode: 8, details: { endpoint: REVOKE } });
  expect(tokens()).toHaveLength(5);
});

test('a server that recovers ends the grant', async () => {
  const { revoke, tokens } = await granted([{ status: 503, text: '' }, DONE], [renewedTokens(FIRST)]);
  await expect(revoke()).resolves.toBeUndefined();
  expect(tokens()).toHaveLength(2);
});

test.each([400, 403, 409])(
  'status %i does not end the grant, and no token is replaced for it',
  async (status) => {
    const { fake, revoke } = await granted(
      [{ status, json: { error: { '.tag': 'other' } } }],
      [renewedTokens(FIRST)],
    );
    await expect(failureOf(revoke())).resolves.toMatchObject({ code: 'revoke_refused', exitCode: 8 });
    expect([fake.to(REVOKE).length, formsOf(fake).length]).toEqual([1, 1]);
  },
);

test('a fixed token that is refused leaves it open', async () => {
  const { revoke, tokens } = await granted([DEAD], []);
  const error = await failureOf(revoke(openFixed(new Secret(TOKEN))));
  expect(error).toMatchObject({ code: 'revoke_refused', exitCode: 8 });
  expect(everythingOf(error)).not.toContain(TOKEN);
  expect(tokens()).toEqual([`Bearer ${TOKEN}`]);
});

test('any other refusal of a session is passed on', async () => {
  const { revoke } = await granted([DONE], []);
  const empty = new UnauthorizedError('keychain_empty', 'The keychain is empty.');
  const session = { ...openFixed(new Secret(TOKEN)), accessToken: () => Promise.reject(empty) };
  await expect(failureOf(revoke(session))).resolves.toBe(empty);
});
