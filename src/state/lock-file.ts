import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import * as z from 'zod';
import { EXIT, TeamsyncError } from '../errors.ts';
import { codeOf, createPrivateFile } from './files.ts';
import type { IdentifyProcess } from './process-identity.ts';

/** A file is made and then filled: one that stays empty this long belongs to a run that ended in between. */
const UNWRITTEN_GRACE_MS = 10_000;

/** Nothing tells whether a process of another machine lives, so it shows by refreshing its lock far more often than this. */
const UNREFRESHED_LIMIT_MS = 3_600_000;

const ownerSchema = z.object({
  pid: z.int().positive(),
  host: z.string(),
  command: z.string(),
  bootId: z.string().nullable(),
  processStart: z.string().nullable(),
  nonce: z.string(),
  since: z.iso.datetime(),
});

/** Who holds a lock, and since when. */
export type LockOwner = z.infer<typeof ownerSchema>;

/** A lock file as it was met. */
export interface FoundLock {
  path: string;
  /** Never the same for two locks, whatever their path. */
  identity: string;
  /** `null` when the file is empty or damaged. */
  owner: LockOwner | null;
  modifiedAt: Date;
}

/** From where a lock is judged. */
export interface Judge {
  host: string;
  bootId: string | null;
  identify: IdentifyProcess;
  now: () => Date;
}

/** Makes the lock file for its owner; false when somebody else has it. */
export async function createLockFile(path: string, owner: LockOwner, now: Date): Promise<boolean> {
  if (!(await createPrivateFile(path, `${JSON.stringify(owner)}\n`, now))) return false;
  // Whoever stopped between making and filling it for too long has lost it meanwhile.
  const found = await readLockFile(path);
  return found?.owner?.nonce === owner.nonce;
}

/** Reads a lock file; `null` when there is none. Throws `lock_unreadable` with the path. */
export async function readLockFile(path: string): Promise<FoundLock | null> {
  try {
    return await read(path);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null;
    const reason = codeOf(cause) ?? 'unknown reason';
    throw new TeamsyncError(EXIT.unexpected, 'lock_unreadable', `Cannot read the lock ${path} (${reason}).`, {
      hint: 'Make sure that no run is at work on this team, then move what is there away.',
      details: { path },
      cause,
    });
  }
}

/** Why the owner of a lock is gone for certain, or `null` when it may still be at work. */
export async function reasonItIsStale(
  { owner, modifiedAt }: FoundLock,
  { host, bootId, identify, now }: Judge,
): Promise<string | null> {
  const age = now().getTime() - modifiedAt.getTime();
  if (owner === null) return age >= UNWRITTEN_GRACE_MS ? 'its file was never written' : null;
  if (owner.host !== host) {
    return age >= UNREFRESHED_LIMIT_MS ? 'that machine has not refreshed it for an hour' : null;
  }
  if (differ(owner.bootId, bootId)) return 'the machine was restarted since';
  const found = await identify(owner.pid);
  if (!found.exists) return 'there is no such process any more';
  if (differ(owner.processStart, found.processStart)) return 'its number belongs to another process now';
  return null;
}

/** Says who holds a lock, for a sentence. */
export function describeOwner(owner: LockOwner | null): string {
  if (owner === null) return 'a run that has not written its name yet';
  const { pid, host, command, since } = owner;
  return `process ${String(pid)} on ${host} (${command}), since ${since}`;
}

async function read(path: string): Promise<FoundLock> {
  const handle = await open(path, 'r');
  try {
    const { ino, mtime } = await handle.stat();
    const owner = parseOwner(await handle.readFile('utf8'));
    const mark = owner?.nonce ?? `unwritten ${String(ino)} ${mtime.toISOString()}`;
    const identity = createHash('sha256').update(mark).digest('hex');
    return { path, identity, owner, modifiedAt: mtime };
  } finally {
    await handle.close();
  }
}

function parseOwner(text: string): LockOwner | null {
  try {
    return ownerSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Only what both sides know can differ. */
function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}
