import { join } from 'node:path';
import { expect, test } from 'vitest';
import { place, store } from './place.ts';
import { DRY_RUN, PLAN, PLAN_FILE, RECONCILE, expectSilence, leaksOf, run } from './silence.ts';

test('what --verbose prints of an unexpected end has no secret', async () => {
  const at = await place();
  await store(at, { withAccessToken: true });
  const unwritable = PLAN.replace(PLAN_FILE, join(at.here.folder, 'settings.json', 'plan.json'));
  const ran = await run(at, unwritable);
  expect(ran.exitCode).toBe(1);
  expect(ran.stderr).toMatch(/^ {4}at /m);
  expect(await leaksOf(at, { plan: ran })).toEqual([]);
  at.env['TEAMSYNC_STATE_DIR'] = join(at.here.folder, 'settings.json');
  // A folder of state that is a file; how that ends is not what this is about.
  const exitCodes = await expectSilence(at, [DRY_RUN, RECONCILE]);
  for (const exitCode of Object.values(exitCodes)) expect(exitCode).toBeOneOf([1, 7]);
});
