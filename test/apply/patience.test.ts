import { describe, expect, test } from 'vitest';
import { lookUntil } from '../../src/apply/patience.ts';
import type { Surroundings } from '../../src/apply/types.ts';
import { FakeTeam } from '../helpers/fake-team.ts';
import { surroundings, type Stage } from './surroundings.ts';

/** Looks until the one with this number sees enough. */
async function patient(
  enough: number,
  fields: Partial<Surroundings> = {},
  onLook: (look: number, outside: Stage) => void = () => undefined,
): Promise<{ looks: number; waits: number[] }> {
  const outside = surroundings(new FakeTeam(), fields);
  let looks = 0;
  await lookUntil(() => {
    looks += 1;
    onLook(looks, outside);
    return Promise.resolve(looks === enough);
  }, outside);
  return { looks, waits: outside.waits };
}

describe('looks', () => {
  test('end with the one that sees enough', async () => {
    expect(await patient(1)).toEqual({ looks: 1, waits: [] });
    expect(await patient(3)).toEqual({ looks: 3, waits: [1000, 2000] });
  });

  test('end after a minute, at growing intervals', async () => {
    expect(await patient(Infinity)).toEqual({ looks: 7, waits: [1000, 2000, 4000, 8000, 15_000, 30_000] });
  });

  test('end when the budget has no room for the next wait, and there is always one', async () => {
    expect(await patient(Infinity, { jobBudgetMs: 2999 })).toEqual({ looks: 2, waits: [1000] });
    expect(await patient(Infinity, { jobBudgetMs: 0 })).toEqual({ looks: 1, waits: [] });
  });

  test('end when the run is stopped', async () => {
    const stopped = await patient(Infinity, {}, (look, outside) => {
      if (look === 2) outside.interrupt('SIGINT');
    });
    expect(stopped).toEqual({ looks: 2, waits: [1000] });
  });
});
