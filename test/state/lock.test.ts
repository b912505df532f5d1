import { spawn } from 'node:child_process';
import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { acquireLock, type Lock, type LockRequest } from '../../src/state/lock.ts';
import { processIdentity } from '../../src/state/process-identity.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';
import { leaveLock, lockRequest, NOW } from './lock-request.ts';

const MINUTE = 60_000;
const before = (ms: number): Date => new Date(NOW.getTime() - ms);

async function age(path: string, ms: number): Promise<void> {
  await utimes(path, before(ms), before(ms));
}

test('a free lock is taken and given back, for its owner alone', async () => {
  const folder = join(await temporaryFolder(), 'teams', 'one');
  const lock = await acquireLock(lockRequest(folder, { nonce: 'mine' }));
  expect(lock.warnings).toEqual([]);
  expect((await stat(join(folder, 'lock'))).mode & 0o777).toBe(0o600);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8'))).toEqual({
    pid: 100,
    host: 'here',
    command: 'teamsync reconcile roster.csv',
    bootId: 'boot-2',
    processStart: '5000',
    nonce: 'mine',
    since: NOW.toISOString(),
  });
  await lock.release();
  expect(await readdir(folder)).toEqual([]);
});

test('a held lock is refused with who holds it and since when', async () => {
  const folder = await temporaryFolder();
  await acquireLock(lockRequest(folder));
  const error = await refusalOf(() => acquireLock(lockRequest(folder)));
  expect(error).toMatchObject({
    code: 'locked',
    exitCode: 9,
    details: {
      path: join(folder, 'lock'),
      pid: 100,
      host: 'here',
      command: 'teamsync reconcile roster.csv',
      since: NOW.toISOString(),
    },
  });
  for (const fact of ['100', 'here', 'teamsync reconcile roster.csv', NOW.toISOString()]) {
    expect(error.message).toContain(fact);
  }
  expect(error.hint).toContain('--wait 10m');
});

describe('waiting', () => {
  function clock(onSleep: (sleeps: number[]) => unknown): Partial<LockRequest> & { sleeps: number[] } {
    const sleeps: number[] = [];
    let elapsed = 0;
    return {
      sleeps,
      monotonic: () => elapsed,
      sleep: async (ms) => {
        sleeps.push(ms);
        elapsed += ms;
        await onSleep(sleeps);
      },
    };
  }

  test('tries at growing intervals of at most a second, and a last time when the time is over', async () => {
    const folder = await temporaryFolder();
    await acquireLock(lockRequest(folder));
    const time = clock(() => null);
    const error = await refusalOf(() => acquireLock(lockRequest(folder, { ...time, waitMs: 4_000 })));
    expect(error.code).toBe('locked');
    expect(time.sleeps).toEqual([50, 100, 200, 400, 800, 1_000, 1_000, 450]);
  });

  test('ends as soon as the lock is free', async () => {
    const folder = await temporaryFolder();
    const first = await acquireLock(lockRequest(folder));
    const time = clock((sleeps) => (sleeps.length === 3 ? first.release() : null));
    const second = await acquireLock(lockRequest(folder, { ...time, waitMs: 4_000 }));
    expect(second.warnings).toEqual([]);
    expect(time.sleeps).toEqual([50, 100, 200]);
  });

  test('ends with an interrupt', async () => {
    const folder = await temporaryFolder();
    await acquireLock(lockRequest(folder));
    const controller = new AbortController();
    const time = clock(() => {
      controller.abort('SIGTERM');
    });
    const error = await refusalOf(() =>
      acquireLock(lockRequest(folder, { ...time, waitMs: 4_000, signal: controller.signal })),
    );
    expect(error).toMatchObject({ code: 'interrupted', exitCode: 143 });
    expect(time.sleeps).toHaveLength(1);
  });
});

