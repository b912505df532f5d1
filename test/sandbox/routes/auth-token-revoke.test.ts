import { describe, expect, test } from 'vitest';
import { startRig, type Rig } from '../helpers.ts';
import { askToken, callAs, logIn, refreshed, refreshForm } from '../oauth/flow.ts';

const revoke = ({ post }: Rig, token: string) =>
  post('auth/token/revoke', null, { authorization: `Bearer ${token}` });

describe('revoking a token', () => {
  test('answers null, without an argument or with null', async () => {
    const rig = await startRig();
    const { accessToken } = await logIn(rig);
    const answer = await revoke(rig, accessToken);
    expect([answer.status, answer.text]).toEqual([200, 'null']);
    expect((await rig.dbx.authTokenRevoke()).result).toBeNull();
  });

  test('ends the token, its siblings and the refresh token', async () => {
    const rig = await startRig();
    const { accessToken, refreshToken } = await logIn(rig);
    const sibling = await refreshed(rig, refreshToken);
    await revoke(rig, sibling);
    expect(await callAs(rig, accessToken)).toBe('invalid_access_token');
    expect(await callAs(rig, sibling)).toBe('invalid_access_token');
    expect((await askToken(rig, refreshForm(rig, refreshToken))).body).toEqual({
      error: 'invalid_grant',
      error_description: 'refresh token is invalid or revoked',
    });
    expect(await rig.control('GET', 'state')).toMatchObject({ grants: [{ revoked: true }] });
  });

  test('leaves other grants and the token of the team alone', async () => {
    const rig = await startRig();
    const [one, two] = [await logIn(rig), await logIn(rig)];
    await revoke(rig, one.accessToken);
    expect(await callAs(rig, two.accessToken)).toBe(200);
    expect(await callAs(rig, rig.sandbox.accessToken)).toBe(200);
  });

  test('works for the token of the team as well, and leaves every grant alone', async () => {
    const rig = await startRig();
    const { accessToken } = await logIn(rig);
    await revoke(rig, rig.sandbox.accessToken);
    expect(await callAs(rig, rig.sandbox.accessToken)).toBe('invalid_access_token');
    expect(await callAs(rig, accessToken)).toBe(200);
  });

  test('needs no scope, not even one of the app', async () => {
    const rig = await startRig();
    await rig.control('POST', 'team', { scopes: [], appScopes: [] });
    expect((await revoke(rig, rig.sandbox.accessToken)).status).toBe(200);
  });

  test('needs a token that is still good', async () => {
    const rig = await startRig();
    const { accessToken } = await logIn(rig);
    await rig.control('POST', 'team', { token: 'expired' });
    expect(await callAs(rig, accessToken, 'auth/token/revoke')).toBe('expired_access_token');
    expect(await callAs(rig, 'sl.u.unknown', 'auth/token/revoke')).toBe('invalid_access_token');
    expect(await rig.control('GET', 'state')).toMatchObject({ grants: [{ revoked: false }] });
  });

  test('an argument is refused', async () => {
    const rig = await startRig();
    const { status, text } = await rig.post('auth/token/revoke', {});
    expect(status).toBe(400);
    expect(text).toContain('expected null, got value');
  });
});
