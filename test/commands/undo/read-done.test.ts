import { describe, expect, test } from 'vitest';
import { keptPlan, readDone } from '../../../src/commands/undo/read-done.ts';
import type { Change } from '../../../src/plan/change.ts';
import type { NewRecord } from '../../../src/state/journal-records.ts';
import type { RunResult } from '../../../src/state/run-result.ts';
import { filesOfRun } from '../../../src/state/run-folder.ts';
import { writePlanFile } from '../../../src/state/plan-file.ts';
import { readRun, type StoredRun } from '../../../src/state/runs.ts';
import { appoint, HEIR, join, leave, transfer } from '../../apply/changes.ts';
import { deprovision, idOf, suspend } from '../../helpers/changes.ts';
import { groupIdOf } from '../../helpers/fake-reader.ts';
import { planFile } from '../../helpers/plan-file.ts';
import { refusalOf } from '../../settings/refusal.ts';
import { temporaryFolder } from '../../settings/temporary.ts';
import { answer, intent, result } from '../../state/records.ts';
import { leaveRun, resultChange, TEAM } from '../../state/run-values.ts';

interface Left {
  changes?: RunResult['changes'];
  records?: NewRecord[];
  plan?: readonly Change[];
}

/** A run that left a result with these changes, or only these records, and perhaps a plan. */
async function left({ changes, records = [], plan }: Left): Promise<StoredRun> {
  const state = await temporaryFolder();
  await leaveRun(state, 'run-1', { records, result: changes === undefined ? null : { changes } });
  if (plan !== undefined) {
    const content = planFile({ changes: plan.map((change) => ({ ...change })) });
    await writePlanFile(filesOfRun(state, TEAM, 'run-1').planFile, content);
  }
  return readRun(state, 'run-1');
}

const read = async (run: StoredRun): ReturnType<typeof readDone> => readDone(run, await keptPlan(run));

/** A change as the result of a run keeps it. */
function stored({
  id,
  action,
  email,
  memberId,
  before,
  after,
  options,
}: Change): RunResult['changes'][number] {
  return { ...resultChange(action, email), id, memberId, before, after, options };
}

const NO_OPTIONS = { method: null, wipeData: false, groupId: null, transferTo: null };

describe('what a run did', () => {
  test('is what was made, or of which nobody knows, in its order', async () => {
    const run = await left({
      changes: [
        resultChange('suspend', 'a@x.org'),
        resultChange('suspend', 'b@x.org', 'failed'),
        resultChange('suspend', 'c@x.org', 'unknown'),
        resultChange('suspend', 'd@x.org', 'skipped'),
      ],
    });
    const { changes, warnings } = await read(run);
    expect(changes.map(({ email }) => email)).toEqual(['a@x.org', 'c@x.org']);
    expect(warnings).toEqual([]);
  });

  test('keeps what groups, roles and files it was about', async () => {
    const made = [
      join('a@x.org', 'Engineering'),
      leave('a@x.org', 'Sales'),
      appoint('a@x.org'),
      transfer('b@x.org'),
    ];
    const { changes } = await read(await left({ changes: made.map(stored) }));
    expect(changes).toEqual([
      expect.objectContaining({
        action: 'group_add',
        after: { group: 'Engineering' },
        options: { ...NO_OPTIONS, groupId: groupIdOf('Engineering') },
      }),
      expect.objectContaining({ action: 'group_remove', before: { group: 'Sales' } }),
      expect.objectContaining({ action: 'set_role', before: { role: 'member' }, after: { role: 'Team' } }),
      expect.objectContaining({
        action: 'transfer',
        memberId: idOf('b@x.org'),
        options: { ...NO_OPTIONS, transferTo: HEIR.transferTo },
      }),
    ]);
  });

  test('of a removal keeps how it was made and who got the files', async () => {
    const removal = deprovision('a@x.org', { wipeData: true, ...HEIR });
    const { changes } = await read(await left({ changes: [stored(removal)] }));
    expect(changes[0]?.options).toEqual({
      ...NO_OPTIONS,
      method: 'remove',
      wipeData: true,
      transferTo: HEIR.transferTo,
    });
  });

  test('takes external ids from the plan where there is one', async () => {
    const removal = deprovision('a@x.org', {}, { externalId: 'E7' });
    const [planned, unplanned] = [
      await left({ changes: [stored(removal)], plan: [removal] }),
      await left({ changes: [stored(removal)] }),
    ];
    expect((await read(planned)).changes[0]?.externalId).toBe('E7');
    expect((await read(unplanned)).changes[0]?.externalId).toBeNull();
  });

  test.each([
    ['with an action of a later version', { action: 'merge' }],
    ['whose facts are none', { after: { status: 'elsewhere' } }],
    ['with a method that nobody knows', { options: { method: 'archive' } }],
  ])('that is a change %s is warned of', async (_what, fields) => {
    const odd = { ...resultChange('deprovision', 'a@x.org'), ...fields };
    const { changes, warnings } = await read(await left({ changes: [odd] }));
    expect(changes).toEqual([]);
    expect(warnings).toEqual([
      {
        code: 'cannot_be_undone',
        message: 'deprovision:a@x.org: this teamsync does not know how to take this change back.',
      },
    ]);
  });
});

describe('a run without a result', () => {
  const [one, two] = [suspend('a@x.org'), suspend('b@x.org')];
  const records = [
    intent(0, ['a@x.org']),
    answer(0, [result(one.id, 'failed')]),
    intent(1, ['b@x.org', 'unplanned@x.org']),
  ];

  test('is read from its journal: what was not answered is not known', async () => {
    const { changes } = await read(await left({ records, plan: [one, two] }));
    expect(changes.map(({ email }) => email)).toEqual(['b@x.org']);
  });

  test('and without its plan is refused, unless it sent nothing', async () => {
    expect(await refusalOf(async () => read(await left({ records })))).toMatchObject({
      code: 'run_unreadable',
      exitCode: 7,
    });
    expect(await read(await left({}))).toEqual({ changes: [], warnings: [] });
  });
});

test('a plan that was not kept, or cannot be read any more, is none', async () => {
  expect(await keptPlan(await left({}))).toBeNull();
  expect((await keptPlan(await left({ plan: [] })))?.changes).toEqual([]);
});
