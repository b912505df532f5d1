import { stat } from 'node:fs/promises';
import type { Look } from './schedule.ts';

/** A look at the roster file, with why nothing was to be seen. */
export interface Sight {
  look: Look;
  /** `null` when there is a file. */
  missing: string | null;
}

/**
 * Looks at a file. Its size and date tell whether it has changed; the number of its inode does not, which some network
 * drives make up anew each time. Asking is all that works everywhere: `fs.watch` hears nothing of changes that other
 * machines make on a network mount, and loses a file that a rename has replaced.
 */
export async function lookAt(path: string): Promise<Sight> {
  try {
    const found = await stat(path, { bigint: true });
    if (!found.isFile()) return { look: null, missing: 'it is not a file' };
    return { look: `${String(found.size)} ${String(found.mtimeNs)}`, missing: null };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    return {
      look: null,
      missing: code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`,
    };
  }
}
