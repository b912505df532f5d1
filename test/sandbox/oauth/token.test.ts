import { describe, expect, test } from 'vitest';
import { startRig } from '../helpers.ts';
import { askToken, freshForm } from './flow.ts';

describe('a request that is none', () => {
  test('another grant type is unsupported_grant_type, none an invalid request', async () => {
    const rig = await startRig();
    const other = await askToken(rig, { grant_type: 'password', client_id: rig.sandbox.appKey });
    expect([other.status, other.body['error']]).toEqual([400, 'unsupported_grant_type']);
    const none = await askToken(rig, { client_id: rig.sandbox.appKey });
    expect([none.status, none.body['error']]).toEqual([400, 'invalid_request']);
  });

  test('a parameter in both the query and the form is an invalid request', async () => {
    const rig = await startRig();
    const body = new URLSearchParams(await freshForm(rig));
    const { status, text } = await rig.send('/oauth2/token?code=x', { method: 'POST', body });
    expect(status).toBe(400);
    expect(text).toContain('invalid_request');
  });

  test('a form that is not one is not read', async () => {
    const rig = await startRig();
    const body = new URLSearchParams(await freshForm(rig)).toString();
    const headers = { 'content-type': 'text/plain' };
    expect((await rig.send('/oauth2/token', { method: 'POST', headers, body })).status).toBe(400);
  });

  test('only POST is understood', async () => {
    const { send } = await startRig();
    const answer = await send('/oauth2/token', { method: 'GET' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
