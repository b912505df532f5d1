import { describe, expect, test } from 'vitest';
import { startRig, type Rig } from '../helpers.ts';
import { askedBy, CALLBACK, decide, newPkce } from './flow.ts';

const { challenge } = newPkce();

async function show(rig: Rig, asked: URLSearchParams | string) {
  return rig.send(`/oauth2/authorize?${asked.toString()}`, { method: 'GET', redirect: 'manual' });
}

describe('a request that is wrong', () => {
  test.each([
    ['an app nobody knows', { client_id: 'stranger' }, 'Invalid client_id'],
    ['no app', { client_id: undefined }, 'Missing client_id'],
    ['no response type', { response_type: undefined }, 'Missing response_type'],
    ['a token at once', { response_type: 'token' }, 'Invalid response_type'],
    ['a redirect URI nobody registered', { redirect_uri: 'https://example.com/' }, 'Invalid redirect_uri'],
    ['another port', { redirect_uri: 'http://127.0.0.1:8768/callback' }, 'Invalid redirect_uri'],
    ['a slash at the end', { redirect_uri: `${CALLBACK}/` }, 'Invalid redirect_uri'],
    ['a query', { redirect_uri: `${CALLBACK}?a=b` }, 'Invalid redirect_uri'],
    ['capital letters', { redirect_uri: 'http://LOCALHOST:8765/callback' }, 'Invalid redirect_uri'],
    ['an empty redirect URI', { redirect_uri: '' }, 'Invalid redirect_uri'],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'Invalid code_challenge_method'],
    ['a challenge without a method', { code_challenge_method: undefined }, 'Invalid code_challenge_method'],
    ['a method without a challenge', { code_challenge: undefined }, 'Invalid code_challenge'],
    ['a challenge with padding', { code_challenge: `${challenge}=` }, 'Invalid code_challenge'],
    ['an unknown scope', { scope: 'members.read members.readd' }, 'members.readd'],
    ['a state of 501 bytes', { state: 'é'.repeat(250) + 'x' }, 'Invalid state'],
    ['a token for ever', { token_access_type: 'legacy' }, 'Invalid token_access_type'],
  ])('%s is a page with status 400 and no redirect, asked or decided', async (_, change, reason) => {
    const rig = await startRig();
    const asked = askedBy(rig, challenge, change);
    const shown = await show(rig, asked);
    const allowed = await decide(rig, asked, 'allow');
    const denied = await decide(rig, asked, 'deny');
    for (const { status, headers } of [shown, allowed, denied]) {
      expect(status).toBe(400);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(headers.get('location')).toBeNull();
    }
    expect(shown.text).toContain(reason);
  });

  test('a scope that the app has not enabled is refused by name', async () => {
    const rig = await startRig();
    await rig.control('POST', 'team', { appScopes: ['team_info.read'] });
    const { status, text } = await show(rig, askedBy(rig, challenge));
    expect(status).toBe(400);
    expect(text).toContain('members.read&#34; is not enabled');
  });

  test('a parameter that comes twice is refused', async () => {
    const rig = await startRig();
    const { status, text } = await show(rig, `${askedBy(rig, challenge).toString()}&state=other`);
    expect(status).toBe(400);
    expect(text).toContain('&#34;state&#34; is given more than once');
  });

  test.each(['', 'maybe'])('the decision "%s" is none', async (decision) => {
    const rig = await startRig();
    const { status, to } = await decide(rig, askedBy(rig, challenge), decision);
    expect([status, to]).toEqual([400, null]);
  });
});
