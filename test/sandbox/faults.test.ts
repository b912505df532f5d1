import { describe, expect, test } from 'vitest';
import { parseFaults } from '../../src/sandbox/faults.ts';
import { SandboxInputError } from '../../src/sandbox/seed.ts';
import { byEmail, refusalOf, startRig, type Rig, matching } from './helpers.ts';

const LIST = 'team/members/list_v2';
const SUSPEND = 'team/members/suspend';
const ANA = byEmail('ana.lopez@example.com');

const suspendAna = ({ post }: Rig) => post(SUSPEND, { user: ANA, wipe_data: false });
const statusOfAna = ({ member }: Rig) => member('ana.lopez@example.com').status;

describe('when a fault strikes', () => {
  async function statuses(rule: object): Promise<number[]> {
    const rig = await startRig();
    await rig.control('POST', 'faults', { route: LIST, status: 500, ...rule });
    const seen: number[] = [];
    for (let call = 0; call < 5; call += 1) seen.push((await rig.post(LIST, {})).status);
    return seen;
  }

  test('without more said it strikes the next call and no other', async () => {
    expect(await statuses({})).toEqual([500, 200, 200, 200, 200]);
  });

  test('nth says which call is the first, times how many are struck, 0 all', async () => {
    expect(await statuses({ nth: 2 })).toEqual([200, 500, 200, 200, 200]);
    expect(await statuses({ nth: 2, times: 2 })).toEqual([200, 500, 500, 200, 200]);
    expect(await statuses({ nth: 3, times: 0 })).toEqual([200, 200, 500, 500, 500]);
  });

  test('of two that are due the first set strikes, and the other on the next call', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', [
      { route: LIST, status: 500 },
      { route: '*', status: 503 },
    ]);
    expect((await rig.post(LIST, {})).status).toBe(500);
    expect((await rig.post(LIST, {})).status).toBe(503);
    expect((await rig.post(LIST, {})).status).toBe(200);
  });

  test('a fault of another route does not strike', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { route: SUSPEND, status: 500, times: 0 });
    expect((await rig.post(LIST, {})).status).toBe(200);
  });

  test('set at the start it strikes the first call', async () => {
    const faults = parseFaults(`[{"route":"${LIST}","status":502}]`, 'faults.json');
    expect((await (await startRig({ faults })).post(LIST, {})).status).toBe(502);
  });
});

describe('what a fault does', () => {
  test('any status with its headers and a JSON body', async () => {
    const rig = await startRig();
    const body = {
      error_summary: 'too_many_requests/..',
      error: { reason: { '.tag': 'too_many_requests' } },
    };
    await rig.control('POST', 'faults', {
      route: SUSPEND,
      status: 429,
      headers: { 'Retry-After': '7' },
      body,
    });
    const answer = await suspendAna(rig);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(JSON.parse(answer.text)).toEqual(body);
    expect(statusOfAna(rig)).toBe('active');
  });

  test('a text body is plain text, or of the type given; without a body there is no type', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', [
      { route: LIST, status: 429, body: 'too_many_requests' },
      { route: LIST, status: 400, body: '<!DOCTYPE html>', contentType: 'text/html' },
      { route: LIST, status: 500 },
    ]);
    const [text, html, empty] = [
      await rig.post(LIST, {}),
      await rig.post(LIST, {}),
      await rig.post(LIST, {}),
    ];
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(text.text).toBe('too_many_requests');
    expect(html.headers.get('content-type')).toBe('text/html');
    expect(empty.headers.get('content-type')).toBeNull();
    expect(empty.text).toBe('');
  });

  test('with applied a 500 comes after the work was done', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { route: SUSPEND, status: 500, applied: true });
    expect((await suspendAna(rig)).status).toBe(500);
    expect(statusOfAna(rig)).toBe('suspended');
  });

  test.each([
    ['before', 'active', 0],
    ['after', 'suspended', 1],
  ])('the connection is reset %s the work, and the member is %s', async (drop, status, suspensions) => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { route: SUSPEND, drop });
    const error: unknown = await suspendAna(rig).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ cause: { code: matching(/ECONNRESET|UND_ERR_SOCKET/) } });
    expect(statusOfAna(rig)).toBe(status);
    expect(rig.sandbox.snapshot().counters).toMatchObject({ suspensions, writes: 1 });
    expect((await rig.post(LIST, {})).status).toBe(200);
  });

  test('a truncated answer is 200 with half a JSON text that no length announced', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { route: LIST, truncate: true });
    const answer = await rig.post(LIST, {});
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBeNull();
    expect(answer.headers.get('transfer-encoding')).toBeNull();
    expect(answer.headers.get('connection')).toBe('close');
    expect(answer.text.startsWith('{"members":[')).toBe(true);
    expect(() => void JSON.parse(answer.text)).toThrow(SyntaxError);
  });

  test('a page of HTML is 200, and nothing was done', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { route: SUSPEND, html: true });
    const answer = await suspendAna(rig);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.text).toMatch(/^<!DOCTYPE html>/);
    expect(statusOfAna(rig)).toBe('active');
  });

  test('a page of HTML can hide that the work was done', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { route: SUSPEND, html: true, applied: true });
    await suspendAna(rig);
    expect(statusOfAna(rig)).toBe('suspended');
  });

  test('any tag as a 409, and any tag for one of several people', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', [
      { route: SUSPEND, error: 'some_new_tag' },
      { route: 'team/members/add_v2', item: { email: 'B@example.com', tag: 'user_migration_failed' } },
    ]);
    expect(await refusalOf(rig.dbx.teamMembersSuspend({ user: ANA }))).toBe('some_new_tag');
    const people = ['a', 'b', 'c'].map((name) => ({ member_email: `${name}@example.com` }));
    const { result } = await rig.dbx.teamMembersAddV2({ new_members: people });
    expect(result).toMatchObject({
      complete: [
        { '.tag': 'success' },
        { '.tag': 'user_migration_failed', user_migration_failed: 'b@example.com' },
        { '.tag': 'success' },
      ],
    });
  });
});

