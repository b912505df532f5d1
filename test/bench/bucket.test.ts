import { expect, it } from 'vitest';
import { createBucket } from '../../bench/bucket.ts';

it('lets the writes of one second through at once and then no more', () => {
  const bucket = createBucket(3);
  expect([0, 0, 0, 0].map((now) => bucket.take(now))).toEqual([true, true, true, false]);
});

it('lets one more through when its share of a second has passed', () => {
  const bucket = createBucket(2);
  const taken = [1000, 1000, 1400, 1500, 1600].map((now) => bucket.take(now));
  expect(taken).toEqual([true, true, false, true, false]);
});

it('never holds more than one second of writes', () => {
  const bucket = createBucket(2);
  bucket.take(0);
  expect([60_000, 60_000, 60_000].map((now) => bucket.take(now))).toEqual([true, true, false]);
});
