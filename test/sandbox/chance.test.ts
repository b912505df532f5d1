import { describe, expect, test } from 'vitest';
import { drawnAt, seedAt } from '../../src/sandbox/chance.ts';

const CALLS = 2000;
const series = (seed: number): number[] =>
  Array.from({ length: CALLS }, (_, index) => drawnAt(seed, index + 1));

describe('the draws of a rule', () => {
  test('are Mulberry32: the first of seed 1 and of seed 12345 are the known ones', () => {
    expect(drawnAt(1, 1)).toBeCloseTo(0.6270739405881613, 12);
    expect(drawnAt(12_345, 1)).toBeCloseTo(0.9797282677609473, 12);
  });

  test('lie in [0, 1), are the same every time, and others with another seed', () => {
    expect(series(7).every((drawn) => drawn >= 0 && drawn < 1)).toBe(true);
    expect(series(7)).toEqual(series(7));
    expect(series(7)).not.toEqual(series(8));
  });

  test('are below a tenth about one time in ten', () => {
    const low = series(3).filter((drawn) => drawn < 0.1).length;
    expect(low).toBeGreaterThan(CALLS * 0.07);
    expect(low).toBeLessThan(CALLS * 0.13);
  });

  test('depend on the place of the rule, of which the first changes nothing', () => {
    expect(seedAt(5, 0)).toBe(5);
    expect(seedAt(5, 1)).not.toBe(seedAt(5, 2));
  });
});
