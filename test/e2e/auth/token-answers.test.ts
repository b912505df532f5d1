import { describe, expect, test } from 'vitest';
import { documentOf } from '../../helpers/documents.ts';
import { isStored, place, tokenCalls } from './place.ts';

describe('a token answer that', () => {
  test.each([
    ['is a web page', { html: true }, 8],
    ['ends early', { truncate: true }, 8],
    ['is a 500', { status: 500 }, 8],
    ['never comes', { drop: 'after' }, 8],
    ['points to another host', { token: 'redirect' }, 8],
    ['has no refresh token', { token: 'no_refresh_token' }, 8],
    ['is for one account', { token: 'user' }, 6],
    ['grants less than was asked for', { token: 'fewer_scopes' }, 6],
    ['refuses the code', { token: 'invalid_grant' }, 5],
  ])('%s stores nothing, and the code is sent once', async (_name, effect, code) => {
    const at = await place({ route: 'oauth2/token', times: 0, ...effect });
    const ran = await at.logIn(['--json']);
    expect(ran.exitCode).toBe(code);
    expect(documentOf(ran)).toMatchObject({ ok: false, exitCode: code, data: {} });
    expect(await isStored(at)).toBe(false);
    expect(tokenCalls(at)).toBe(1);
  });

  test('lacks a scope has it named, with what would not work', async () => {
    const at = await place({ route: 'oauth2/token', token: 'fewer_scopes' });
    const ran = await at.logIn();
    expect(ran.stderr).toContain('"members.delete" (removing and recovering members');
  });

  test('is expired at once is renewed before anything is stored', async () => {
    const at = await place({ route: 'oauth2/token', token: 'expired' });
    expect((await at.logIn()).exitCode).toBe(0);
    expect((await at.run('auth', 'status')).exitCode).toBe(0);
  });
});
