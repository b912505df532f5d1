import { expect, test } from 'vitest';
import { everyCall, inBase64, named, refusal, repeat, type Misfortune } from './misfortune.ts';
import { place, secretNamed, store } from './place.ts';
import { LOGOUT, RECONCILE, STATUS, expectSilence } from './silence.ts';

const API_MISFORTUNES: Misfortune[] = [
  {
    name: 'a 400 that repeats the token and calls it malformed',
    set: everyCall((token) => ({ status: 400, body: `Invalid authorization value: "Bearer ${token}"` })),
    ends: [5, 5, 8],
  },
  {
    name: 'a 400 that repeats the token twice',
    set: everyCall((token) => ({
      status: 400,
      body: `Error in call to API function "x": ${token} ${token}?`,
    })),
    ends: [1, 1, 8],
  },
  {
    name: 'a 401: expired',
    set: everyCall(() => ({ status: 401, body: refusal('expired_access_token') }), 'team/get_info'),
    ends: [5, 5, 0],
  },
  {
    name: 'a 401: a scope is missing',
    set: everyCall(() => ({ status: 401, body: refusal('missing_scope') })),
    ends: [6, 6, 8],
  },
  {
    name: 'a 401: the admin is suspended',
    set: everyCall(() => ({ status: 401, body: refusal('user_suspended') })),
    ends: [5, 5, 8],
  },
  {
    name: 'a 401 whose tag is the token',
    set: everyCall((token) => ({ status: 401, body: refusal(token) })),
    ends: [5, 5, 8],
  },
  {
    name: 'a 403 whose tag has the token',
    set: everyCall((token) => ({ status: 403, body: refusal(`access_denied ${token}`) })),
    ends: [6, 6, 8],
  },
  {
    name: 'a 409 whose tag has the token',
    set: everyCall((token) => ({ error: `unheard_of ${token}` })),
    ends: [1, 1, 8],
  },
  {
    name: 'a 418 that repeats the token',
    set: everyCall((token) => ({ status: 418, body: `Teapot: ${token}` })),
    ends: [8, 8, 8],
  },
  {
    name: 'a 500 that repeats the token',
    set: everyCall((token) => ({ status: 500, body: token, headers: { 'x-dropbox-request-id': token } })),
    ends: [8, 8, 8],
  },
  {
    name: 'a 200 of the wrong shape with the token for a key',
    set: everyCall((token) => ({ status: 200, body: { name: [token], [token]: token } }), 'team/get_info'),
    ends: [8, 8, 0],
  },
  { name: 'a reset connection', set: everyCall(() => ({ drop: 'after' })), ends: [8, 8, 8] },
  { name: 'half an answer', set: everyCall(() => ({ truncate: true })), ends: [8, 8, 8] },
  { name: 'a web page', set: everyCall(() => ({ html: true })), ends: [8, 8, 8] },
  {
    name: 'no answer, because nobody listens',
    set: ({ gateway }) => {
      gateway.close();
    },
    ends: [8, 8, 8],
  },
  {
    name: 'the news that the grant was revoked',
    set: (at) => at.control('team', { token: 'revoked' }),
    ends: [5, 5, 0],
  },
  {
    name: 'everything that it was sent, as it came',
    set: (at) => {
      repeat(at, (sent) => `Cannot understand ${sent}`);
    },
    ends: [1, 1, 8],
  },
  {
    name: 'the token that it was sent, in base64',
    set: (at) => {
      repeat(at, (sent) => `Cannot understand the authorization ${inBase64(sent.replace('Bearer ', ''))}`);
    },
    ends: [1, 1, 8],
  },
];

test.each(named(API_MISFORTUNES))('an API that answers with %s gets no secret shown', async (_name, fate) => {
  const at = await place();
  await store(at, { withAccessToken: true });
  const access = secretNamed(at, 'access token');
  await fate.set(at, access);
  const exitCodes = await expectSilence(at, [STATUS, RECONCILE], [LOGOUT]);
  expect(Object.values(exitCodes)).toEqual(fate.ends);
});

test('a change that fails with a repeated token shows its reason without it', async () => {
  const at = await place();
  await store(at, { withAccessToken: true });
  const access = secretNamed(at, 'access token');
  await everyCall(() => ({ status: 400, body: `What is ${access}?` }), 'team/members/set_profile_v2')(
    at,
    access,
  );
  const text = RECONCILE.replace('--json', '');
  expect(await expectSilence(at, [RECONCILE], [text])).toEqual({ [RECONCILE]: 4, [text]: 4 });
});
