import { Dropbox } from 'dropbox';
import { expect, test } from 'vitest';
import { Secret } from '../../src/auth/secret.ts';
import { fixedSession } from '../../src/auth/session.ts';
import { authorizedFetch } from '../../src/dropbox/authorized.ts';
import { readIdentity, readInfo, type Counted, type Identity } from '../../src/dropbox/identity.ts';
import { failureOf } from '../auth/loopback/browser.ts';
import { everythingOf, transportTo } from '../auth/surroundings.ts';
import {
  conflict,
  startFakeDropbox,
  TOKEN,
  type FakeDropbox,
  type Replies,
} from '../helpers/fake-dropbox.ts';

const INFO = 'team/get_info';
const ADMIN = 'team/token/get_authenticated_admin';
const TEAM: Replies = {
  [INFO]: { json: { name: 'Acme', team_id: 'dbtid:1' } },
  [ADMIN]: { json: { admin_profile: { team_member_id: 'dbmid:ann', email: 'Ann@Example.com' } } },
};

async function identityOf(replies: Replies): Promise<{ fake: FakeDropbox; identity: Promise<Identity> }> {
  const fake = await startFakeDropbox({ ...TEAM, ...replies });
  const identity = readIdentity(fixedSession(new Secret(TOKEN)), transportTo(fake.origin));
  identity.catch(() => undefined);
  return { fake, identity };
}

test('team and admin are read in two calls; licence numbers are not needed for it', async () => {
  const { fake, identity } = await identityOf({});
  await expect(identity).resolves.toEqual({
    team: { id: 'dbtid:1', name: 'Acme' },
    admin: { memberId: 'dbmid:ann', email: 'ann@example.com' },
  });
  expect(fake.seen.map(({ route }) => route).sort()).toEqual([INFO, ADMIN]);
  for (const { headers } of fake.seen) expect(headers.authorization).toBe(`Bearer ${TOKEN}`);
});

test('a token of which Dropbox does not know the admin has none', async () => {
  const { identity } = await identityOf({ [ADMIN]: conflict('mapping_not_found') });
  await expect(identity).resolves.toEqual({ team: { id: 'dbtid:1', name: 'Acme' }, admin: null });
});

test.each([
  ['admin_not_active', /no longer an active admin/],
  ['something_new', /does not say who authorized this token.*something_new/],
])('the refusal %s to name the admin is exit 6', async (tag, words) => {
  const { identity } = await identityOf({ [ADMIN]: conflict(tag) });
  const error = await failureOf(identity);
  expect(error).toMatchObject({ code: tag, exitCode: 6, details: { endpoint: ADMIN, requestId: 'req-1' } });
  expect(String(error)).toMatch(words);
});

test.each([
  [
    'a refused token',
    { status: 401, json: { error: { '.tag': 'invalid_access_token' } } },
    'invalid_access_token',
    5,
  ],
  [
    'a missing scope',
    { status: 401, json: { error: { '.tag': 'missing_scope', required_scope: 'team_info.read' } } },
    'missing_scope',
    6,
  ],
  [
    'a denied team',
    { status: 403, json: { error: { '.tag': 'team_access_denied' } } },
    'team_access_denied',
    6,
  ],
  ['a refusal of the route', conflict('something_new'), 'something_new', 1],
  ['a server that fails', { status: 500, text: '' }, 'dropbox_unavailable', 8],
  ['an answer without a team id', { json: { name: 'Acme' } }, 'unusable_answer', 8],
  ['an answer with an empty team id', { json: { name: 'Acme', team_id: '' } }, 'unusable_answer', 8],
])('%s for the name of the team ends it with %s', async (_name, reply, code, exitCode) => {
  const { identity } = await identityOf({ [INFO]: reply });
  const error = await failureOf(identity);
  expect(error).toMatchObject({ code, exitCode });
  expect(everythingOf(error)).not.toContain(TOKEN);
});

test('an answer without the address of the admin cannot be used', async () => {
  const { identity } = await identityOf({
    [ADMIN]: { json: { admin_profile: { team_member_id: 'dbmid:ann' } } },
  });
  await expect(failureOf(identity)).resolves.toMatchObject({ code: 'unusable_answer', exitCode: 8 });
});

test('a token of one account instead of a team is exit 6', async () => {
  const text = `Error in call to API function "${INFO}": This API function operates on a Dropbox team, but the access token is for a user.`;
  const { identity } = await identityOf({ [INFO]: { status: 400, text } });
  await expect(failureOf(identity)).resolves.toMatchObject({ code: 'not_a_team_token', exitCode: 6 });
});

function infoOf(fake: FakeDropbox): Promise<Counted> {
  const session = fixedSession(new Secret(TOKEN));
  return readInfo(new Dropbox({ fetch: authorizedFetch(transportTo(fake.origin), session) }));
}

test.each([
  [{}, 0],
  [{ num_used_licenses: 3 }, 3],
])('for a run the licences are counted too (%j)', async (changes, usedLicences) => {
  const numbers = { num_licensed_users: 10, num_provisioned_users: 4, ...changes };
  const fake = await startFakeDropbox({ [INFO]: { json: { name: 'Acme', team_id: 'dbtid:1', ...numbers } } });
  const counted = { id: 'dbtid:1', name: 'Acme', licensed: 10, provisioned: 4, usedLicences };
  await expect(infoOf(fake)).resolves.toEqual(counted);
});

test('for a run an answer without licences cannot be used', async () => {
  const error = await failureOf(infoOf(await startFakeDropbox(TEAM)));
  expect(error).toMatchObject({ code: 'unusable_answer', exitCode: 8 });
});
