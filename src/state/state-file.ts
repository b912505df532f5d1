import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import { InvalidInputError } from '../errors.ts';
import { codeOf } from './files.ts';

/** How the error of a broken file reads. */
export interface BrokenFile {
  /** What the file holds, after "Cannot read". */
  what: string;
  hint: string;
}

/**
 * Reads a JSON file that `schema` describes; `null` when there is none. A broken one is never taken for a missing one:
 * throws `state_broken` (exit 7) with its path.
 */
export async function readStateFile<T>(
  path: string,
  schema: () => z.ZodType<T>,
  broken: BrokenFile,
): Promise<T | null> {
  try {
    const text = await readFile(path, 'utf8');
    return schema().parse(JSON.parse(text));
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null;
    const { what, hint } = broken;
    throw new InvalidInputError('state_broken', `Cannot read ${what} in ${path}.`, {
      hint,
      details: { path },
      cause,
    });
  }
}
