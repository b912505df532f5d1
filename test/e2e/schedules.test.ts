import { expect, test } from 'vitest';
import { checkSchedules, play, type Schedule } from '../helpers/schedules.ts';
import { ORDINARY, type Place } from '../soak/random-places.ts';
import { USUAL, type RandomTeam } from '../soak/random-teams.ts';

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

const places: (Pick<Place, 'row' | 'account'> & Partial<Place>)[] = [
  { row: 'active', account: 'none', groups: ['eng', 'Design'], role: 'Support' },
  { row: 'active', account: 'removed', past: { ...ORDINARY.past, isAltered: true } },
  { row: 'active', account: 'suspended', isIn: ['Engineering'] },
  { row: 'suspended', account: 'active' },
  { row: 'unassigned', account: 'active', heir: 6 },
  { row: 'unassigned', account: 'invited' },
  { row: 'active', account: 'active', groups: ['Design'], role: 'Support' },
  { row: 'active', account: 'invited', days: 3, past: { ...ORDINARY.past, reminded: 1 } },
  { row: 'unassigned', account: 'suspended', heir: 4, days: 9 },
];
const team: RandomTeam = {
  places: places.map((place) => ({ ...ORDINARY, ...place })),
  spare: 50,
  settings: {
    provision: { enabled: true },
    suspend: { enabled: true },
    update: { enabled: true },
    deprovision: { enabled: true },
    groups: { enabled: true, map: { eng: 'Engineering', Design: 'Design' }, create: true },
    roles: { enabled: true },
    invitations: { remindAfterDays: [1, 3] },
    safety: { maxDeprovisions: '100%', maxSuspensions: '100%' },
  },
  tellsGroups: true,
  isKnown: true,
  ways: USUAL,
};
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

const LOST = { drop: 'after', times: 0 };

test.each([
  ['a reminder is sent and', { route: 'team/members/send_welcome_email', ...LOST }],
  ['a group is made and', { route: 'team/groups/create', ...LOST }],
  ['somebody comes into a group and', { route: 'team/groups/members/add', ...LOST }],
  ['somebody leaves a group and', { route: 'team/groups/members/remove', ...LOST }],
  ['somebody gets a role and', { route: 'team/members/set_admin_permissions_v2', ...LOST }],
  ['somebody leaves with their files and', { route: 'team/members/remove', ...LOST }],
  ['a removal goes on as a job for ever and', { route: 'team/members/remove', job: 'stuck', times: 0 }],
])('%s nobody hears of it, and it is done once', async (_what, fault) => {
  expect(await play({ ...calm, faults: [fault] })).toEqual([]);
});
