import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EXIT, TeamsyncError } from '../errors.ts';
import { partsOf } from '../parts.ts';
import { replaceFile } from './replace-file.ts';

/** The mode of every file here: they name people. */
export const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/**
 * Writes a file so that it is either the old or the new one at any moment, readable by its owner alone, and on disk when
 * the promise resolves. Throws `cannot_write` with the path; the old content is then intact.
 */
export async function writePrivateFile(path: string, content: string | Iterable<string>): Promise<void> {
  try {
    await makePrivateFolder(dirname(path));
    await replaceFile(path, partsOf(content), PRIVATE_FILE);
    await syncFolder(dirname(path));
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
}

/**
 * Makes a file that does not exist yet, readable by its owner alone and on disk when the promise resolves; false when
 * there is one already, which is then untouched. It is written in one call, so others see it empty or whole.
 * Throws `cannot_write` with the path, and leaves nothing there.
 */
export async function createPrivateFile(path: string, content: string, modifiedAt: Date): Promise<boolean> {
  try {
    await makePrivateFolder(dirname(path));
    const handle = await openNew(path);
    if (handle === null) return false;
    try {
      await handle.writeFile(content);
      await handle.utimes(modifiedAt, modifiedAt);
      await handle.sync();
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
    return true;
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
}

/** Makes a folder with those above it, each for its owner alone; what is there already stays as it is. */
export async function makePrivateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
}

/** Puts the names in a folder on disk: a file that was made or renamed is durable only then. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  // Windows does not open folders, and needs no such call.
  if (handle === null) return;
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The system's code of an error, such as `ENOENT`; `null` where it has none. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}

async function openNew(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'wx', PRIVATE_FILE);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return null;
    throw error;
  }
}

function cannotWrite(path: string, cause: unknown): TeamsyncError {
  const reason = codeOf(cause) ?? 'unknown reason';
  return new TeamsyncError(EXIT.unexpected, 'cannot_write', `Cannot write ${path} (${reason}).`, {
    hint: 'Check that the folder exists, belongs to you and has space left. What was there before is unchanged.',
    details: { path },
    cause,
  });
}
