import { describe, expect, test } from 'vitest';
import { byEmail, refusalOf, startRig, type Rig, matching } from './helpers.ts';

const EXPECTED =
  'Expecting one of "application/json", "application/json; charset=utf-8", "text/plain; charset=dropbox-cors-hack".';
const REQUEST_ID = /^[0-9a-f]{32}$/;

/** Sends exactly these headers and this body. */
function raw(
  { send, sandbox }: Rig,
  route: string,
  headers: Record<string, string>,
  body?: string | Uint8Array<ArrayBuffer>,
) {
  const authorization = `Bearer ${sandbox.accessToken}`;
  return send(`/2/${route}`, {
    method: 'POST',
    headers: { authorization, ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

describe('the way in', () => {
  test('every answer carries a request id of its own, errors included', async () => {
    const rig = await startRig();
    const answers = await Promise.all([
      rig.post('team/get_info'),
      rig.post('team/members/suspend', { user: byEmail('no@example.com') }),
      rig.post('team/nothing'),
      rig.send('/elsewhere', { method: 'GET' }),
      rig.send('/_sandbox/state', { method: 'GET' }),
    ]);
    const ids = answers.map(({ headers }) => headers.get('x-dropbox-request-id'));
    for (const id of ids) expect(id).toMatch(REQUEST_ID);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('only POST is understood', async () => {
    const { send } = await startRig();
    const answer = await send('/2/team/get_info', { method: 'GET' });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Bad HTTP method "GET"');
  });

  test('an unknown route is 404 in plain text', async () => {
    const { post } = await startRig();
    const answer = await post('team/members/list');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.text).toBe(
      'Error in call to API function "team/members/list": Unknown API function: /2/team/members/list',
    );
  });

  test('a 409 has a summary of its tag, a slash and up to three dots', async () => {
    const { post } = await startRig();
    const summaries = new Set<string>();
    for (let call = 0; call < 60; call += 1) {
      const { status, text } = await post('team/members/suspend', { user: byEmail('no@example.com') });
      const body: unknown = JSON.parse(text);
      expect(status).toBe(409);
      expect(body).toEqual({
        error_summary: matching(/^user_not_found\/\.{0,3}$/),
        error: { '.tag': 'user_not_found' },
      });
      summaries.add(text);
    }
    expect(summaries.size).toBe(4);
  });
});

describe('the token', () => {
  test('a missing, misshapen or malformed authorization is 400 in plain text and never repeated', async () => {
    const { send } = await startRig();
    const call = (headers: Record<string, string>) => send('/2/team/get_info', { method: 'POST', headers });
    expect(await call({})).toMatchObject({
      status: 400,
      text: 'Error in call to API function "team/get_info": Must provide HTTP header "Authorization" or URL parameter "authorization".',
    });
    const basic = await call({ authorization: 'Basic c2VjcmV0' });
    expect(basic.status).toBe(400);
    expect(basic.text).toContain('Invalid authorization value in HTTP header "Authorization"');
    expect(basic.text).not.toContain('c2VjcmV0');
    expect((await call({ authorization: 'Bearer' })).text).toContain('Invalid authorization value');
    expect(await call({ authorization: 'Bearer {token}' })).toMatchObject({
      status: 400,
      text: 'Error in call to API function "team/get_info": The given OAuth 2 access token is malformed.',
    });
  });

  test('a token of somebody else is invalid_access_token', async () => {
    const { post } = await startRig();
    const other = await startRig();
    const answer = await post('team/get_info', null, {
      authorization: `Bearer ${other.sandbox.accessToken}`,
    });
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { '.tag': 'invalid_access_token' } });
  });

  test.each([
    ['expired', 'expired_access_token'],
    ['revoked', 'invalid_access_token'],
  ])('a token that is %s is %s until it is valid again', async (token, tag) => {
    const { post, control } = await startRig();
    await control('POST', 'team', { token });
    const answer = await post('team/get_info');
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { '.tag': tag } });
    await control('POST', 'team', { token: 'valid' });
    expect((await post('team/get_info')).status).toBe(200);
  });

  test('a token without the scope of a route is missing_scope, which names it', async () => {
    const { post, control, sandbox } = await startRig();
    await control('POST', 'team', { scopes: ['members.read', 'members.write'] });
    const answer = await post('team/members/recover', { user: byEmail('femi.adeyemi@example.com') });
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.text)).toEqual({
      error_summary: matching(/^missing_scope\/\.{0,3}$/),
      error: { '.tag': 'missing_scope', required_scope: 'members.delete' },
    });
    expect(sandbox.snapshot().counters.recoveries).toBe(0);
    expect((await post('team/members/list_v2', {})).status).toBe(200);
  });

  test('an app without the scope is told so in plain text', async () => {
    const { post, control } = await startRig();
    await control('POST', 'team', { appScopes: [] });
    const answer = await post('team/members/list_v2', {});
    expect(answer.status).toBe(400);
    expect(answer.text).toContain("does not have the required scope 'members.read'");
  });
});

