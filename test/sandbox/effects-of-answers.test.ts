import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { byEmail, startRig, type Rig } from './helpers.ts';

const LIST = 'team/members/list_v2';
const INFO = 'team/get_info';
const SUSPEND = 'team/members/suspend';
const ANA = 'ana.lopez@example.com';

const suspendAna = ({ post }: Rig) => post(SUSPEND, { user: byEmail(ANA), wipe_data: false });

async function rigWith(...faults: object[]): Promise<Rig> {
  const rig = await startRig();
  await rig.control('POST', 'faults', faults);
  return rig;
}

/** A call whose answer is read as it comes. */
const open = ({ sandbox }: Rig, route: string, argument: unknown = null): Promise<Response> =>
  fetch(`${sandbox.url}/2/${route}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { authorization: `Bearer ${sandbox.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(argument),
  });

const pieceSchema = z.union([
  z.object({ done: z.literal(true), value: z.undefined() }),
  z.object({ done: z.literal(false), value: z.instanceof(Uint8Array) }),
]);

const struckSchema = z.object({ calls: z.array(z.object({ struck: z.string().nullable() })) });

/** Waits until the sandbox has dealt with a call that it does not answer. */
const untilStruck = (rig: Rig): Promise<void> =>
  vi.waitFor(async () => {
    const { calls } = struckSchema.parse(await rig.control('GET', 'calls'));
    expect(calls.some(({ struck }) => struck !== null)).toBe(true);
  });

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

describe('an answer that comes late', () => {
  test('is the usual one so many milliseconds later, and the next one is not late', async () => {
    const rig = await rigWith({ route: SUSPEND, delayMs: 60 });
    const late = await milliseconds(async () => {
      expect((await suspendAna(rig)).text).toBe('null');
    });
    expect(late).toBeGreaterThanOrEqual(59);
    expect(rig.member(ANA).status).toBe('suspended');
  });

  test('any other kind can come late as well', async () => {
    const rig = await rigWith(
      { route: INFO, status: 503, delayMs: 60 },
      { route: INFO, drop: 'before', delayMs: 60 },
    );
    const late = await milliseconds(async () => {
      expect((await rig.post(INFO)).status).toBe(503);
    });
    expect(late).toBeGreaterThanOrEqual(59);
    const broken = await milliseconds(() => expect(rig.post(INFO)).rejects.toThrow('fetch failed'));
    expect(broken).toBeGreaterThanOrEqual(59);
  });

  test('does not keep the sandbox from closing', async () => {
    const rig = await rigWith({ route: INFO, delayMs: 600_000 });
    const waiting = expect(rig.post(INFO)).rejects.toThrow('fetch failed');
    await untilStruck(rig);
    await rig.sandbox.close();
    await waiting;
  });
});

describe('an answer that drips', () => {
  test('is the usual one in pieces, at the pace asked for', async () => {
    const rig = await rigWith({ route: INFO, drip: 3000 });
    let text = '';
    const took = await milliseconds(async () => {
      text = await (await open(rig, INFO)).text();
    });
    expect(text).toBe((await rig.post(INFO)).text);
    const pauses = Math.ceil(text.length / 300) - 1;
    expect(pauses).toBeGreaterThan(1);
    expect(took).toBeGreaterThanOrEqual(pauses * 99);
  });

  test('comes after the work was done, and stops when the caller goes away', async () => {
    const rig = await rigWith({ route: SUSPEND, drip: 1 });
    const reader = (await open(rig, SUSPEND, { user: byEmail(ANA) })).body?.getReader();
    expect((await reader?.read())?.value).toEqual(new TextEncoder().encode('n'));
    expect(rig.member(ANA).status).toBe('suspended');
    await reader?.cancel();
    expect((await rig.post(INFO)).status).toBe(200);
  });
});

describe('a body without an end', () => {
  test('is 200 and blank, megabyte after megabyte, until the caller gives up', async () => {
    const rig = await rigWith({ route: INFO, endless: true });
    const answer = await open(rig, INFO);
    expect(answer.status).toBe(200);
    const reader = answer.body?.getReader();
    let bytes = 0;
    while (bytes < 5_000_000) {
      const { value = new Uint8Array() } = pieceSchema.parse(await reader?.read());
      expect(value.every((byte) => byte === 32)).toBe(true);
      bytes += value.length;
    }
    await reader?.cancel();
    expect((await rig.post(INFO)).status).toBe(200);
  });

  test('stops after 200 MB all the same', async () => {
    const answer = await open(await rigWith({ route: INFO, endless: true }), INFO);
    const reader = answer.body?.getReader();
    let bytes = 0;
    for (;;) {
      const { done, value } = pieceSchema.parse(await reader?.read());
      if (done) break;
      bytes += value.length;
    }
    expect(bytes).toBe(200 * 1024 * 1024);
  });
});

