import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { byEmail, DAY_MS, startRig, type Rig } from './helpers.ts';

const ANA = 'ana.lopez@example.com';

/** A request with headers that fetch would not let through. */
function statusWith({ sandbox }: Rig, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${sandbox.url}/_sandbox/reset`, { method: 'POST', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('who may control the sandbox', () => {
  test.each(['127.0.0.1', '127.0.0.1:1234', 'localhost', 'LOCALHOST:80', '[::1]:99'])(
    '%s is this machine',
    async (host) => {
      expect(await statusWith(await startRig(), { host })).toBe(200);
    },
  );

  test.each(['evil.example', '127.0.0.1.evil.example', '10.0.0.1', 'localhost.evil.example:80'])(
    'a request for host "%s" is refused',
    async (host) => {
      expect(await statusWith(await startRig(), { host })).toBe(403);
    },
  );

  test('a page in a browser is refused', async () => {
    expect(await statusWith(await startRig(), { origin: 'http://127.0.0.1:8080' })).toBe(403);
  });

  test('no token is needed and none is told', async () => {
    const { send, sandbox } = await startRig();
    for (const path of ['state', 'counters', 'faults']) {
      const { status, text } = await send(`/_sandbox/${path}`, { method: 'GET' });
      expect(status).toBe(200);
      expect(text).not.toContain(sandbox.accessToken);
    }
    const changed = await send('/_sandbox/team', { method: 'POST', body: '{"licences":30}' });
    expect(changed.text).not.toContain(sandbox.accessToken);
  });
});

describe('looking at the team', () => {
  test('the state has everything, groups included', async () => {
    const { control, sandbox } = await startRig();
    const state = await control('GET', 'state');
    expect(state).toMatchObject({ ...sandbox.snapshot(), faults: [], jobs: [] });
    expect(state).toHaveProperty('members.0.groups.0', expect.stringMatching(/^g:/));
    expect(state).toHaveProperty('members.0.joinedOn', '2025-03-02T09:00:00Z');
  });

  test('counters tell how many calls were under way side by side', async () => {
    const { control, post } = await startRig({ latencyMs: 100 });
    const suspend = () => post('team/members/suspend', { user: byEmail(ANA) });
    await Promise.all([suspend(), suspend(), post('team/get_info'), post('no/such/route')]);
    await post('team/get_info');
    expect(await control('GET', 'counters')).toMatchObject({ mostWritesAtOnce: 2, mostCallsAtOnce: 3 });
    expect(await control('POST', 'counters/reset')).toMatchObject({
      mostWritesAtOnce: 0,
      mostCallsAtOnce: 0,
    });
  });

  test('counters are told and set back to nothing', async () => {
    const { control, dbx } = await startRig();
    await dbx.teamMembersSuspend({ user: byEmail(ANA) });
    expect(await control('GET', 'counters')).toMatchObject({
      suspensions: 1,
      requests: { 'team/members/suspend': 1 },
    });
    const zero = await control('POST', 'counters/reset');
    expect(zero).toMatchObject({
      suspensions: 0,
      writes: 0,
      requests: {},
      wipesRequested: [],
      mailsSent: [],
    });
    expect(await control('GET', 'counters')).toEqual(zero);
  });
});

describe('the clock', () => {
  test('is moved by a span or to a moment', async () => {
    const { control, sandbox } = await startRig();
    expect(await control('POST', 'clock', { advanceMs: 2 * DAY_MS })).toEqual({
      now: '2026-03-04T09:00:00Z',
    });
    expect(await control('POST', 'clock', { advanceMs: DAY_MS })).toEqual({ now: '2026-03-05T09:00:00Z' });
    await control('POST', 'clock', { now: '2026-07-01T12:00:00+02:00' });
    expect(sandbox.snapshot().now).toBe('2026-07-01T10:00:00Z');
  });

  test('goes back to the real time with a reset', async () => {
    const { control, advance, sandbox } = await startRig();
    await advance(DAY_MS);
    await control('POST', 'reset');
    expect(sandbox.snapshot().now).toBe('2026-03-02T09:00:00Z');
  });
});

describe('an admin in the console', () => {
  test.each([
    [{ status: 'suspended' }, { status: 'suspended' }],
    [{ status: 'invited' }, { status: 'invited' }],
    [{ remove: true }, { status: 'removed', recoverable: true }],
    [{ givenName: 'Anna', surname: 'L.' }, { name: 'Anna L.' }],
    [{ externalId: null }, { externalId: null }],
    [{ externalId: '' }, { externalId: null }],
    [{ externalId: 'Z9' }, { externalId: 'Z9' }],
    [{ roles: ['support_admin'] }, { roles: ['support_admin'] }],
  ])('sets %j, which no counter counts', async (set, expected) => {
    const { control, member, sandbox } = await startRig();
    expect(await control('POST', 'members', { email: ANA, set })).toMatchObject({ email: ANA, ...expected });
    expect(member(ANA)).toMatchObject(expected);
    expect(sandbox.snapshot().counters).toMatchObject({
      writes: 0,
      suspensions: 0,
      removals: 0,
      requests: {},
    });
  });

  test('lets an invited person join', async () => {
    const { control, dbx } = await startRig();
    await control('POST', 'members', { email: 'hugo.martin@example.com', set: { status: 'active' } });
    const { members_info: infos } = (
      await dbx.teamMembersGetInfoV2({ members: [byEmail('hugo.martin@example.com')] })
    ).result;
    expect(infos[0]).toMatchObject({ profile: { joined_on: '2026-03-02T09:00:00Z', email_verified: true } });
    expect(infos[0]).not.toHaveProperty('profile.invited_on');
  });

  test('gives somebody another address, under which they are found', async () => {
    const { control, dbx, member } = await startRig();
    await control('POST', 'members', { email: ANA, set: { email: 'Ana.Diaz@example.com' } });
    expect(member('ana.diaz@example.com').externalId).toBe('E03');
    const { members_info: infos } = (await dbx.teamMembersGetInfoV2({ members: [byEmail(ANA)] })).result;
    expect(infos[0]?.['.tag']).toBe('id_not_found');
  });

  test('adds a person as a seed file describes them', async () => {
    const { control, dbx } = await startRig();
    await control('POST', 'members', {
      add: { email: 'New@example.com', externalId: 'N1', status: 'suspended' },
    });
    const user = { '.tag': 'external_id' as const, external_id: 'N1' };
    expect((await dbx.teamMembersUnsuspend({ user })).result).toBeNull();
  });

  test.each([
    [
      'members',
      { email: 'no@example.com', set: { status: 'active' } },
      'nobody has the address no@example.com',
    ],
    [
      'members',
      { email: ANA, set: { email: 'ben.okafor@example.com' } },
      'ben.okafor@example.com belongs to dbmid:',
    ],
    ['members', { email: ANA, set: { externalId: 'E04' } }, '"E04" belongs to ben.okafor@example.com'],
    ['members', { add: { email: ANA } }, 'ana.lopez@example.com belongs to dbmid:'],
    ['members', { email: ANA, set: { state: 'active' } }, 'Unrecognized key: "state"'],
    ['clock', { advance: 5 }, 'Invalid input'],
    ['team', { licence: 5 }, 'Unrecognized key: "licence"'],
    ['team', { admin: 'no@example.com' }, 'nobody has the address no@example.com'],
    ['faults', { route: 'nothing', html: true }, '[0].route: no route "nothing"'],
  ])('POST %s %j is 400 with the reason, and nothing changes', async (path, body, reason) => {
    const { control, send } = await startRig();
    const before = await control('GET', 'state');
    const answer = await send(`/_sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(JSON.stringify(reason).slice(1, -1));
    expect(await control('GET', 'state')).toEqual(before);
  });

  test('a body that is not JSON is 400, an unknown path 404 with those there are', async () => {
    const { send } = await startRig();
    expect((await send('/_sandbox/clock', { method: 'POST', body: '{' })).status).toBe(400);
    const unknown = await send('/_sandbox/members', { method: 'GET' });
    expect(unknown.status).toBe(404);
    expect(unknown.text).toContain('POST members');
  });
});

