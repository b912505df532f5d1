import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withHoldsLock } from '../../../src/commands/hold/holds-lock.ts';
import { refusalOf } from '../../settings/refusal.ts';
import { temporaryFolder } from '../../settings/temporary.ts';

const NOW = new Date('2026-11-25T15:25:08.000Z');
const work = (): Promise<string> => Promise.resolve('done');

function clock(onSleep: () => Promise<void> = () => Promise.resolve()): {
  slept: number[];
  now: () => Date;
  sleep: (milliseconds: number) => Promise<void>;
} {
  const slept: number[] = [];
  return {
    slept,
    now: () => NOW,
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      return onSleep();
    },
  };
}

/** The lock of somebody else, so many milliseconds old. */
async function leaveLock(folder: string, age: number): Promise<void> {
  const path = join(folder, 'holds.lock');
  await writeFile(path, '');
  const at = new Date(NOW.getTime() - age);
  await utimes(path, at, at);
}

test('the lock is there while the work is done, and gone after it', async () => {
  const folder = await temporaryFolder();
  expect(await withHoldsLock(folder, clock(), () => readdir(folder))).toEqual(['holds.lock']);
  expect(await readdir(folder)).toEqual([]);
});

test('it is gone after work that failed too', async () => {
  const folder = await temporaryFolder();
  await expect(withHoldsLock(folder, clock(), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await readdir(folder)).toEqual([]);
});

test('the lock of another is waited for', async () => {
  const folder = await temporaryFolder();
  let free = (): void => undefined;
  const first = withHoldsLock(folder, clock(), () => new Promise<void>((resolve) => (free = resolve)));
  await expect.poll(() => readdir(folder)).toEqual(['holds.lock']);
  const outside = clock(async () => {
    free();
    await first;
  });
  expect(await withHoldsLock(folder, outside, work)).toBe('done');
  expect(outside.slept).toEqual([50]);
});

test('one that stays is an error after two seconds, and stays there', async () => {
  const folder = await temporaryFolder();
  await leaveLock(folder, 9_000);
  const outside = clock();
  const error = await refusalOf(() => withHoldsLock(folder, outside, work));
  expect(error).toMatchObject({ code: 'holds_locked', exitCode: 9 });
  expect(error.hint).toContain(join(folder, 'holds.lock'));
  expect(outside.slept.reduce((sum, each) => sum + each, 0)).toBe(2_000);
  expect(await readdir(folder)).toEqual(['holds.lock']);
});

test('one of ten seconds ago was left by a crash and is taken over', async () => {
  const folder = await temporaryFolder();
  await leaveLock(folder, 10_000);
  expect(await withHoldsLock(folder, clock(), work)).toBe('done');
  expect(await readdir(folder)).toEqual([]);
});
