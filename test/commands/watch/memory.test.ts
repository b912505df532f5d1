import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { done, type Surroundings } from '../../../src/commands/context.ts';
import { runWatch } from '../../../src/commands/watch/watch.ts';
import { contextWith, outsideWith } from '../../helpers/context.ts';
import { temporaryFolder } from '../../settings/temporary.ts';

const ROUNDS = 20;
const MINUTE = 60_000;

/** Takes away everything that nobody holds. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
}

test('nothing of a run is kept once the next one has ended', async () => {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, 'roster.csv'), 'email\n');
  const controller = new AbortController();
  let now = 0;
  const outside = outsideWith({
    cwd,
    signal: controller.signal,
    monotonic: () => now,
    async sleep(milliseconds) {
      await turn();
      now += milliseconds;
    },
  });
  const kept: WeakRef<object>[] = [];
  const once = ({ outside: inside }: { outside: Surroundings }) => {
    const data = { listing: new Array<string>(10_000).fill('ana@example.com') };
    inside.signal.addEventListener('abort', () => data.listing.length);
    kept.push(new WeakRef(data), new WeakRef(inside.signal));
    if (kept.length >= 2 * ROUNDS) controller.abort('SIGTERM');
    return Promise.resolve(done(data, ''));
  };
  await runWatch(contextWith({}, outside), { roster: 'roster.csv', every: MINUTE }, once);
  await turn();
  collectGarbage();
  expect(kept).toHaveLength(2 * ROUNDS);
  expect(kept.slice(0, -2).filter((each) => each.deref() !== undefined)).toEqual([]);
});