describe('starting again', () => {
  test('a reset brings back the seed as a new team, under the same token and without faults', async () => {
    const { control, dbx, sandbox } = await startRig();
    const before = sandbox.snapshot();
    await dbx.teamMembersSuspend({ user: byEmail(ANA) });
    await control('POST', 'faults', { route: '*', status: 500 });
    await control('POST', 'reset');
    const { result } = await dbx.teamGetInfo();
    expect(result.team_id).not.toBe(before.team.id);
    const now = sandbox.snapshot();
    expect(now.members.map(({ email, status }) => [email, status])).toEqual(
      before.members.map(({ email, status }) => [email, status]),
    );
    expect(now.counters).toMatchObject({ suspensions: 0, requests: { 'team/get_info': 1 } });
  });

  test('faults are listed with what they have seen, and cleared', async () => {
    const { control, post } = await startRig();
    await control('POST', 'faults', { route: 'team/get_info', status: 500, nth: 2 });
    await post('team/get_info');
    expect(await control('GET', 'faults')).toEqual({
      faults: [
        {
          route: 'team/get_info',
          nth: 2,
          times: 1,
          calls: 1,
          struck: 0,
          effect: { kind: 'status', status: 500, headers: {}, applied: false },
        },
      ],
    });
    expect(await control('DELETE', 'faults')).toEqual({ faults: [] });
    expect((await post('team/get_info')).status).toBe(200);
  });
});
