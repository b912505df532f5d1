import { describe, expect, test } from 'vitest';
import { HOUR_MS, matching, startRig } from '../helpers.ts';
import {
  askToken,
  callAs,
  logIn,
  refreshForm,
  without,
  answersOf,
  secretForm,
  NO_AUTH,
  BAD_CLIENT,
} from './flow.ts';

describe('refreshing', () => {
  test('gives another access token with the same scopes, and no other refresh token', async () => {
    const rig = await startRig();
    const { accessToken, refreshToken } = await logIn(rig);
    const { status, body } = await askToken(rig, refreshForm(rig, refreshToken));
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: matching(/^sl\.u\.[\w-]+$/),
      token_type: 'bearer',
      expires_in: 14400,
      scope: 'team_info.read members.read',
    });
    expect(body['access_token']).not.toBe(accessToken);
    expect(await callAs(rig, String(body['access_token']))).toBe(200);
    expect(await callAs(rig, accessToken)).toBe(200);
  });

  test('can ask for less, which the token then cannot do', async () => {
    const rig = await startRig();
    const { refreshToken } = await logIn(rig);
    const { body } = await askToken(rig, { ...refreshForm(rig, refreshToken), scope: 'members.read' });
    expect(body['scope']).toBe('members.read');
    expect(await callAs(rig, String(body['access_token']))).toBe('missing_scope');
    const { body: whole } = await askToken(rig, refreshForm(rig, refreshToken));
    expect(whole['scope']).toBe('team_info.read members.read');
  });

  test.each(['members.write', 'nonsense'])('cannot ask for more: %s is invalid_scope', async (scope) => {
    const rig = await startRig();
    const { refreshToken } = await logIn(rig);
    const { status, body } = await askToken(rig, { ...refreshForm(rig, refreshToken), scope });
    expect([status, body['error']]).toEqual([400, 'invalid_scope']);
  });

  test('outlives the access token', async () => {
    const rig = await startRig();
    const { accessToken, refreshToken } = await logIn(rig);
    await rig.advance(1000 * HOUR_MS);
    expect(await callAs(rig, accessToken)).toBe('expired_access_token');
    const { body } = await askToken(rig, refreshForm(rig, refreshToken));
    expect(await callAs(rig, String(body['access_token']))).toBe(200);
  });

  test.each([
    ['not-a-refresh-token', 'refresh token is malformed'],
    ['x'.repeat(64), 'refresh token is invalid or revoked'],
  ])('"%s" is invalid_grant: %s', async (refreshToken, description) => {
    const rig = await startRig();
    expect(await answersOf(rig, refreshForm(rig, refreshToken))).toEqual([
      400,
      { error: 'invalid_grant', error_description: description },
    ]);
  });

  test('a grant that began with the secret needs it again', async () => {
    const rig = await startRig();
    const { body } = await askToken(rig, await secretForm(rig));
    const form = refreshForm(rig, String(body['refresh_token']));
    expect(await answersOf(rig, form)).toEqual([400, NO_AUTH]);
    expect((await askToken(rig, { ...form, client_secret: rig.sandbox.appSecret })).status).toBe(200);
  });

  test('a grant that began with PKCE needs only the key, but the right one', async () => {
    const rig = await startRig();
    const { refreshToken } = await logIn(rig);
    const form = refreshForm(rig, refreshToken);
    expect(await answersOf(rig, { ...form, client_id: 'stranger' })).toEqual([400, BAD_CLIENT]);
    const anonymous = without(form, 'client_id');
    expect(await answersOf(rig, anonymous)).toEqual([400, NO_AUTH]);
    expect((await askToken(rig, form)).status).toBe(200);
  });

  test('without a refresh token is an invalid request', async () => {
    const rig = await startRig();
    const { body } = await askToken(rig, { grant_type: 'refresh_token', client_id: rig.sandbox.appKey });
    expect(body['error']).toBe('invalid_request');
  });
});
