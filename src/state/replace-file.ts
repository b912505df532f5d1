import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';

/**
 * Puts new content in the place of a file, or makes it, with this mode: at any moment it is the old one or the new one as a
 * whole, and the new one is on disk before it takes its place. A link stays a link, and an owner the owner. Throws system
 * errors; the old content is then intact and nothing is left beside it.
 *
 * Not `write-file-atomic`, which takes a write for done that a full disk has cut short, and then puts half a file in place.
 */
export async function replaceFile(path: string, parts: Iterable<string>, mode: number): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const temporary = `${target}.${randomUUID()}`;
  const handle = await open(temporary, 'wx', mode);
  try {
    try {
      await keepOwner(handle, target);
      for (const part of parts) await handle.appendFile(part);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Somebody who may write for another, as root may, must not take the file away from them. */
async function keepOwner(handle: FileHandle, target: string): Promise<void> {
  const [now, before] = await Promise.all([handle.stat(), stat(target).catch(() => null)]);
  if (before === null || (before.uid === now.uid && before.gid === now.gid)) return;
  // Whoever may not give files away keeps what is written; the folder allowed it.
  await handle.chown(before.uid, before.gid).catch(() => undefined);
}
