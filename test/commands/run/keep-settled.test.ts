import { expect, test } from 'vitest';
import { keepSettled, type Became } from '../../../src/commands/run/keep-settled.ts';
import { readRun } from '../../../src/state/runs.ts';
import { unfinishedRuns } from '../../../src/state/unfinished-runs.ts';
import { join } from '../../apply/changes.ts';
import { suspend } from '../../helpers/changes.ts';
import { temporaryFolder } from '../../settings/temporary.ts';
import { leaveRun, TEAM } from '../../state/run-values.ts';

test('a run that was killed has a result like any other, by what became of each change', async () => {
  const state = await temporaryFolder();
  await leaveRun(state, 'run-1');
  const [run] = await unfinishedRuns(state, TEAM);
  if (run === undefined) throw new Error('the run has ended');
  const [one, two, three] = [suspend('a@x.org'), join('b@x.org', 'Engineering'), join('c@x.org', 'Sales')];
  const changes = new Map([one, two, three].map((change) => [change.id, change]));
  const lost = { code: 'lost', message: 'Lost.' };
  await keepSettled(
    run,
    changes,
    new Map<string, Became>([
      [one.id, { status: 'applied', error: null }],
      [two.id, { status: 'unknown', error: lost }],
    ]),
  );
  const { result } = await readRun(state, 'run-1');
  expect(result).toMatchObject({
    command: 'reconcile',
    exitCode: 137,
    outcome: 'crashed',
    whole: false,
    summary: { suspend: 1, groupAdd: 2, applied: 1, failed: 0, skipped: 1, unknown: 1 },
  });
  expect(result?.changes.map(({ id, status, error }) => [id, status, error?.code])).toEqual([
    [one.id, 'applied', undefined],
    [two.id, 'unknown', 'lost'],
    [three.id, 'skipped', 'run_cut_off'],
  ]);
});
