import pMap from 'p-map';
import { expect, test } from 'vitest';
import { crashAndRunAgain, drawnCrashes, PLAIN, survey } from '../helpers/killed-runs.ts';
import { numberFrom } from './numbers.ts';

const CRASHES = numberFrom('SOAK_CRASHES', 500);
const SEED = numberFrom('SOAK_SEED', Date.now() % 2 ** 31);
const SIDE_BY_SIDE = 2;

test(`the next run does what was left after each of ${String(CRASHES)} crashes from seed ${String(SEED)}`, async () => {
  const normal = await survey(PLAIN);
  const crashes = drawnCrashes(CRASHES, SEED, normal);
  const wrong = await pMap(crashes, (crash) => crashAndRunAgain(crash, normal.effects), {
    concurrency: SIDE_BY_SIDE,
  });
  expect(wrong.flat()).toEqual([]);
});