describe('the body', () => {
  test('a route without an argument takes no body at all, or null', async () => {
    const rig = await startRig();
    expect((await raw(rig, 'team/get_info', {})).status).toBe(200);
    expect((await raw(rig, 'team/get_info', { 'content-type': 'application/json' }, 'null')).status).toBe(
      200,
    );
    const empty = await raw(rig, 'team/get_info', { 'content-type': 'application/json' });
    expect(empty).toMatchObject({
      status: 400,
      text: 'Error in call to API function "team/get_info": request body: could not decode input as JSON',
    });
    const object = await raw(rig, 'team/get_info', { 'content-type': 'application/json' }, '{}');
    expect(object.text).toContain('request body: expected null, got value');
  });

  test.each([
    ['application/json', 200],
    ['application/json; charset=utf-8', 200],
    ['application/json;charset=UTF-8', 200],
    ['text/plain; charset=dropbox-cors-hack', 200],
    ['text/plain;charset=UTF-8', 400],
    ['application/x-www-form-urlencoded', 400],
  ])('a body of type %s is answered with %i', async (type, status) => {
    const answer = await raw(await startRig(), 'team/members/list_v2', { 'content-type': type }, '{}');
    expect(answer.status).toBe(status);
    if (status === 400) {
      expect(answer.text).toBe(
        `Error in call to API function "team/members/list_v2": Bad HTTP "Content-Type" header: "${type}".  ${EXPECTED}`,
      );
    }
  });

  test('a body without a type is refused', async () => {
    const answer = await raw(await startRig(), 'team/members/list_v2', {}, new TextEncoder().encode('{}'));
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(`Missing HTTP "Content-Type" header.  ${EXPECTED}`);
  });

  test.each(['', '{', '{}{}', 'undefined'])('%j is no JSON', async (body) => {
    const answer = await raw(
      await startRig(),
      'team/members/list_v2',
      { 'content-type': 'application/json' },
      body,
    );
    expect(answer.text).toContain('request body: could not decode input as JSON');
  });

  test('bytes that are not UTF-8 are no JSON', async () => {
    const bytes = new Uint8Array([0x22, 0xff, 0x22]);
    const answer = await raw(
      await startRig(),
      'team/members/list_v2',
      { 'content-type': 'application/json' },
      bytes,
    );
    expect(answer.text).toContain('could not decode input as JSON');
  });

  test('a body of five megabytes is refused', async () => {
    const answer = await raw(
      await startRig(),
      'team/members/list_v2',
      { 'content-type': 'application/json' },
      ' '.repeat(5 * 1024 * 1024),
    );
    expect(answer.status).toBe(413);
  });
});

describe('the order of the checks', () => {
  test('authorization comes before scope, scope before content type, content type before the argument', async () => {
    const rig = await startRig();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    await rig.control('POST', 'team', { scopes: [] });
    const bad = { 'content-type': 'text/html', authorization: 'Bearer wrong' };
    expect((await raw(rig, 'team/members/remove', bad, '{')).text).toContain('invalid_access_token');
    expect((await raw(rig, 'team/members/remove', form, '{')).text).toContain('missing_scope');
    await rig.control('POST', 'team', { scopes: ['members.delete'] });
    expect((await raw(rig, 'team/members/remove', form, '{')).text).toContain('Bad HTTP "Content-Type"');
  });

  test('faults strike calls that are well-formed, and no others', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { route: '*', status: 503 });
    expect((await rig.post('team/members/list_v2', { limit: 0 })).status).toBe(400);
    expect((await rig.post('team/members/list_v2', {})).status).toBe(503);
  });

  test('what is counted: every call of a known route, and every call of a route that writes', async () => {
    const rig = await startRig();
    await rig.post('team/members/list_v2', { limit: 0 });
    await rig.post('team/members/remove', {});
    await rig.post('team/members/suspend', {}, { authorization: 'Bearer wrong' });
    await rig.post('team/nothing');
    await refusalOf(rig.dbx.teamMembersRemoveJobStatusGet({ async_job_id: 'x' }));
    expect(rig.sandbox.snapshot().counters).toMatchObject({
      writes: 2,
      requests: {
        'team/members/list_v2': 1,
        'team/members/remove': 1,
        'team/members/suspend': 1,
        'team/members/remove/job_status/get': 1,
      },
    });
  });
});
