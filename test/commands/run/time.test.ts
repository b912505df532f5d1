import { expect, test } from 'vitest';
import { newRunId, stopwatch } from '../../../src/commands/run/time.ts';

test('a stopwatch tells whole milliseconds since it was asked last', () => {
  const times = [100, 110.4, 110.4, 150];
  const elapsed = stopwatch(() => times.shift() ?? 0);
  expect([elapsed(), elapsed(), elapsed()]).toEqual([10, 0, 40]);
});

test('the name of a run sorts by time and is safe in a file name', () => {
  const digits = [0, 0.5, 0.999, 0.1, 0.7, 0.3];
  const id = newRunId(new Date('2026-11-25T15:25:08.123Z'), () => digits.shift() ?? 0);
  expect(id).toBe('20261125T152508Z-08f1b4');
  expect(newRunId(new Date('2026-11-25T15:25:09Z'), () => 0) > id).toBe(true);
});
