import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decide,
  ended,
  longestWait,
  LOOK_MS,
  looked,
  PATIENCE_MS,
  SETTLE_MS,
  startSchedule,
  type Ending,
  type Look,
  type Reason,
  type Schedule,
} from '../../../src/commands/watch/schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const EVERY = 15 * MINUTE;

/** A schedule between two runs, of a roster `A` that was read by the last one and is at rest. */
const resting = (fields: Partial<Schedule> = {}): Schedule => ({
  every: EVERY,
  due: { at: EVERY, reason: 'interval' },
  seen: 'A',
  since: 0,
  ran: 'A',
  failures: 0,
  ...fields,
});
const missing = { seen: null };
const growing = { seen: 'B', since: EVERY - 1 };

test.each<[string, Schedule, number, unknown]>([
  ['a roster that nobody has looked at is waited for', startSchedule(EVERY, 0), 0, LOOK_MS],
  ['a roster is at rest after a while', looked(startSchedule(EVERY, 0), 'A', 0), SETTLE_MS - 1, LOOK_MS],
  ['then comes the first run', looked(startSchedule(EVERY, 0), 'A', 0), SETTLE_MS, ['start', 'A']],
  ['nothing happens before the interval is over', resting(), EVERY - 5 * LOOK_MS, LOOK_MS],
  ['the last wait is no longer than what is left', resting(), EVERY - 10, 10],
  ['the interval is over', resting(), EVERY, ['interval', 'A']],
  ['so is the wait after a failure', resting({ due: { at: 9, reason: 'retry' } }), SETTLE_MS, ['retry', 'A']],
  [
    'a changed roster that is at rest starts a run',
    resting({ seen: 'B', since: 5 }),
    2_005,
    ['changed', 'B'],
  ],
  ['one that is not at rest does not', resting({ seen: 'B', since: 5 }), 2_004, LOOK_MS],
  ['one that came when a run was due anyway has changed', resting({ seen: 'B' }), EVERY, ['changed', 'B']],
  ['a missing roster starts no run', resting(missing), EVERY - LOOK_MS, LOOK_MS],
  ['a run that is due waits for a missing roster', resting(missing), EVERY + PATIENCE_MS - 1, LOOK_MS],
  ['but not for ever', resting(missing), EVERY + PATIENCE_MS, ['interval', null]],
  ['a run that is due waits for a roster that grows', resting(growing), EVERY, LOOK_MS],
  [
    'but not for ever',
    resting({ ...growing, since: EVERY + PATIENCE_MS }),
    EVERY + PATIENCE_MS,
    ['interval', null],
  ],
])('%s', (_name, schedule, now, step) => {
  const found = decide(schedule, now);
  expect(found.kind === 'wait' ? found.ms : [found.reason, found.look]).toEqual(step);
});

describe('a look', () => {
  test.each<[string, Look, Look, number]>([
    ['that shows the same keeps the time since when', 'A', 'A', 0],
    ['that shows something else begins anew', 'A', 'B', 7],
    ['that shows nothing begins anew', 'A', null, 7],
    ['that shows the roster again begins anew', null, 'A', 7],
  ])('%s', (_name, before, look, since) => {
    expect(looked(resting({ seen: before }), look, 7)).toMatchObject({ seen: look, since });
  });
});

