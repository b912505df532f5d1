import { describe, expect, test } from 'vitest';
import { HOUR_MS, startRig } from '../helpers.ts';
import { askToken, callAs, logIn, refreshed, refreshForm } from './flow.ts';

describe('an access token of a grant', () => {
  test('is good for four hours by the clock of the team, then expired_access_token', async () => {
    const rig = await startRig();
    const { accessToken } = await logIn(rig);
    await rig.advance(4 * HOUR_MS - 1);
    expect(await callAs(rig, accessToken)).toBe(200);
    await rig.advance(1);
    expect(await callAs(rig, accessToken)).toBe('expired_access_token');
  });

  test('has scopes of its own, whatever the token of the team may do', async () => {
    const rig = await startRig();
    const { accessToken } = await logIn(rig, { scope: 'members.read' });
    await rig.control('POST', 'team', { scopes: ['team_info.read'] });
    const roles = 'team/members/get_available_team_member_roles';
    expect(await callAs(rig, accessToken, roles)).toBe(200);
    expect(await callAs(rig, accessToken)).toBe('missing_scope');
    expect(await callAs(rig, rig.sandbox.accessToken, roles)).toBe('missing_scope');
    expect(await callAs(rig, rig.sandbox.accessToken)).toBe(200);
  });

  test('is no use where the app has lost the scope', async () => {
    const rig = await startRig();
    const { accessToken } = await logIn(rig);
    await rig.control('POST', 'team', { appScopes: ['members.read'] });
    const answer = await rig.post('team/get_info', null, { authorization: `Bearer ${accessToken}` });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain("does not have the required scope 'team_info.read'");
  });

  test('is told the admin who authorized the team', async () => {
    const rig = await startRig();
    const { accessToken } = await logIn(rig);
    const headers = { authorization: `Bearer ${accessToken}` };
    const { text } = await rig.post('team/token/get_authenticated_admin', null, headers);
    expect(text).toContain('olivia.brandt@example.com');
  });

  test('of the fifty latest still works, an older one is forgotten', async () => {
    const rig = await startRig();
    const { accessToken, refreshToken } = await logIn(rig);
    const second = await refreshed(rig, refreshToken);
    for (let more = 0; more < 49; more += 1) await refreshed(rig, refreshToken);
    expect(await callAs(rig, accessToken)).toBe('invalid_access_token');
    expect(await callAs(rig, second)).toBe(200);
    expect(await rig.control('GET', 'state')).toMatchObject({ grants: [{ accessTokens: 50 }] });
  });
});

describe('a grant', () => {
  test('is shown with its scopes, its beginning and how many tokens it has', async () => {
    const rig = await startRig();
    const { refreshToken } = await logIn(rig);
    await refreshed(rig, refreshToken);
    expect(await rig.control('GET', 'state')).toMatchObject({
      grants: [
        {
          scopes: ['team_info.read', 'members.read'],
          createdAt: '2026-03-02T09:00:00Z',
          revoked: false,
          accessTokens: 2,
        },
      ],
    });
  });

  test('beyond a hundred takes the place of a dead one, or else of the first', async () => {
    const rig = await startRig();
    const first = await logIn(rig);
    const second = await logIn(rig);
    for (let more = 0; more < 98; more += 1) await logIn(rig);
    await rig.post('auth/token/revoke', null, { authorization: `Bearer ${second.accessToken}` });
    await logIn(rig);
    expect(await callAs(rig, first.accessToken)).toBe(200);
    await logIn(rig);
    expect(await callAs(rig, first.accessToken)).toBe('invalid_access_token');
    expect(await rig.control('GET', 'state')).toHaveProperty('grants.length', 100);
  });
});

describe('the control interface', () => {
  test('lets every token given out so far expire, and those given out later not', async () => {
    const rig = await startRig();
    const { accessToken, refreshToken } = await logIn(rig);
    await rig.control('POST', 'team', { token: 'expired' });
    expect(await callAs(rig, accessToken)).toBe('expired_access_token');
    expect(await callAs(rig, rig.sandbox.accessToken)).toBe('expired_access_token');
    expect(await callAs(rig, await refreshed(rig, refreshToken))).toBe(200);
  });

  test('revokes every grant with its refresh token, and a new one works', async () => {
    const rig = await startRig();
    const { accessToken, refreshToken } = await logIn(rig);
    await rig.control('POST', 'team', { token: 'revoked' });
    expect(await callAs(rig, accessToken)).toBe('invalid_access_token');
    expect((await askToken(rig, refreshForm(rig, refreshToken))).body['error_description']).toBe(
      'refresh token is invalid or revoked',
    );
    expect(await callAs(rig, (await logIn(rig)).accessToken)).toBe(200);
    await rig.control('POST', 'team', { token: 'valid' });
    expect(await callAs(rig, accessToken)).toBe('invalid_access_token');
  });

  test('sets the redirect URIs of the app, in place of those it had', async () => {
    const rig = await startRig();
    await rig.control('POST', 'team', { redirectUris: ['http://localhost:9000/x'] });
    await expect(logIn(rig)).rejects.toThrow('Invalid redirect_uri');
  });

  test.each([
    'http://example.com/',
    'ftp://127.0.0.1/',
    'nothing',
    'https://a.example/#b',
    'https://a.example/\n',
  ])('refuses the redirect URI %j, which Dropbox would not register', async (uri) => {
    const { send } = await startRig();
    const body = JSON.stringify({ redirectUris: [uri] });
    const answer = await send('/_sandbox/team', { method: 'POST', body });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('redirectUris[0]: ');
  });

  test('refuses a secret that HTTP Basic could not carry, without repeating it', async () => {
    const { send } = await startRig();
    const answer = await send('/_sandbox/team', { method: 'POST', body: '{"appSecret":"se:cret"}' });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('se:cret');
  });

  test('counts the page, the token endpoint and the revocations, none of them as a write', async () => {
    const rig = await startRig();
    const { accessToken } = await logIn(rig);
    await rig.post('auth/token/revoke', null, { authorization: `Bearer ${accessToken}` });
    await rig.send('/oauth2/authorize', { method: 'GET' });
    expect(await rig.control('GET', 'counters')).toMatchObject({
      writes: 0,
      requests: { 'oauth2/authorize': 2, 'oauth2/token': 1, 'auth/token/revoke': 1 },
    });
  });
});

describe('what nobody is told', () => {
  test('no token, code or secret is in any answer of the control interface, nor in the snapshot', async () => {
    const rig = await startRig();
    const { accessToken, refreshToken, code } = await logIn(rig);
    const pending = await logIn(rig, { token_access_type: 'online' });
    const { appSecret, accessToken: builtIn } = rig.sandbox;
    const secrets = [accessToken, refreshToken, code, pending.accessToken, appSecret, builtIn];
    const said = await Promise.all([
      rig.control('GET', 'state'),
      rig.control('GET', 'counters'),
      rig.control('GET', 'faults'),
      rig.control('POST', 'team', { appSecret, licences: 30 }),
    ]);
    const text = JSON.stringify([...said, rig.sandbox.snapshot()]);
    for (const secret of secrets) {
      expect(secret).toMatch(/^[\w.-]{15,}$/);
      expect(text).not.toContain(secret);
    }
    expect(text).not.toMatch(/refreshToken|"token"|appSecret|redirectUri|codeChallenge/);
  });
});
