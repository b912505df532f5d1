import { rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT, InterruptedError, TeamsyncError, type Warning } from '../errors.ts';
import {
  createLockFile,
  describeOwner,
  readLockFile,
  reasonItIsStale,
  type Judge,
  type LockOwner,
} from './lock-file.ts';
import type { IdentifyProcess } from './process-identity.ts';
import { claimTakeover, sweepTakeovers } from './takeover.ts';

/** The name of a lock in the folder of its team. */
export const LOCK_FILE = 'lock';
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/** Files come and go while others start and end; more often than this in a row is a busy lock. */
const LOOKS_PER_TRY = 20;

export interface LockRequest {
  /** The team's folder. */
  folder: string;
  holder: { pid: number; host: string; command: string; bootId: string | null; processStart: string | null };
  /** Tells this run from every other one. */
  nonce: string;
  identify: IdentifyProcess;
  now: () => Date;
  /** Milliseconds on a clock that never jumps. */
  monotonic: () => number;
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** How long to wait for a busy lock; 0 tries once. */
  waitMs: number;
  signal: AbortSignal;
}

/** A lock that this run holds. */
export interface Lock {
  /** Says so when the lock was taken over from a run that is gone. */
  warnings: Warning[];
  /** To be called every few minutes, so that other machines see that the run lives. Throws `lock_lost` (exit 9) when it is no longer ours. */
  refresh(): Promise<void>;
  /** Gives the lock back; does nothing when it is no longer ours. */
  release(): Promise<void>;
}

type Attempt = { kind: 'owned'; warnings: Warning[] } | { kind: 'busy'; owner: LockOwner | null };
type Look = Attempt | { kind: 'changed' };

/**
 * Takes the lock of a team, which one run holds at a time. One whose run is certainly gone is taken over with the warning
 * `stale_lock`. Throws `locked` (exit 9) when it is still busy after `waitMs`, and an `InterruptedError` when `signal`
 * is aborted before.
 */
export async function acquireLock(request: LockRequest): Promise<Lock> {
  const deadline = request.monotonic() + request.waitMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    if (request.signal.aborted) throw interrupted(request.signal);
    const attempt = await attemptLock(request);
    if (attempt.kind === 'owned') return lockOf(request, attempt.warnings);
    const left = deadline - request.monotonic();
    if (left <= 0) throw locked(request, attempt.owner);
    await request.sleep(Math.min(pause, left), request.signal);
  }
}

async function attemptLock(request: LockRequest): Promise<Attempt> {
  for (let looks = 0; looks < LOOKS_PER_TRY; looks += 1) {
    const look = await lookOnce(request);
    if (look.kind === 'changed') continue;
    if (look.kind === 'owned') await sweepTakeovers(request.folder);
    return look;
  }
  return { kind: 'busy', owner: null };
}

async function lookOnce(request: LockRequest): Promise<Look> {
  const { folder, holder, nonce, identify, now } = request;
  const path = join(folder, LOCK_FILE);
  const owner: LockOwner = { ...holder, nonce, since: now().toISOString() };
  if (await createLockFile(path, owner, now())) return { kind: 'owned', warnings: [] };
  const found = await readLockFile(path);
  if (found === null) return { kind: 'changed' };
  const judge: Judge = { ...holder, identify, now };
  const reason = await reasonItIsStale(found, judge);
  if (reason === null) return { kind: 'busy', owner: found.owner };
  const claim = await claimTakeover(folder, found, owner, judge);
  if (claim.kind !== 'mine') return claim.kind === 'theirs' ? { kind: 'busy', owner: claim.owner } : claim;
  try {
    const current = await readLockFile(path);
    if (current?.identity !== found.identity) return { kind: 'changed' };
    await rm(path, { force: true });
    if (!(await createLockFile(path, owner, now()))) return { kind: 'changed' };
  } finally {
    await claim.giveBack();
  }
  const message = `Took over the lock of a run that is gone: ${describeOwner(found.owner)}; ${reason}.`;
  return { kind: 'owned', warnings: [{ code: 'stale_lock', message }] };
}

function lockOf({ folder, nonce, now }: LockRequest, warnings: Warning[]): Lock {
  const path = join(folder, LOCK_FILE);
  const isOurs = async (): Promise<boolean> => (await readLockFile(path))?.owner?.nonce === nonce;
  return {
    warnings,
    refresh: async () => {
      if (!(await isOurs())) throw lost(path);
      await utimes(path, now(), now());
    },
    release: async () => {
      if (await isOurs()) await rm(path, { force: true });
    },
  };
}

function locked({ folder, holder }: LockRequest, owner: LockOwner | null): TeamsyncError {
  const path = join(folder, LOCK_FILE);
  const elsewhere = owner !== null && owner.host !== holder.host;
  const rule = elsewhere ? ' It counts as gone when that machine has not refreshed it for an hour.' : '';
  return new TeamsyncError(
    EXIT.locked,
    'locked',
    `Another run holds the lock of this team: ${describeOwner(owner)}.${rule}`,
    {
      hint: elsewhere
        ? `Wait for it: --wait 10m. If you know that it is gone, delete ${path}`
        : 'Wait for it: --wait 10m',
      details: {
        path,
        pid: owner?.pid ?? null,
        host: owner?.host ?? null,
        command: owner?.command ?? null,
        since: owner?.since ?? null,
      },
    },
  );
}

function lost(path: string): TeamsyncError {
  return new TeamsyncError(
    EXIT.locked,
    'lock_lost',
    `The lock of this team no longer belongs to this run (${path}); no further change was sent.`,
    {
      hint: 'Another run took it over, or somebody deleted it. See what happened with: teamsync history',
      details: { path },
    },
  );
}

function interrupted(signal: AbortSignal): InterruptedError {
  return new InterruptedError(signal.reason, 'Interrupted while waiting for the lock; nothing was sent.');
}
