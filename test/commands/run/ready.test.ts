import { describe, expect, test } from 'vitest';
import { makeReady } from '../../../src/commands/run/ready.ts';
import type { RunOptions } from '../../../src/commands/run/options.ts';
import type { OwnPlan, Wishes } from '../../../src/commands/run/wishes.ts';
import { StalePlanError, UnavailableError } from '../../../src/errors.ts';
import { keptShape, writeMemory } from '../../../src/state/memory.ts';
import { idOf } from '../../helpers/changes.ts';
import { contextWith } from '../../helpers/context.ts';
import { FakeTeam } from '../../helpers/fake-team.ts';
import { NOTHING_REMEMBERED } from '../../helpers/memory.ts';
import { planFile } from '../../helpers/plan-file.ts';
import { inSync } from '../../helpers/team-builder.ts';
import { refusalOf } from '../../settings/refusal.ts';
import { temporaryFolder } from '../../settings/temporary.ts';
import { intent } from '../../state/records.ts';
import { leaveRun } from '../../state/run-values.ts';
import { outsideIn } from './conducted.ts';
import { wishesOf } from './wishes-of.ts';

const TEAM = 'dbtid:1';
const world = inSync(3);
const OPTIONS: RunOptions = {
  dryRun: false,
  yes: true,
  detailedExitcode: false,
  concurrency: 4,
  retryBudget: 0,
  wait: 0,
};

async function readied(
  folder: string,
  wishes: Partial<Wishes> = {},
  options: Partial<RunOptions> = {},
  team = new FakeTeam({}, world.actual()),
) {
  const connection = {
    reader: team,
    writer: team,
    login: null,
    requests: () => ({ total: 0, retries: 0, byRoute: {} }),
    warnings: [],
    close: () => Promise.resolve(),
  };
  const context = contextWith({}, outsideIn(folder));
  const ready = await makeReady(
    context,
    wishesOf(world, wishes),
    { ...OPTIONS, ...options },
    connection,
    'run-2',
  );
  await ready.release();
  return { ready, team };
}

test('as much of the team is read as the wishes need', async () => {
  const extent = { groups: 'required', roles: true } as const;
  const { team } = await readied(await temporaryFolder(), { extent });
  expect(team.calls.map(({ method, argument }) => [method, argument])).toEqual([['readTeam', extent]]);
});

describe('a run that was cut off before', () => {
  const records = [intent(0, ['p1@example.com'])];

  test('is settled by the next one that changes something, which then reads anew', async () => {
    const folder = await temporaryFolder();
    await leaveRun(folder, 'run-1', { teamId: TEAM, records });
    const { ready, team } = await readied(folder);
    expect(ready.warnings.map(({ code }) => code)).toEqual(['run_settled']);
    expect(team.log).toEqual(['readTeam', 'readTeam']);
    expect((await readied(folder)).ready.warnings).toEqual([]);
  });

  test('is only told about by a dry run', async () => {
    const folder = await temporaryFolder();
    await leaveRun(folder, 'run-1', { teamId: TEAM, records });
    for (let time = 0; time < 2; time += 1) {
      const { ready, team } = await readied(folder, {}, { dryRun: true });
      expect(ready.warnings.map(({ code }) => code)).toEqual(['run_unfinished']);
      expect(team.log).toEqual(['readTeam']);
    }
  });
});

test('a run that waited for another one reads the team anew', async () => {
  const { team } = await readied(await temporaryFolder(), {}, { wait: 1000 });
  expect(team.log).toEqual(['readTeam', 'readTeam']);
});

describe('what is remembered', () => {
  const now = {
    ...NOTHING_REMEMBERED,
    managed: new Set(['dbmid:now']),
    reminded: new Map([
      [idOf('p1@example.com'), 7],
      [idOf('p2@example.com'), 3],
    ]),
    cancelled: new Map([['cy@example.com', 'new']]),
  };
  const then = {
    ...NOTHING_REMEMBERED,
    managed: new Set(['dbmid:then']),
    reminded: new Map([
      [idOf('p1@example.com'), 3],
      [idOf('p3@example.com'), 3],
    ]),
    cancelled: new Map([
      ['cy@example.com', 'old'],
      ['di@example.com', 'old'],
    ]),
  };

  test('is what a roster is planned with', async () => {
    const folder = await temporaryFolder();
    await writeMemory(folder, TEAM, now);
    expect((await readied(folder)).ready.memory).toEqual(now);
  });

  test('comes with a plan file, but what was sent since is not forgotten', async () => {
    const folder = await temporaryFolder();
    await writeMemory(folder, TEAM, now);
    const agreed = planFile({ memory: keptShape(then) });
    const { memory } = (await readied(folder, { agreed })).ready;
    expect(memory.managed).toEqual(then.managed);
    expect(Object.fromEntries(memory.reminded)).toEqual({
      [idOf('p1@example.com')]: 7,
      [idOf('p2@example.com')]: 3,
      [idOf('p3@example.com')]: 3,
    });
    expect(Object.fromEntries(memory.cancelled)).toEqual({
      'cy@example.com': 'new',
      'di@example.com': 'old',
    });
  });
});

describe('another team', () => {
  test('than that of a plan file is refused before anything is locked', async () => {
    const agreed = planFile({ team: { id: 'dbtid:2', name: 'Other' } });
    expect(await refusalOf(async () => readied(await temporaryFolder(), { agreed }))).toMatchObject({
      code: 'plan_of_another_team',
    });
  });

  test('than wishes of their own are for is refused by them', async () => {
    const own: OwnPlan = {
      command: 'undo',
      check: () => {
        throw new StalePlanError('run_of_another_team', 'Another one.');
      },
      planner: () => Promise.reject(new Error('nobody plans')),
      telling: () => ({ source: { label: '', text: '' }, first: { heading: '', items: [] }, nothing: '' }),
    };
    expect(await refusalOf(async () => readied(await temporaryFolder(), { own }))).toMatchObject({
      code: 'run_of_another_team',
    });
  });
});

test('a run that cannot get ready lets go of the team', async () => {
  const folder = await temporaryFolder();
  const team = new FakeTeam({}, world.actual());
  team.onCall = () => {
    // The second reading is the one under the lock.
    if (team.log.length === 2) team.readErrors.push(new UnavailableError('dropbox_unavailable', 'Down.'));
  };
  expect(await refusalOf(() => readied(folder, {}, { wait: 1000 }, team))).toMatchObject({ exitCode: 8 });
  expect((await readied(folder)).ready.warnings).toEqual([]);
});
