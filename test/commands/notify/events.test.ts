import { expect, test } from 'vitest';
import { eventsOf } from '../../../src/commands/notify/events.ts';
import { provision, planWith } from '../../helpers/changes.ts';
import { reportOf } from '../../helpers/report.ts';

const NOTHING = reportOf();
const CHANGED = reportOf(planWith([provision('a@x.org')]), {
  mode: 'apply',
  applied: {
    changes: [provision('a@x.org')],
    results: new Map([['provision:a@x.org', { status: 'applied', error: null }]]),
    verified: true,
    differences: [],
  },
});

test.each([
  [0, []],
  [2, []],
  [130, []],
  [143, []],
  [3, ['refusal']],
  [1, ['failure']],
  [4, ['failure']],
  [5, ['failure']],
  [9, ['failure']],
  [10, ['failure']],
])('exit code %i is %j, and a change as well when something was applied', (exitCode, events) => {
  expect(eventsOf(exitCode, null)).toEqual(events);
  expect(eventsOf(exitCode, NOTHING)).toEqual(events);
  expect(eventsOf(exitCode, CHANGED)).toEqual([...events, 'change']);
});
