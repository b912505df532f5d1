import { expect, test } from 'vitest';
import { checkSchedules, play, type Schedule } from '../helpers/schedules.ts';

/** As many as fit; `npm run soak` plays a hundred times as many. */
const SCHEDULES = 1000;
const SEED = 20260302;

test(
  `whatever goes wrong and when, a run tells the truth and good weather finishes it (${String(SCHEDULES)} schedules from seed ${String(SEED)})`,
  { timeout: 600_000 },
  async () => {
    await checkSchedules(SCHEDULES, SEED);
  },
);

const team = {
  places: [
    { row: 'active', account: 'none' },
    { row: 'active', account: 'removed' },
    { row: 'active', account: 'suspended' },
    { row: 'suspended', account: 'active' },
    { row: 'unassigned', account: 'active' },
    { row: 'unassigned', account: 'invited' },
  ].map((place) => ({ ...place, renamed: false, respelled: false, identified: true, isAdmin: false })),
  spare: 50,
  settings: {
    provision: { enabled: true },
    suspend: { enabled: true },
    deprovision: { enabled: true },
    safety: { maxDeprovisions: '100%', maxSuspensions: '100%' },
  },
} as Schedule['team'];
const calm: Schedule = { team, faults: [], concurrency: 1, interruptAt: null, chance: 1 };

test('without any fault nothing is amiss', async () => {
  expect(await play(calm)).toEqual([]);
});

test.each([
  ['is lost on the way there', { writes: true, drop: 'before', times: 0 }],
  ['is lost on the way back', { writes: true, drop: 'after', times: 0 }],
  ['ends with an error, though it was carried out', { writes: true, status: 500, applied: true, times: 0 }],
  ['is met by a web page', { writes: true, html: true, times: 0 }],
  ['gets an answer without end', { writes: true, endless: true, applied: true, times: 1 }],
  ['is not seen by the next readings', { writes: true, lag: 4, times: 0 }],
])('every write %s, and nobody is told anything that is not so', async (_what, fault) => {
  expect(await play({ ...calm, faults: [fault] })).toEqual([]);
});
