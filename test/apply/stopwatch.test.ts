import { expect, test } from 'vitest';
import { stopwatch } from '../../src/apply/stopwatch.ts';

test('a stopwatch tells whole milliseconds since it was asked last', () => {
  const times = [100, 110.4, 110.4, 150];
  const elapsed = stopwatch(() => times.shift() ?? 0);
  expect([elapsed(), elapsed(), elapsed()]).toEqual([10, 0, 40]);
});
