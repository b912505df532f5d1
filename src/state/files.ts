import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { EXIT, TeamsyncError } from '../errors.ts';

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/**
 * Writes a file so that it is either the old or the new one at any moment, readable by its owner alone, and on disk when
 * the promise resolves. Throws `cannot_write` with the path; the old content is then intact.
 */
export async function writePrivateFile(path: string, content: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
    await writeFileAtomic(path, content, { mode: PRIVATE_FILE, fsync: true });
    await syncFolder(dirname(path));
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new TeamsyncError(EXIT.unexpected, 'cannot_write', `Cannot write ${path} (${reason}).`, {
      hint: 'Check that the folder exists, belongs to you and has space left. What was there before is unchanged.',
      details: { path },
      cause,
    });
  }
}

/** A rename is durable only when its folder is on disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  // Windows does not open folders, and needs no such call.
  if (handle === null) return;
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
