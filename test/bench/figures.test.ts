import { describe, expect, it } from 'vitest';
import { atMost, forComparison, ms, timesFaster } from '../../bench/figures.ts';

describe('atMost', () => {
  it('is kept by a figure exactly at the limit', () => {
    expect(atMost('start', ms(150), 'node', ms(100), 1.5)).toMatchObject({ ratio: 1.5, ok: true });
  });

  it('is broken by a figure above it', () => {
    expect(atMost('start', ms(151), 'node', ms(100), 1.5).ok).toBe(false);
  });

  it('is broken when there is no number', () => {
    expect(atMost('start', ms(NaN), 'node', ms(100), 1.5).ok).toBe(false);
  });
});

describe('timesFaster', () => {
  it('divides the time of the slower one by the figure', () => {
    expect(timesFaster('run', ms(10), 'script', ms(70), 7)).toMatchObject({ ratio: 7, ok: true });
  });

  it('is broken when the figure is not so many times as fast', () => {
    expect(timesFaster('run', ms(11), 'script', ms(70), 7).ok).toBe(false);
  });
});

describe('forComparison', () => {
  it('breaks nothing, however large it is', () => {
    expect(forComparison('run', ms(900), 'other', ms(1))).toMatchObject({
      ratio: 900,
      limit: null,
      ok: true,
    });
  });
});