test('a file of the plain kinds is read with what it leaves out', () => {
  const route = 'team/members/remove';
  const plain = { nth: 1, times: 1 };
  const rules = [
    { route: '*', status: 503, times: 0 },
    { route, drop: 'after', nth: 2 },
    { route, job: 'internal_error', polls: 2 },
    { route: LIST, omit: 3 },
    { route: 'oauth2/token', token: 'no_scope' },
    { route: 'oauth2/authorize', authorize: 'deny', delayMs: 20 },
  ];
  expect(parseFaults(JSON.stringify(rules), 'faults.json')).toEqual([
    {
      ...plain,
      route: '*',
      times: 0,
      effect: { kind: 'status', status: 503, headers: {}, applied: false },
    },
    { ...plain, route, nth: 2, effect: { kind: 'drop', drop: 'after' } },
    { ...plain, route, effect: { kind: 'job', job: 'internal_error', polls: 2 } },
    { ...plain, route: LIST, effect: { kind: 'omit', omit: 3 } },
    { ...plain, route: 'oauth2/token', effect: { kind: 'token', token: 'no_scope' } },
    {
      ...plain,
      route: 'oauth2/authorize',
      effect: { kind: 'authorize', authorize: 'deny', delayMs: 20 },
    },
  ]);
});

describe('faults that cannot be', () => {
  const problemsOf = (value: unknown): string[] => {
    try {
      parseFaults(JSON.stringify(value), 'faults.json');
    } catch (error) {
      if (error instanceof SandboxInputError) return error.problems;
      throw error;
    }
    return [];
  };

  test.each([
    [{ status: 500 }, /^\[0\]\.route: /],
    [{ route: 'team/members/list', status: 500 }, /^\[0\]\.route: no route "team\/members\/list"$/],
    [{ route: LIST }, /^\[0\]: exactly one of status, drop, truncate, html, error, /],
    [{ route: LIST, drop: 'after', html: true }, /exactly one of/],
    [{ route: LIST, drop: 'sometimes' }, /^\[0\]\.drop: /],
    [{ route: LIST, status: 500, stauts: 3 }, /Unrecognized key: "stauts"/],
    [{ route: LIST, status: 99 }, /^\[0\]\.status: /],
    [{ route: LIST, status: 500, headers: { 'a b': 'c' } }, /^\[0\]\.headers: not HTTP headers$/],
    [{ route: LIST, status: 500, nth: 0 }, /^\[0\]\.nth: /],
    [{ route: LIST, async: 2 }, /^\[0\]: "async" never happens on team\/members\/list_v2$/],
    [{ route: SUSPEND, omit: 2 }, /"omit" never happens on/],
    ['drop', /^\[0\]: a rule is an object$/],
  ])('%j is refused with its place', (rule, problem) => {
    expect(problemsOf(rule)).toEqual([expect.stringMatching(problem)]);
  });

  test('every bad rule of a list is named', () => {
    expect(
      problemsOf([{ route: LIST }, { route: LIST, html: true }, { route: 'x', html: true }]),
    ).toHaveLength(2);
  });

  test('a file that is not JSON is named', () => {
    expect(() => parseFaults('{', 'my-faults.json')).toThrow(
      /^my-faults\.json cannot be used by the sandbox:\n {2}not JSON/,
    );
  });
});
