import { describe, expect, test } from 'vitest';
import { matching, startRig } from '../helpers.ts';
import {
  askToken,
  callAs,
  CALLBACK,
  exchangeForm,
  logIn,
  newPkce,
  without,
  answersOf,
  freshForm,
  secretForm,
} from './flow.ts';

const MINUTE_MS = 60_000;
const DEAD_CODE = { error: 'invalid_grant', error_description: "code doesn't exist or has expired" };

describe('exchanging a code', () => {
  test('answers as for a team: an empty uid, a team id, no account id', async () => {
    const rig = await startRig();
    const { status, body, headers } = await askToken(rig, await freshForm(rig));
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      access_token: matching(/^sl\.u\.[\w-]+$/),
      token_type: 'bearer',
      expires_in: 14400,
      refresh_token: matching(/^[\w-]{64}$/),
      scope: 'team_info.read members.read',
      uid: '',
      team_id: rig.sandbox.snapshot().team.id,
    });
  });

  test.each(['online', undefined])('gives no refresh token for access that is %s', async (type) => {
    const rig = await startRig();
    const { status, body } = await askToken(rig, await freshForm(rig, { token_access_type: type }));
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('refresh_token');
  });

  test('gives a token that opens what it was allowed to, and nothing else', async () => {
    const rig = await startRig();
    const { accessToken } = await logIn(rig, { scope: 'team_info.read' });
    expect(await callAs(rig, accessToken)).toBe(200);
    expect(await callAs(rig, accessToken, 'team/members/get_available_team_member_roles')).toBe(
      'missing_scope',
    );
  });

  test('takes query parameters and no body, as the official SDK sends them', async () => {
    const rig = await startRig();
    const query = new URLSearchParams(await freshForm(rig)).toString();
    const headers = { 'content-type': 'application/json' };
    const { status } = await rig.send(`/oauth2/token?${query}`, { method: 'POST', headers });
    expect(status).toBe(200);
  });

  test('works once: a code that was used is gone', async () => {
    const rig = await startRig();
    const form = await freshForm(rig);
    expect((await askToken(rig, form)).status).toBe(200);
    expect(await answersOf(rig, form)).toEqual([400, DEAD_CODE]);
  });

  test('knows no code that it did not give out', async () => {
    const rig = await startRig();
    expect(await answersOf(rig, exchangeForm(rig, 'made-up', newPkce().verifier))).toEqual([400, DEAD_CODE]);
  });

  test('finds a code good for ten minutes by the clock of the team', async () => {
    const rig = await startRig();
    const [first, second] = [await freshForm(rig), await freshForm(rig)];
    await rig.advance(10 * MINUTE_MS - 1);
    expect((await askToken(rig, first)).status).toBe(200);
    await rig.advance(1);
    expect(await answersOf(rig, second)).toEqual([400, DEAD_CODE]);
  });

  test.each([
    ['another one', { redirect_uri: CALLBACK }, 'http://127.0.0.1:8766/callback'],
    ['none although one was given', { redirect_uri: CALLBACK }, null],
    ['one although none was given', { redirect_uri: undefined }, CALLBACK],
  ])('has to repeat the redirect URI: %s is a mismatch', async (_, change, repeated) => {
    const rig = await startRig();
    const form = without(await freshForm(rig, change), 'redirect_uri');
    const sent = repeated === null ? form : { ...form, redirect_uri: repeated };
    expect(await answersOf(rig, sent)).toEqual([
      400,
      { error: 'invalid_grant', error_description: 'redirect_uri mismatch' },
    ]);
  });

  test('with the verifier of somebody else is invalid_grant and uses the code up', async () => {
    const rig = await startRig();
    const form = await freshForm(rig);
    const wrong = await askToken(rig, { ...form, code_verifier: newPkce().verifier });
    expect([wrong.status, wrong.body['error']]).toEqual([400, 'invalid_grant']);
    expect(wrong.body['error_description']).toContain('verifier');
    expect(await answersOf(rig, form)).toEqual([400, DEAD_CODE]);
  });

  test.each(['short', 'x'.repeat(42), 'x'.repeat(129), `${'x'.repeat(42)}!`])(
    'with the verifier "%s" is invalid_grant',
    async (verifier) => {
      const rig = await startRig();
      const { body } = await askToken(rig, { ...(await freshForm(rig)), code_verifier: verifier });
      expect(body['error']).toBe('invalid_grant');
    },
  );

  test('of a code with a challenge needs the verifier even from who knows the secret', async () => {
    const rig = await startRig();
    const form = without(await freshForm(rig), 'code_verifier');
    const { body } = await askToken(rig, { ...form, client_secret: rig.sandbox.appSecret });
    expect(body['error']).toBe('invalid_grant');
  });

  test('of a code without a challenge takes no verifier', async () => {
    const rig = await startRig();
    const form = { ...(await secretForm(rig)), code_verifier: newPkce().verifier };
    expect((await askToken(rig, form)).body['error']).toBe('invalid_grant');
  });

  test('without a code is an invalid request', async () => {
    const rig = await startRig();
    const form = without(await freshForm(rig), 'code');
    expect((await askToken(rig, form)).body['error']).toBe('invalid_request');
  });
});
