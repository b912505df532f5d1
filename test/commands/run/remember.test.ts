import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ChangeResult } from '../../../src/apply/types.ts';
import { remember } from '../../../src/commands/run/remember.ts';
import type { Change } from '../../../src/plan/types.ts';
import type { RunReport } from '../../../src/render/report.ts';
import { readMemory, writeMemory } from '../../../src/state/memory.ts';
import { deprovision, idOf, planWith, provision, suspend, unsuspend } from '../../helpers/changes.ts';
import { reportOf } from '../../helpers/report.ts';
import { temporaryFolder } from '../../settings/temporary.ts';

const TEAM = 'dbtid:1';

function applied(changes: Change[], status: 'applied' | 'failed' = 'applied'): RunReport {
  const result: ChangeResult =
    status === 'applied' ? { status, error: null } : { status, error: { code: 'tag', message: 'Refused.' } };
  const results = new Map(changes.map(({ id }) => [id, result]));
  return reportOf(planWith(changes), { applied: { changes, results, verified: true, differences: [] } });
}

const remembered = async (folder: string) => {
  const { managed, suspendedByDeprovision } = await readMemory(folder, TEAM);
  return { managed: [...managed], suspendedByDeprovision: [...suspendedByDeprovision] };
};

const suspended = new Set(['a', 'b', 'c'].map((name) => idOf(`${name}@x.org`)));
const WHOLE = { whole: true, suspended };
const SOME = { whole: false, suspended };

const naming = (...named: string[]) => planWith([], { named });

test('whom the roster named is remembered, in the plan and in the one made after it', async () => {
  const folder = await temporaryFolder();
  await remember(folder, reportOf(), [naming('a'), naming('a', 'b')], WHOLE);
  expect((await remembered(folder)).managed).toEqual(['a', 'b']);
  await remember(folder, reportOf(), [naming('c')], WHOLE);
  expect((await remembered(folder)).managed).toEqual(['a', 'b', 'c']);
});

test('a run that looked at a few people only names nobody', async () => {
  const folder = await temporaryFolder();
  await remember(folder, reportOf(), [naming('a')], SOME);
  expect(await readdir(folder)).toEqual([]);
});

test('whom a deprovision suspended is remembered until they are back or removed', async () => {
  const folder = await temporaryFolder();
  const leavers = [
    deprovision('a@x.org', { method: 'suspend' }),
    deprovision('b@x.org', { method: 'suspend' }),
    deprovision('c@x.org', { method: 'suspend' }),
  ];
  await remember(folder, applied(leavers), [], SOME);
  expect((await remembered(folder)).suspendedByDeprovision).toEqual(
    ['a@x.org', 'b@x.org', 'c@x.org'].map(idOf),
  );
  await remember(folder, applied([unsuspend('a@x.org'), deprovision('b@x.org')]), [], WHOLE);
  expect((await remembered(folder)).suspendedByDeprovision).toEqual([idOf('c@x.org')]);
});

test('only what was applied is remembered, and only deprovisions suspend in this sense', async () => {
  const folder = await temporaryFolder();
  await remember(folder, applied([deprovision('a@x.org', { method: 'suspend' })], 'failed'), [], WHOLE);
  await remember(folder, applied([suspend('b@x.org'), provision('c@x.org')]), [], WHOLE);
  expect(await readdir(folder)).toEqual([]);
  await writeMemory(folder, TEAM, { managed: new Set(), suspendedByDeprovision: new Set([idOf('a@x.org')]) });
  await remember(folder, applied([unsuspend('a@x.org')], 'failed'), [], WHOLE);
  expect((await remembered(folder)).suspendedByDeprovision).toEqual([idOf('a@x.org')]);
});

test('one who goes while another comes is a change, although their number stays the same', async () => {
  const folder = await temporaryFolder();
  await writeMemory(folder, TEAM, { managed: new Set(), suspendedByDeprovision: new Set([idOf('a@x.org')]) });
  await remember(
    folder,
    applied([unsuspend('a@x.org'), deprovision('b@x.org', { method: 'suspend' })]),
    [],
    WHOLE,
  );
  expect((await remembered(folder)).suspendedByDeprovision).toEqual([idOf('b@x.org')]);
});

test('a run that brings nothing new leaves the file alone', async () => {
  const folder = await temporaryFolder();
  await remember(folder, reportOf(), [naming('a')], WHOLE);
  const [team = ''] = await readdir(join(folder, 'teams'));
  const path = join(folder, 'teams', team, 'memory.json');
  const { ino } = await stat(path);
  await remember(folder, reportOf(), [naming('a')], WHOLE);
  expect((await stat(path)).ino).toBe(ino);
});

test('whoever was back without our doing is forgotten, so that a later suspension by hand is left alone', async () => {
  const folder = await temporaryFolder();
  await writeMemory(folder, TEAM, { managed: new Set(), suspendedByDeprovision: new Set([idOf('a@x.org')]) });
  await remember(folder, reportOf(), [], { whole: true, suspended: new Set() });
  expect((await remembered(folder)).suspendedByDeprovision).toEqual([]);
});
