import { test } from 'vitest';
import { checkSchedules } from '../helpers/schedules.ts';
import { numberFrom } from './numbers.ts';

const SCHEDULES = numberFrom('SOAK_SCHEDULES', 100_000);
const SEED = numberFrom('SOAK_SEED', Date.now() % 2 ** 31);

test(`a run tells the truth and good weather finishes it in ${String(SCHEDULES)} schedules from seed ${String(SEED)}`, async () => {
  await checkSchedules(SCHEDULES, SEED);
});
