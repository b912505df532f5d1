import { existsSync } from 'node:fs';
import { readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withProfileLock } from '../../src/settings/profile-lock.ts';
import { refusalOf } from './refusal.ts';
import { temporaryFolder } from './temporary.ts';

/** Time that passes only when somebody sleeps, and in which something may happen. */
function fakeSleep(meanwhile: (slept: number) => Promise<void> = () => Promise.resolve()) {
  const time = {
    slept: 0,
    sleep: async (milliseconds: number): Promise<void> => {
      time.slept += milliseconds;
      await meanwhile(time.slept);
    },
  };
  return time;
}

async function heldLock(): Promise<{ path: string; lock: string }> {
  const path = join(await temporaryFolder(), 'default.json');
  await writeFile(`${path}.lock`, '');
  return { path, lock: `${path}.lock` };
}

test('the work runs under the lock, and nothing is left of it', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'default.json');
  expect(await withProfileLock(path, () => existsSync(`${path}.lock`))).toBe(true);
  expect(await readdir(folder)).toEqual([]);
});

test('work that throws gives the lock back', async () => {
  const folder = await temporaryFolder();
  const fail = (): never => {
    throw new Error('fault');
  };
  await expect(withProfileLock(join(folder, 'default.json'), fail)).rejects.toThrow('fault');
  expect(await readdir(folder)).toEqual([]);
});

test('a lock that another process has is waited for', async () => {
  const { path, lock } = await heldLock();
  const time = fakeSleep((slept) => (slept === 1000 ? rm(lock) : Promise.resolve()));
  expect(await withProfileLock(path, () => 'done', time.sleep)).toBe('done');
  expect(time.slept).toBe(1000);
});

test('a lock that a crash left behind is taken over after 5 seconds', async () => {
  const { path, lock } = await heldLock();
  const time = fakeSleep();
  expect(await withProfileLock(path, () => 'done', time.sleep)).toBe('done');
  expect(time.slept).toBeGreaterThanOrEqual(5000);
  expect(time.slept).toBeLessThan(6000);
  expect(existsSync(lock)).toBe(false);
});

test('a queue of living writers is not taken for a crash; patience ends with what to do', async () => {
  const { path, lock } = await heldLock();
  const next = async (): Promise<void> => {
    await writeFile(`${lock}.next`, '');
    await rename(`${lock}.next`, lock);
  };
  const time = fakeSleep((slept) => (slept % 1000 === 0 ? next() : Promise.resolve()));
  const error = await refusalOf(() => withProfileLock(path, () => 'done', time.sleep));
  expect(error).toMatchObject({ code: 'config_locked', exitCode: 9 });
  expect(error.message).toContain(path);
  expect(error.hint).toContain(lock);
  expect(time.slept).toBe(20_000);
  expect(existsSync(lock)).toBe(true);
});

test('a lock that leads nowhere is waited for like any other', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'default.json');
  await symlink(join(folder, 'nowhere'), `${path}.lock`);
  const time = fakeSleep((slept) => (slept === 100 ? rm(`${path}.lock`) : Promise.resolve()));
  expect(await withProfileLock(path, () => 'done', time.sleep)).toBe('done');
});

test('a folder that is not there is an error of the system', async () => {
  const path = join(await temporaryFolder(), 'missing', 'default.json');
  await expect(withProfileLock(path, () => 'done')).rejects.toThrow('ENOENT');
});
