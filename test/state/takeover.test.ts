import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TeamsyncError } from '../../src/errors.ts';
import { readLockFile, type Judge, type LockOwner } from '../../src/state/lock-file.ts';
import { acquireLock, type LockRequest } from '../../src/state/lock.ts';
import { claimTakeover, sweepTakeovers } from '../../src/state/takeover.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';
import { leaveLock, lockRequest, NOW } from './lock-request.ts';

const RACERS = 8;
const ROUNDS = 20;

/** Everybody at once; who got the lock, by nonce. */
async function race(requests: readonly LockRequest[]): Promise<string[]> {
  const ends = await Promise.allSettled(requests.map((request) => acquireLock(request)));
  return ends.flatMap((end, index) => {
    if (end.status === 'fulfilled') return [requests[index]?.nonce ?? ''];
    expect(end.reason).toBeInstanceOf(TeamsyncError);
    expect(end.reason).toMatchObject({ code: 'locked' });
    return [];
  });
}

/** Eight that reach every step at other moments in each round. */
function racers(folder: string, round: number): LockRequest[] {
  return Array.from({ length: RACERS }, (_, racer) => {
    const request = lockRequest(folder);
    const identify: LockRequest['identify'] = async (pid) => {
      for (let turns = (racer * (round + 1)) % 11; turns > 0; turns -= 1) await nextTurn();
      return request.identify(pid);
    };
    return { ...request, identify };
  });
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('of eight that find a stale lock at once exactly one gets it, every time', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = await temporaryFolder();
    const path = await leaveLock(folder);
    const owners = await race(racers(folder, round));
    expect(owners).toHaveLength(1);
    expect(await readFile(path, 'utf8')).toContain(`"${owners[0] ?? ''}"`);
    expect(await readdir(folder)).toEqual(['lock']);
  }
});

test('of eight that find a stale lock and a takeover of it that died exactly one gets it, every time', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = await temporaryFolder();
    await leaveLock(folder);
    await dieInTakeover(folder, 'dead-1');
    await dieInTakeover(folder, 'dead-2');
    expect(await readdir(folder)).toHaveLength(3);
    expect(await race(racers(folder, round))).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['lock']);
  }
});

test('of eight that find no lock exactly one gets it, every time', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = await temporaryFolder();
    expect(await race(racers(folder, round))).toHaveLength(1);
  }
});

test('whoever waits gets the lock after the others, one at a time', async () => {
  const folder = await temporaryFolder();
  await leaveLock(folder);
  let holding = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    const lock = await acquireLock(lockRequest(folder, { sleep: nextTurn, waitMs: 1 }));
    holding += 1;
    most = Math.max(most, holding);
    await nextTurn();
    holding -= 1;
    await lock.release();
  };
  await Promise.all(Array.from({ length: RACERS }, work));
  expect(most).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

test('while somebody who lives takes a lock over, the others are told who', async () => {
  const folder = await temporaryFolder();
  await leaveLock(folder);
  const claim = await claimAs(folder, { pid: 100, processStart: '5000', nonce: 'first' });
  expect(claim.kind).toBe('mine');
  const error = await refusalOf(() => acquireLock(lockRequest(folder)));
  expect(error).toMatchObject({ code: 'locked', details: { pid: 100 } });
  if (claim.kind === 'mine') await claim.giveBack();
  expect((await acquireLock(lockRequest(folder))).warnings).toHaveLength(1);
});

test('a right to a lock that was replaced meanwhile is worth nothing', async () => {
  const folder = await temporaryFolder();
  await leaveLock(folder);
  const winner = lockRequest(folder, { nonce: 'winner' });
  const late = lockRequest(folder, {
    // Looks at the stale lock, is held up, and goes on when another run has replaced it and tidied up.
    identify: async (pid) => {
      if (pid === 90) await acquireLock(winner);
      return { exists: pid === 100, processStart: null, bootId: null };
    },
  });
  const error = await refusalOf(() => acquireLock(late));
  expect(error).toMatchObject({ code: 'locked', details: { pid: 100 } });
  expect(await readFile(join(folder, 'lock'), 'utf8')).toContain('"winner"');
  expect(await readdir(folder)).toEqual(['lock']);
});

test('sweeping touches nothing but what takeovers left', async () => {
  const folder = await temporaryFolder();
  await leaveLock(folder);
  await dieInTakeover(folder, 'dead');
  await leaveLock(folder, {}, 'memory.json');
  await sweepTakeovers(folder);
  expect((await readdir(folder)).sort()).toEqual(['lock', 'memory.json']);
});

async function dieInTakeover(folder: string, nonce: string): Promise<void> {
  expect(await claimAs(folder, { pid: 91, processStart: '4500', nonce })).toMatchObject({ kind: 'mine' });
}

async function claimAs(
  folder: string,
  who: Pick<LockOwner, 'pid' | 'processStart' | 'nonce'>,
): ReturnType<typeof claimTakeover> {
  const found = await readLockFile(join(folder, 'lock'));
  if (found === null) throw new Error('there is no lock');
  const { holder, identify } = lockRequest(folder);
  const judge: Judge = { ...holder, identify, now: () => NOW };
  return claimTakeover(folder, found, { ...holder, since: NOW.toISOString(), ...who }, judge);
}