describe('on the same machine', () => {
  test.each([
    ['whose process is gone', {}, {}, /no such process/],
    ['whose number another process has', {}, { 90: { processStart: '4999' } }, /another process/],
    ['from before a restart', { bootId: 'boot-1' }, { 90: { processStart: '4000' } }, /restarted/],
  ])('a lock %s is taken over, and a warning says so', async (_what, left, processes, reason) => {
    const folder = await temporaryFolder();
    const path = await leaveLock(folder, left);
    const lock = await acquireLock(lockRequest(folder, { nonce: 'mine' }, processes));
    expect(lock.warnings).toHaveLength(1);
    expect(lock.warnings[0]).toMatchObject({ code: 'stale_lock' });
    for (const fact of [/process 90 on here/, /teamsync apply plan\.json/, /2026-11-25T15:00:00/, reason]) {
      expect(lock.warnings[0]?.message).toMatch(fact);
    }
    expect(await readFile(path, 'utf8')).toContain('"mine"');
    expect(await readdir(folder)).toEqual(['lock']);
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  test.each([
    ['lives', {}, { 90: { processStart: '4000' } }],
    ['lives, and nobody tells since when', {}, { 90: {} }],
    ['lives, and the lock does not say since when', { processStart: null }, { 90: { processStart: '4999' } }],
    ['lives, and the lock does not say which start of the machine it was', { bootId: null }, { 90: {} }],
  ])('a lock whose process %s is held, however old it is', async (_what, left, processes) => {
    const folder = await temporaryFolder();
    await age(await leaveLock(folder, left), 100 * 24 * 60 * MINUTE);
    expect(await refusalOf(() => acquireLock(lockRequest(folder, {}, processes)))).toMatchObject({
      code: 'locked',
    });
  });

  test('a process that has just ended is gone', async () => {
    const folder = await temporaryFolder();
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    await once(child, 'spawn');
    const { pid = 0 } = child;
    const { processStart, bootId } = await processIdentity(pid);
    await leaveLock(folder, { pid, processStart, bootId });
    const us = await processIdentity(process.pid);
    const request = (): LockRequest =>
      lockRequest(folder, {
        identify: processIdentity,
        holder: { host: 'here', command: 'test', pid: process.pid, ...us },
      });
    expect(await refusalOf(() => acquireLock(request()))).toMatchObject({ code: 'locked' });
    child.stdin.end();
    await once(child, 'exit');
    expect((await acquireLock(request())).warnings[0]?.message).toContain('no such process');
  });
});

describe('of another machine', () => {
  test('a lock is held as long as that machine refreshes it, and the message says how long', async () => {
    const folder = await temporaryFolder();
    await age(await leaveLock(folder, { host: 'there' }), 59 * MINUTE);
    const error = await refusalOf(() => acquireLock(lockRequest(folder)));
    expect(error).toMatchObject({ code: 'locked', details: { host: 'there' } });
    expect(error.message).toContain('an hour');
    expect(error.hint).toContain(join(folder, 'lock'));
  });

  test('a lock that was not refreshed for an hour is taken over', async () => {
    const folder = await temporaryFolder();
    await age(await leaveLock(folder, { host: 'there' }), 60 * MINUTE);
    const { warnings } = await acquireLock(lockRequest(folder));
    expect(warnings[0]?.message).toMatch(/process 90 on there .*an hour/);
  });

  test('refreshing moves the hour', async () => {
    const folder = await temporaryFolder();
    let time = NOW;
    const lock = await acquireLock(lockRequest(folder, { now: () => time }));
    time = new Date(NOW.getTime() + 59 * MINUTE);
    await lock.refresh();
    const later = new Date(NOW.getTime() + 118 * MINUTE);
    const other = lockRequest(folder, {
      now: () => later,
      holder: { ...lockRequest(folder).holder, host: 'there' },
    });
    expect(await refusalOf(() => acquireLock(other))).toMatchObject({ code: 'locked' });
  });
});

describe('a lock file that says nothing', () => {
  test.each([
    ['empty', ''],
    ['half written', '{"pid":90,"ho'],
    ['of something else', '{"pid":"many"}'],
  ])('%s is held for ten seconds, then taken over', async (_what, text) => {
    const folder = await temporaryFolder();
    const path = join(folder, 'lock');
    await writeFile(path, text);
    await age(path, 9_999);
    const error = await refusalOf(() => acquireLock(lockRequest(folder)));
    expect(error).toMatchObject({ code: 'locked', details: { pid: null, host: null } });
    await age(path, 10_000);
    const { warnings } = await acquireLock(lockRequest(folder));
    expect(warnings[0]?.message).toContain('never written');
    expect(await readdir(folder)).toEqual(['lock']);
  });
});

describe('a lock that is no longer ours', () => {
  async function lostLock(): Promise<{ lock: Lock; path: string }> {
    const folder = await temporaryFolder();
    const lock = await acquireLock(lockRequest(folder));
    const path = await leaveLock(folder);
    await age(path, 5 * MINUTE);
    return { lock, path };
  }

  test('is not given back', async () => {
    const { lock, path } = await lostLock();
    await lock.release();
    expect(await readFile(path, 'utf8')).toContain('left-behind');
  });

  test('is not refreshed, and that is an error', async () => {
    const { lock, path } = await lostLock();
    expect(await refusalOf(() => lock.refresh())).toMatchObject({ code: 'lock_lost', exitCode: 9 });
    expect((await stat(path)).mtime).toEqual(before(5 * MINUTE));
  });

  test('may be gone altogether', async () => {
    const { lock, path } = await lostLock();
    await rm(path);
    await lock.release();
    expect(await refusalOf(() => lock.refresh())).toMatchObject({ code: 'lock_lost' });
  });
});
