import { describe, expect, test } from 'vitest';
import { startRig, type Rig } from '../helpers.ts';
import { askedBy, askToken, callAs, exchangeForm, allowedCode, logIn, newPkce, refreshForm } from './flow.ts';

const { challenge, verifier } = newPkce();

const withFault = async (fault: object): Promise<Rig> => {
  const rig = await startRig();
  await rig.control('POST', 'faults', fault);
  return rig;
};

async function exchange(rig: Rig) {
  const code = await allowedCode(rig, askedBy(rig, challenge));
  const form = exchangeForm(rig, code, verifier);
  return { form, ...(await askToken(rig, form)) };
}

describe('faults of the token endpoint', () => {
  const TOKEN = 'oauth2/token';

  test('any status, before or after the code was used up', async () => {
    for (const applied of [false, true]) {
      const rig = await withFault({ route: TOKEN, status: 503, applied });
      const { status, form } = await exchange(rig);
      expect(status).toBe(503);
      expect((await askToken(rig, form)).status).toBe(applied ? 400 : 200);
    }
  });

  test('a connection that is reset after the code was used up', async () => {
    const rig = await withFault({ route: TOKEN, drop: 'after' });
    await expect(exchange(rig)).rejects.toThrow('fetch failed');
    expect(await rig.control('GET', 'state')).toMatchObject({ grants: [{ accessTokens: 1 }] });
  });

  test('a page of HTML, half an answer, and any error', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', [
      { route: TOKEN, html: true },
      { route: TOKEN, truncate: true },
      { route: TOKEN, error: 'temporarily_unavailable' },
    ]);
    const send = async () => {
      const code = await allowedCode(rig, askedBy(rig, challenge));
      const body = new URLSearchParams(exchangeForm(rig, code, verifier));
      return rig.send('/oauth2/token', { method: 'POST', body });
    };
    expect((await send()).text).toMatch(/^<!DOCTYPE html>/);
    const half = (await send()).text;
    expect(half.startsWith('{"access_token":"sl.u.')).toBe(true);
    expect(() => void JSON.parse(half)).toThrow(SyntaxError);
    const refused = await send();
    expect([refused.status, refused.text]).toEqual([400, '{"error":"temporarily_unavailable"}']);
  });

  test('invalid_grant refuses a code and a refresh token in the words of each', async () => {
    const rig = await startRig();
    const { refreshToken } = await logIn(rig);
    await rig.control('POST', 'faults', { route: TOKEN, token: 'invalid_grant', times: 2 });
    expect((await exchange(rig)).body['error_description']).toBe("code doesn't exist or has expired");
    const { status, body } = await askToken(rig, refreshForm(rig, refreshToken));
    expect([status, body]).toEqual([
      400,
      { error: 'invalid_grant', error_description: 'refresh token is invalid or revoked' },
    ]);
    expect((await askToken(rig, refreshForm(rig, refreshToken))).status).toBe(200);
  });

  test('no_refresh_token keeps the refresh token back', async () => {
    const { status, body } = await exchange(await withFault({ route: TOKEN, token: 'no_refresh_token' }));
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('refresh_token');
  });

  test('user answers as for the account of a person', async () => {
    const { body } = await exchange(await withFault({ route: TOKEN, token: 'user' }));
    expect(body['account_id']).toMatch(/^dbid:.{35}$/);
    expect(body['uid']).toMatch(/^\d+$/);
    expect(body).not.toHaveProperty('team_id');
  });

  test('expired gives a token that is over at once', async () => {
    const rig = await withFault({ route: TOKEN, token: 'expired' });
    const { body } = await exchange(rig);
    expect(body['expires_in']).toBe(1);
    expect(await callAs(rig, String(body['access_token']))).toBe('expired_access_token');
    const { body: next } = await askToken(rig, refreshForm(rig, String(body['refresh_token'])));
    expect(await callAs(rig, String(next['access_token']))).toBe(200);
  });

  test('fewer_scopes leaves out the last scope, in what is told and in what is given', async () => {
    const rig = await withFault({ route: TOKEN, token: 'fewer_scopes' });
    const { body } = await exchange(rig);
    expect(body['scope']).toBe('team_info.read');
    const roles = 'team/members/get_available_team_member_roles';
    expect(await callAs(rig, String(body['access_token']), roles)).toBe('missing_scope');
  });

  test('no_scope does not tell the scopes', async () => {
    const { status, body } = await exchange(await withFault({ route: TOKEN, token: 'no_scope' }));
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('scope');
  });

  test('redirect points to a host that cannot exist, and leaves the code as it is', async () => {
    const rig = await withFault({ route: TOKEN, token: 'redirect' });
    const { status, headers, form } = await exchange(rig);
    expect(status).toBe(307);
    expect(new URL(headers.get('location') ?? '').hostname).toMatch(/\.invalid$/);
    expect((await askToken(rig, form)).status).toBe(200);
  });

  test('a fault of every route strikes here and at the revocation', async () => {
    const rig = await withFault({ route: '*', status: 503, times: 0 });
    expect((await exchange(rig)).status).toBe(503);
    expect((await rig.post('auth/token/revoke')).status).toBe(503);
    expect((await rig.post('team/get_info')).status).toBe(503);
  });
});