test.each([
  [false, 'active'],
  [true, 'suspended'],
])('a call that hangs (applied: %s) is never answered, and the member is %s', async (applied, status) => {
  const rig = await rigWith({ route: SUSPEND, hang: true, applied });
  const waiting = expect(suspendAna(rig)).rejects.toThrow('fetch failed');
  await untilStruck(rig);
  expect(rig.member(ANA).status).toBe(status);
  expect((await rig.post(INFO)).status).toBe(200);
  await rig.sandbox.close();
  await waiting;
});

describe('a redirect', () => {
  test('is 307 unless another code is asked for, and nothing was done', async () => {
    const rig = await rigWith(
      { route: INFO, redirect: 'https://elsewhere.invalid/x' },
      { route: INFO, redirect: 'http://elsewhere.invalid', code: 301 },
    );
    const [first, second] = [await open(rig, INFO), await open(rig, INFO)];
    expect([first.status, first.headers.get('location')]).toEqual([307, 'https://elsewhere.invalid/x']);
    expect([second.status, second.headers.get('location')]).toEqual([301, 'http://elsewhere.invalid/']);
  });

  test('of a write leaves the member alone', async () => {
    const rig = await rigWith({ route: SUSPEND, redirect: 'https://elsewhere.invalid/x' });
    await expect(suspendAna(rig)).rejects.toThrow('fetch failed');
    expect(rig.member(ANA).status).toBe('active');
  });
});

test('expired refuses the token for that call only', async () => {
  const rig = await rigWith({ route: SUSPEND, expired: true });
  const refused = await suspendAna(rig);
  expect(refused.status).toBe(401);
  expect(JSON.parse(refused.text)).toMatchObject({ error: { '.tag': 'expired_access_token' } });
  expect(rig.member(ANA).status).toBe('active');
  expect((await suspendAna(rig)).status).toBe(200);
});

describe('a throttled call', () => {
  const REASON = { reason: { '.tag': 'too_many_requests' } };

  test.each([
    ['json-header', 'application/json', '7', { ...REASON, retry_after: 7 }],
    ['json', 'application/json', null, { ...REASON, retry_after: 7 }],
    ['json-bare', 'application/json', '7', REASON],
  ])('as "%s" has this type, this header and this body', async (throttle, type, header, error) => {
    const rig = await rigWith({ route: SUSPEND, throttle, retryAfter: 7 });
    const { status, headers, text } = await suspendAna(rig);
    expect([status, headers.get('content-type'), headers.get('retry-after')]).toEqual([429, type, header]);
    const summary: unknown = expect.stringMatching(/^too_many_requests\/\.{0,3}$/);
    expect(JSON.parse(text)).toEqual({ error_summary: summary, error });
    expect(rig.member(ANA).status).toBe('active');
  });

  test('as "text" names the reason, and as "empty" it says nothing at all', async () => {
    const reason = 'too_many_write_operations';
    const rig = await rigWith(
      { route: SUSPEND, throttle: 'text', reason },
      { route: SUSPEND, throttle: 'empty' },
    );
    const [text, empty] = [await suspendAna(rig), await suspendAna(rig)];
    expect([text.status, text.text, text.headers.get('retry-after')]).toEqual([429, reason, '1']);
    expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect([empty.status, empty.text, empty.headers.get('retry-after')]).toEqual([429, '', null]);
    expect(empty.headers.get('content-type')).toBeNull();
  });
});

test('a wrong shape is 200 with JSON that is no answer of this route', async () => {
  const rig = await rigWith({ reads: true, shape: 'wrong', times: 2 });
  for (const [route, argument] of [[LIST, {}] as const, [INFO, null] as const]) {
    const { status, text } = await rig.post(route, argument);
    expect([status, text]).toEqual([200, '{"hello":"world"}']);
  }
  expect((await rig.post(INFO)).text).toContain('team_id');
});

test.each([
  [{ route: INFO, delayMs: 700_000 }, '[0].delayMs: Too big: expected number to be <=600000'],
  [{ route: INFO, delayMs: 5, tag: 'x' }, '[0]: Unrecognized key: "tag"'],
  [{ route: INFO, drip: 0 }, '[0].drip: Too small: expected number to be >=1'],
  [{ route: INFO, redirect: 'ftp://a.invalid' }, '[0].redirect: Invalid URL'],
  [{ route: INFO, redirect: 'https://a.invalid', code: 303 }, '[0].code: Invalid input'],
  [{ route: INFO, throttle: 'xml' }, expect.stringMatching(/^\[0\]\.throttle: Invalid option/)],
  [{ route: INFO, throttle: 'empty', retryAfter: 3 }, '[0].retryAfter: "empty" has nowhere to say it'],
  [{ route: INFO, hang: false }, '[0].hang: Invalid input: expected true'],
  [{ route: SUSPEND, shape: 'wrong' }, '[0]: "shape" never happens on team/members/suspend'],
  [{ route: 'oauth2/token', expired: true }, '[0]: "expired" never happens on oauth2/token'],
  [{ route: 'oauth2/authorize', hang: true }, '[0]: "hang" never happens on oauth2/authorize'],
])('the rule %j is refused', async (rule, problem) => {
  const rig = await startRig();
  expect(await rig.control('POST', 'faults', rule)).toEqual({ problems: [problem] });
});
