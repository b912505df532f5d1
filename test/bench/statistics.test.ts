import { describe, expect, it } from 'vitest';
import { allowance, median, waves } from '../../bench/statistics.ts';

describe('median', () => {
  it('is the middle of an odd number of values, whatever their order', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it('is the mean of the middle two of an even number of values', () => {
    expect(median([4, 1, 100, 2])).toBe(3);
  });

  it('compares numbers as numbers', () => {
    expect(median([100, 9, 20])).toBe(20);
  });

  it('throws where there is nothing to take it of', () => {
    expect(() => median([])).toThrow('no measurements');
  });
});

describe('waves', () => {
  it('counts a wave that is not full as a whole one', () => {
    expect(waves(1250, 4, 100)).toBe(31_300);
  });
});

describe('allowance', () => {
  it('leaves out what passes at once', () => {
    expect(allowance(200, 5, 5)).toBe(39_000);
  });

  it('is nothing where everything passes at once', () => {
    expect(allowance(3, 5, 5)).toBe(0);
  });
});