describe('after a run', () => {
  const after = (
    before: Partial<Schedule>,
    ending: Ending,
    { reason = 'interval', chance = 0 }: { reason?: Reason; chance?: number } = {},
  ): unknown[] => {
    const { due, failures, ran } = ended(resting(before), { reason, look: 'C' }, ending, 0, chance);
    return [due.at, due.reason, failures, ran];
  };

  test.each<[string, Partial<Schedule>, Ending, unknown[]]>([
    ['that went well the next one comes after the interval', {}, 'well', [EVERY, 'interval', 0, 'C']],
    ['that went well failures are forgotten', { failures: 3 }, 'well', [EVERY, 'interval', 0, 'C']],
    ['that failed the interval is doubled', {}, 'failed', [2 * EVERY, 'retry', 1, 'C']],
    ['that failed again it is doubled again', { failures: 1 }, 'failed', [4 * EVERY, 'retry', 2, 'C']],
    ['that failed a third time as well', { failures: 2 }, 'failed', [8 * EVERY, 'retry', 3, 'C']],
    [
      'that failed for long it stays at eight times',
      { failures: 99 },
      'failed',
      [8 * EVERY, 'retry', 100, 'C'],
    ],
    [
      'of an hourly watcher it is six hours at most',
      { every: HOUR, failures: 9 },
      'failed',
      [6 * HOUR, 'retry', 10, 'C'],
    ],
    ['of a daily watcher it is the interval', { every: 24 * HOUR }, 'failed', [24 * HOUR, 'retry', 1, 'C']],
    [
      'that met a lock the next one comes after the interval',
      { failures: 2 },
      'busy',
      [EVERY, 'interval', 2, 'C'],
    ],
  ])('%s', (_name, before, ending, expected) => {
    expect(after(before, ending)).toEqual(expected);
  });

  test('of a changed roster the failures of the old one do not count', () => {
    expect(after({ failures: 3 }, 'failed', { reason: 'changed' })).toEqual([2 * EVERY, 'retry', 1, 'C']);
  });

  test('chance makes the wait shorter by up to a tenth', () => {
    expect(after({}, 'well', { chance: 0.5 })[0]).toBe(0.95 * EVERY);
  });

  test('that had no roster at rest the same roster counts as changed once it is at rest', () => {
    const schedule = ended(resting(growing), { reason: 'interval', look: null }, 'failed', EVERY, 0);
    expect(decide(schedule, EVERY + SETTLE_MS)).toEqual({ kind: 'run', reason: 'changed', look: 'B' });
  });
});

/** What happens while a watcher is at work: each look shows something, takes time, and a run that follows ends somehow. */
const stories = fc.record({
  every: fc.integer({ min: MINUTE, max: 48 * HOUR }),
  moments: fc.array(
    fc.record({
      look: fc.constantFrom<Look[]>(null, 'A', 'A', 'A', 'B', 'C'),
      /** So many looks in a row show it. */
      times: fc.nat({ max: 400 }),
      ending: fc.constantFrom<Ending[]>('well', 'failed', 'busy'),
      runMs: fc.nat({ max: 10 * MINUTE }),
      chance: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    }),
    { maxLength: 60 },
  ),
});

/** A roster that appears a second before patience ends, and is at rest when the run without it is over. */
const CAME_TO_REST_DURING_A_RUN = {
  every: MINUTE,
  moments: [
    { look: null, times: 298, ending: 'well' as const, runMs: 0, chance: 0 },
    { look: 'B', times: 2, ending: 'well' as const, runMs: 1000, chance: 0 },
  ],
};

test('whatever happens, a settled change leads to a run, no wait is too long, and no run follows another one with a roster without one', () => {
  fc.assert(
    fc.property(stories, ({ every, moments }) => {
      let now = 0;
      let schedule = startSchedule(every, now);
      /** Whether the run before had no roster at rest, or there was a wait since. */
      let mayRun = true;
      let endedAt = 0;
      for (const { look, times, ending, runMs, chance } of moments) {
        const firstSeen = now;
        for (let each = 0; each <= times; each += 1) {
          schedule = looked(schedule, look, now);
          const step = decide(schedule, now);
          expect(now - endedAt).toBeLessThanOrEqual(longestWait(every) + PATIENCE_MS + SETTLE_MS);
          if (step.kind === 'wait') {
            expect(step.ms).toBeGreaterThan(0);
            expect(step.ms).toBeLessThanOrEqual(LOOK_MS);
            const isNew = look !== null && look !== schedule.ran;
            expect(isNew && now - firstSeen >= SETTLE_MS).toBe(false);
            now += step.ms;
            mayRun = true;
            continue;
          }
          expect(mayRun).toBe(true);
          expect([look, null]).toContain(step.look);
          // What came to rest during a run that had nothing to read needs no wait.
          mayRun = step.look === null;
          now += runMs;
          endedAt = now;
          schedule = ended(schedule, step, ending, now, chance);
        }
      }
    }),
    { examples: [[CAME_TO_REST_DURING_A_RUN]] },
  );
});

test('a roster that is there and does not change is run with again after the longest wait at most', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: MINUTE, max: 48 * HOUR }),
      fc.nat({ max: 1_000 }),
      fc.constantFrom<Ending[]>('well', 'failed', 'busy'),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (every, failures, ending, chance) => {
        const before = resting({ every, failures });
        const { due } = ended(before, { reason: 'interval', look: 'A' }, ending, 0, chance);
        expect(due.at).toBeLessThanOrEqual(longestWait(every));
        expect(due.at).toBeGreaterThanOrEqual(0.9 * every);
      },
    ),
  );
});
