import { expect, test } from 'vitest';
import { conflict, startFakeDropbox, teamAt, type Reply } from '../helpers/fake-dropbox.ts';

const SUSPEND = 'team/members/suspend';
const API = `Error in call to API function "${SUSPEND}": `;
const tagged = (status: number, error: object): Reply => ({ status, json: { error_summary: 'x/..', error } });

async function refusal(reply: Reply): Promise<unknown> {
  const fake = await startFakeDropbox({ [SUSPEND]: reply });
  const error: unknown = await teamAt(fake.origin)
    .writer.suspendMember('dbmid:1', { wipeData: false })
    .then(() => expect.fail('it should have been refused'))
    .catch((caught: unknown) => caught);
  expect(fake.seen, 'a refusal is never sent again').toHaveLength(1);
  return error;
}

test.each<[string, Reply, string, number]>([
  ['an expired token', tagged(401, { '.tag': 'expired_access_token' }), 'expired_access_token', 5],
  ['a revoked token', tagged(401, { '.tag': 'invalid_access_token' }), 'invalid_access_token', 5],
  ['a suspended admin', tagged(401, { '.tag': 'user_suspended' }), 'user_suspended', 5],
  [
    'a malformed token',
    { status: 400, text: `${API}The given OAuth 2 access token is malformed.` },
    'malformed_token',
    5,
  ],
  [
    'a missing scope',
    tagged(401, { '.tag': 'missing_scope', required_scope: 'members.write' }),
    'missing_scope',
    6,
  ],
  [
    'an app without the scope',
    { status: 400, text: `${API}Your app does not have the required scope 'members.write'.` },
    'app_lacks_scope',
    6,
  ],
  [
    "a single user's token",
    {
      status: 400,
      text: `${API}The OAuth 2 access token you provided is for a specific Dropbox user account.`,
    },
    'not_a_team_token',
    6,
  ],
  ['a denied team', tagged(403, { '.tag': 'team_access_denied' }), 'team_access_denied', 6],
  ['a bad argument', { status: 400, text: `${API}request body: wrong` }, 'bad_request', 4],
  ['a known tag', conflict('suspend_last_admin'), 'suspend_last_admin', 4],
  ['a tag of tomorrow', conflict('too_much_moonlight'), 'too_much_moonlight', 4],
  ['a tag named like a property of objects', conflict('constructor'), 'constructor', 4],
])('%s', async (_name, reply, code, exitCode) => {
  const error = await refusal(reply);
  expect(error).toMatchObject({ code, exitCode, details: { endpoint: SUSPEND, requestId: 'req-1' } });
});

test('scope errors name the scope', async () => {
  const error = await refusal(tagged(401, { '.tag': 'missing_scope', required_scope: 'members.write' }));
  expect(String(error)).toContain('members.write');
});

test('a refusal names the route and the request', async () => {
  expect(String(await refusal(conflict('suspend_last_admin')))).toMatch(
    /last admin.*team\/members\/suspend.*req-1/,
  );
});

test.each([404, 410, 422])('a status %i is not about one person, so the run ends with 8', async (status) => {
  expect(await refusal({ status, text: 'gone' })).toMatchObject({ code: 'unexpected_status', exitCode: 8 });
});

test('a tag without words of ours is shown as it came', async () => {
  expect(String(await refusal(conflict('too_much_moonlight')))).toContain('too_much_moonlight');
});

test("Dropbox's own words come without control characters, cut, and after ours", async () => {
  const error = String(await refusal({ status: 400, text: `\u001b[31mred\u0007 ${'x'.repeat(5_000)}` }));
  expect(error).toMatch(/^RequestRefusedError: Dropbox called the request malformed/);
  expect(error).not.toMatch(/\p{Cc}/u);
  expect(error.length).toBeLessThan(500);
});

test.each([
  [['dbmid:1'], 'dbmid:1'],
  [['a@example.com', 'b@example.com'], 'a@example.com, b@example.com'],
  [['1', '2', '3', '4', '5'], '1, 2, 3, 4, 5'],
  [['1', '2', '3', '4', '5', '6', '7'], '1, 2, 3, 4, 5 and 2 more'],
])('the people whom a tag carries are named, %j', async (named, words) => {
  expect(await refusal(conflict('members_not_in_team', named))).toMatchObject({
    code: 'members_not_in_team',
    exitCode: 4,
    message: `Somebody is not on this team: ${words} (${SUSPEND}, request req-1).`,
    details: { endpoint: SUSPEND, requestId: 'req-1', named },
  });
});

test('a tag of tomorrow may carry people too', async () => {
  expect(String(await refusal(conflict('too_much_moonlight', ['dbmid:1'])))).toMatch(
    /"too_much_moonlight".*: dbmid:1 \(/,
  );
});

test.each([
  ['nobody', []],
  ['something else', [{ id: 'dbmid:1' }]],
])('a tag that carries %s is a refusal without names', async (_name, carried) => {
  const error = { '.tag': 'users_not_found', users_not_found: carried };
  expect(await refusal(tagged(409, error))).toMatchObject({
    code: 'users_not_found',
    message: `Dropbox finds no account of somebody (${SUSPEND}, request req-1).`,
    details: { endpoint: SUSPEND, requestId: 'req-1' },
  });
});

test('names come without control characters, cut', async () => {
  const named = ['\u001b[31mred\u0007', 'x'.repeat(5_000)];
  const error = await refusal(conflict('users_not_found', named));
  expect(String(error)).not.toMatch(/\p{Cc}/u);
  expect(String(error).length).toBeLessThan(500);
});
