import { describe, expect, test } from 'vitest';
import { parseFaults } from '../../src/sandbox/faults.ts';
import { SandboxInputError } from '../../src/sandbox/seed.ts';
import { byEmail, startRig, type Rig } from './helpers.ts';

const LIST = 'team/members/list_v2';
const INFO = 'team/get_info';
const ANA = byEmail('ana.lopez@example.com');

const statusOf = async ({ post }: Rig, route: string, argument?: unknown): Promise<number> =>
  (await post(route, argument)).status;

async function listedStatuses(rules: object, calls: number): Promise<number[]> {
  const rig = await startRig();
  await rig.control('POST', 'faults', rules);
  const seen: number[] = [];
  for (let call = 0; call < calls; call += 1) seen.push(await statusOf(rig, LIST, {}));
  return seen;
}

describe('which calls a rule is about', () => {
  test('writes are all routes that can change the team, and no other', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { writes: true, status: 500, times: 0 });
    expect(await statusOf(rig, 'team/members/suspend', { user: ANA })).toBe(500);
    expect(await statusOf(rig, 'team/members/send_welcome_email', ANA)).toBe(500);
    expect(await statusOf(rig, 'team/members/add_v2', { new_members: [] })).toBe(500);
    expect(await statusOf(rig, LIST, {})).toBe(200);
    expect(await statusOf(rig, 'team/members/remove/job_status/get', { async_job_id: 'x' })).toBe(409);
    expect(await statusOf(rig, 'auth/token/revoke')).toBe(200);
  });

  test('reads are all routes that only tell, polls of jobs included', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { reads: true, status: 500, times: 0 });
    expect(await statusOf(rig, LIST, {})).toBe(500);
    expect(await statusOf(rig, INFO)).toBe(500);
    expect(await statusOf(rig, 'team/members/remove/job_status/get', { async_job_id: 'x' })).toBe(500);
    expect(await statusOf(rig, 'team/members/suspend', { user: ANA })).toBe(200);
    expect(await statusOf(rig, 'auth/token/revoke')).toBe(200);
  });
});

describe('a rule with a probability', () => {
  const rule = { reads: true, status: 500, probability: 0.5, seed: 42 };

  test('strikes some calls and not others, and the same ones every time', async () => {
    const first = await listedStatuses(rule, 20);
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await listedStatuses(rule, 20)).toEqual(first);
    expect(await listedStatuses({ ...rule, seed: 43 }, 20)).not.toEqual(first);
  });

  test('strikes every call with 1 and none with 0', async () => {
    expect(await listedStatuses({ ...rule, probability: 1 }, 4)).toEqual([500, 500, 500, 500]);
    expect(await listedStatuses({ ...rule, probability: 0 }, 4)).toEqual([200, 200, 200, 200]);
  });

  test('is bounded by nth and times where they are given', async () => {
    expect(await listedStatuses({ ...rule, probability: 1, nth: 2, times: 2 }, 5)).toEqual([
      200, 500, 500, 200, 200,
    ]);
  });

  test('draws apart from another rule with the same seed', async () => {
    const seen = await listedStatuses([rule, { ...rule, status: 503 }], 30);
    expect(new Set(seen)).toEqual(new Set([200, 500, 503]));
  });

  test('tells its seed, which is 1 when none was given, and how often it struck', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { route: INFO, status: 500, probability: 1 });
    await rig.post(INFO);
    await rig.post(INFO);
    expect(await rig.control('GET', 'faults')).toMatchObject({
      faults: [{ route: INFO, nth: 1, times: 0, probability: 1, seed: 1, calls: 2, struck: 2 }],
    });
  });
});

test.each([
  [{ route: LIST, reads: true, status: 500 }, '[0].route: exactly one of route, writes, reads is needed'],
  [{ writes: false, status: 500 }, '[0].writes: Invalid input: expected true'],
  [{ writes: true, shortPage: 2 }, '[0]: "shortPage" never happens on any of the writes'],
  [{ reads: true, item: { email: 'a@b.de', tag: 'x' } }, '[0]: "item" never happens on any of the reads'],
  [{ route: LIST, status: 500, seed: 3 }, '[0].seed: only with "probability"'],
  [{ route: LIST, status: 500, probability: 1.5 }, '[0].probability: Too big: expected number to be <=1'],
  [
    { route: LIST, status: 500, probability: 0.5, seed: 1.5 },
    '[0].seed: Invalid input: expected int, received number',
  ],
])('the rule %j is refused', (rule, problem) => {
  let problems: string[] = [];
  try {
    parseFaults(JSON.stringify(rule), 'faults.json');
  } catch (error) {
    if (!(error instanceof SandboxInputError)) throw error;
    ({ problems } = error);
  }
  expect(problems).toEqual([problem]);
});
