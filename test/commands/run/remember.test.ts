import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { remember } from '../../../src/commands/run/remember.ts';
import type { Change } from '../../../src/plan/change.ts';
import type { Deeds } from '../../../src/plan/remember.ts';
import type { Remembered } from '../../../src/plan/types.ts';
import { readMemory, writeMemory } from '../../../src/state/memory.ts';
import { deprovision, idOf, provision, suspend, unsuspend } from '../../helpers/changes.ts';
import { NOTHING_REMEMBERED } from '../../helpers/memory.ts';
import { member, NOW } from '../../helpers/team-builder.ts';
import { temporaryFolder } from '../../settings/temporary.ts';

const TEAM = 'dbtid:1';
const suspended = ['a', 'b', 'c'].map((name) => member({ email: `${name}@x.org`, status: 'suspended' }));

type Work = Partial<Deeds & { looked: boolean }>;

/** What is remembered in a folder after a run that did this. */
async function after(folder: string, work: Work): Promise<Remembered> {
  await remember(folder, TEAM, {
    changes: [],
    people: [],
    members: suspended,
    named: [],
    passed: [],
    looked: true,
    now: NOW,
    ...work,
  });
  return readMemory(folder, TEAM);
}

async function folderWith(memory: Partial<Remembered>): Promise<string> {
  const folder = await temporaryFolder();
  await writeMemory(folder, TEAM, { ...NOTHING_REMEMBERED, ...memory });
  return folder;
}

const applied = (...changes: Change[]): Deeds['changes'] =>
  changes.map((change) => ({ change, status: 'applied', error: null }));
const failed = (...changes: Change[]): Deeds['changes'] =>
  changes.map((change) => ({ change, status: 'failed', error: { code: 'tag' } }));
const ids = (...names: string[]): Set<string> => new Set(names.map((name) => idOf(`${name}@x.org`)));

test('whom a roster named is remembered, beside those whom earlier ones named', async () => {
  const folder = await temporaryFolder();
  expect((await after(folder, { named: ['a', 'b'] })).managed).toEqual(new Set(['a', 'b']));
  expect((await after(folder, { named: ['c'] })).managed).toEqual(new Set(['a', 'b', 'c']));
});

test('whom a deprovision suspended is remembered until they are back or removed', async () => {
  const folder = await temporaryFolder();
  const leavers = ['a', 'b', 'c'].map((name) => deprovision(`${name}@x.org`, { method: 'suspend' }));
  const there = await after(folder, { changes: applied(...leavers) });
  expect(there.suspendedByDeprovision).toEqual(ids('a', 'b', 'c'));
  const { suspendedByDeprovision } = await after(folder, {
    changes: applied(unsuspend('a@x.org'), deprovision('b@x.org')),
  });
  expect(suspendedByDeprovision).toEqual(ids('c'));
});

test('only what was applied is remembered, and only deprovisions suspend in this sense', async () => {
  const folder = await folderWith({ suspendedByDeprovision: ids('a') });
  const { suspendedByDeprovision } = await after(folder, {
    changes: [
      ...failed(deprovision('b@x.org', { method: 'suspend' }), unsuspend('a@x.org')),
      ...applied(suspend('c@x.org'), provision('d@x.org')),
    ],
  });
  expect(suspendedByDeprovision).toEqual(ids('a'));
});

test('one who goes while another comes is a change, although their number stays the same', async () => {
  const folder = await folderWith({ suspendedByDeprovision: ids('a') });
  const changes = applied(unsuspend('a@x.org'), deprovision('b@x.org', { method: 'suspend' }));
  expect((await after(folder, { changes })).suspendedByDeprovision).toEqual(ids('b'));
});

test('whoever was back without our doing is forgotten, so that a later suspension by hand is left alone', async () => {
  const folder = await folderWith({ suspendedByDeprovision: ids('a') });
  expect((await after(folder, { members: [] })).suspendedByDeprovision).toEqual(new Set());
});

test('a run that brings nothing new leaves the file alone', async () => {
  const folder = await temporaryFolder();
  await after(folder, { named: ['a'] });
  const [team = ''] = await readdir(join(folder, 'teams'));
  const path = join(folder, 'teams', team, 'memory.json');
  const { ino } = await stat(path);
  await after(folder, { named: ['a'] });
  expect((await stat(path)).ino).toBe(ino);
});

describe('a team', () => {
  const passed = [{ memberId: idOf('a@x.org'), afterDays: 3 }];

  test('is known after a run that looked at the invitations of a whole roster', async () => {
    const { known, reminded } = await after(await temporaryFolder(), { passed });
    expect([known, [...reminded]]).toEqual([true, [[idOf('a@x.org'), 3]]]);
  });

  test('is none after any other run, which writes nothing when it did nothing', async () => {
    const folder = await temporaryFolder();
    expect((await after(folder, { looked: false })).known).toBe(false);
    expect(await readdir(folder)).toEqual([]);
    const changes = applied(deprovision('a@x.org', { method: 'suspend' }));
    const { known, suspendedByDeprovision } = await after(folder, { looked: false, changes });
    expect([known, suspendedByDeprovision]).toEqual([false, ids('a')]);
  });

  test('that is known stays so', async () => {
    expect((await after(await folderWith({}), { looked: false })).known).toBe(true);
  });
});
