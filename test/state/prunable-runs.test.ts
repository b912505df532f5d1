import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EndedRun } from '../../src/state/ended-run.ts';
import { keptDays, prunableRuns } from '../../src/state/prunable-runs.ts';

const NOW = new Date('2026-11-25T12:00:00.000Z');
const DAY_MS = 86_400_000;

function aRun(runId: string, days: number, fields: Partial<EndedRun> = {}): EndedRun {
  const ended = new Date(NOW.getTime() - days * DAY_MS).toISOString();
  return { runId, ended, did: 'empty', good: false, ...fields };
}

/** So many that only the rest of them is up to the limits of days. */
const LATEST = Array.from({ length: 100 }, (_, index) => aRun(`latest-${String(index)}`, 0));
const LATEST_CHANGED = Array.from({ length: 100 }, (_, index) =>
  aRun(`changed-${String(index)}`, 1, { did: 'changed' }),
);

const pruned = (...runs: EndedRun[]): string[] => prunableRuns([...runs, ...LATEST, ...LATEST_CHANGED], NOW);

describe('with enough later ones, a run', () => {
  test.each([
    ['empty', 7, 7.001],
    ['nothing', 7, 7.001],
    ['changed', 400, 400.001],
  ] as const)('that did %j is kept for %d days', (did, kept, gone) => {
    expect(pruned(aRun('a', kept, { did }), aRun('b', gone, { did }))).toEqual(['b']);
  });

  test('of which something is unknown is kept for ever', () => {
    expect(pruned(aRun('a', 4000, { did: 'unknown' }))).toEqual([]);
    expect(keptDays('unknown')).toBeNull();
  });

  test('that was the last good one is kept, and no earlier one', () => {
    expect(pruned(aRun('a', 30, { good: true }), aRun('b', 20, { good: true }), aRun('c', 10))).toEqual([
      'a',
      'c',
    ]);
  });

  test('from the future is not the last good one', () => {
    expect(pruned(aRun('a', 30, { good: true }), aRun('b', -1, { good: true }))).toEqual([]);
  });

  test('comes in the order in which they ended', () => {
    expect(pruned(aRun('a', 8), aRun('c', 9), aRun('b', 9), aRun('d', 500, { did: 'changed' }))).toEqual([
      'd',
      'b',
      'c',
      'a',
    ]);
  });
});

test('the latest hundred are kept, and the latest hundred that changed somebody', () => {
  const idle = Array.from({ length: 150 }, (_, index) => aRun(`idle-${String(index)}`, 1000 + index));
  expect(prunableRuns(idle, NOW)).toHaveLength(50);
  const changed = Array.from({ length: 150 }, (_, index) =>
    aRun(`changed-${String(index)}`, 2000 + index, { did: 'changed' }),
  );
  const gone = prunableRuns([...idle, ...changed], NOW);
  expect(gone.filter((id) => id.startsWith('changed'))).toHaveLength(50);
  expect(gone.filter((id) => id.startsWith('idle'))).toHaveLength(50);
  expect(gone).not.toContain('changed-0');
  expect(gone[0]).toBe('changed-149');
});

describe('whatever runs there are', () => {
  const anyRuns = fc
    .array(
      fc.record({
        days: fc.double({ min: -10, max: 1000, noNaN: true }),
        did: fc.constantFrom('empty', 'nothing', 'changed', 'unknown'),
        good: fc.boolean(),
      }),
      { minLength: 120, maxLength: 300, size: 'max' },
    )
    .map((runs) => runs.map(({ days, ...fields }, index) => aRun(`run-${String(index)}`, days, fields)));

  test('none is pruned of which something is unknown, that is young or that is the last good one', () => {
    fc.assert(
      fc.property(anyRuns, (runs) => {
        const gone = new Set(prunableRuns(runs, NOW));
        const good = runs.filter((run) => run.good && Date.parse(run.ended) <= NOW.getTime());
        const last = good.sort((one, other) => Date.parse(other.ended) - Date.parse(one.ended))[0];
        if (last !== undefined && good[1]?.ended !== last.ended) expect(gone.has(last.runId)).toBe(false);
        for (const { runId, did, ended } of runs) {
          if (!gone.has(runId)) continue;
          const days = did === 'changed' ? 400 : 7;
          expect(did).not.toBe('unknown');
          expect(NOW.getTime() - Date.parse(ended)).toBeGreaterThan(days * DAY_MS);
        }
        expect(runs.length - gone.size).toBeGreaterThanOrEqual(Math.min(runs.length, 100));
      }),
    );
  });

  test('pruning some of them, or again, changes nothing about the others', () => {
    fc.assert(
      fc.property(anyRuns, fc.nat(200), (runs, most) => {
        const gone = prunableRuns(runs, NOW);
        const first = new Set(gone.slice(0, most));
        const left = runs.filter(({ runId }) => !first.has(runId));
        expect(prunableRuns(left, NOW)).toEqual(gone.slice(most));
      }),
    );
  });

  test('their order does not matter', () => {
    fc.assert(
      fc.property(anyRuns, (runs) => {
        expect(prunableRuns([...runs].reverse(), NOW)).toEqual(prunableRuns(runs, NOW));
      }),
    );
  });
});
