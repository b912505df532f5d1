import { describe, expect, test } from 'vitest';
import { readTiming } from '../../src/sandbox/fault-timing.ts';
import { byEmail, startRig, type Rig } from './helpers.ts';

const INFO = 'team/get_info';
const SUSPEND = 'team/members/suspend';
const LIMIT = { writes: true, perSecond: 2, throttle: 'json-header', reason: 'too_many_write_operations' };

async function statuses({ post }: Rig, calls: number): Promise<number[]> {
  const seen: number[] = [];
  for (let call = 0; call < calls; call += 1)
    seen.push((await post(SUSPEND, { user: byEmail('nobody@example.com') })).status);
  return seen;
}

describe('a limit of calls a second', () => {
  test('strikes what is over it, by the clock of the team', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', LIMIT);
    expect(await statuses(rig, 4)).toEqual([409, 409, 429, 429]);
    expect((await rig.post(INFO)).status).toBe(200);
    await rig.advance(500);
    expect(await statuses(rig, 2)).toEqual([409, 429]);
    expect(await rig.control('GET', 'faults')).toMatchObject({ faults: [{ calls: 6, struck: 3, times: 0 }] });
  });

  test('begins with its nth call and ends with its last', async () => {
    const rig = await startRig();
    await rig.control('POST', 'faults', { ...LIMIT, perSecond: 1, nth: 3, times: 1 });
    expect(await statuses(rig, 6)).toEqual([409, 409, 409, 429, 409, 409]);
  });
});

test.each([
  [{ perSecond: 5, probability: 0.5 }, '[0].perSecond: not with "probability"'],
  [{ perSecond: 0 }, '[0].perSecond: Too small: expected number to be >=1'],
])('%j is refused', (timing, problem) => {
  expect(readTiming(timing, '[0]')).toEqual({ problems: [problem] });
});
