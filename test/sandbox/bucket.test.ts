import { expect, test } from 'vitest';
import { fullBucket, takeFrom } from '../../src/sandbox/bucket.ts';

/** Which of the calls at these moments are let through, at two a second. */
function taken(...moments: number[]): boolean[] {
  const bucket = fullBucket(2, 0);
  return moments.map((now) => takeFrom(bucket, 2, now));
}

test('as many as there are in a second go at once, and the next when there is room for it again', () => {
  expect(taken(0, 0, 0, 499, 500, 501, 1000)).toEqual([true, true, false, false, true, false, true]);
});

test('what nobody used is not saved up for more than a second', () => {
  expect(taken(60_000, 60_000, 60_000)).toEqual([true, true, false]);
});

test('a clock that is set back neither gives nor takes', () => {
  expect(taken(1000, 0, 0, 500)).toEqual([true, true, false, true]);
});
