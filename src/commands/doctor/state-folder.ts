import { rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { currentUser } from '../../settings/profile-file.ts';
import { writePrivateFile } from '../../state/files.ts';
import type { Context } from '../context.ts';
import { examine, fine, odd, type Finding } from './finding.ts';

const NAME = 'state';
const OTHERS = 0o077;
const MEBIBYTE = 1024 * 1024;
/** A run of ten thousand people with their plan and journal is some ten mebibytes. */
const LEAST_FREE = 100;

/** Whether runs can write down what they do, with room left, and nobody else can read it. */
export function checkStateFolder({ folders, outside }: Context): Promise<Finding> {
  return examine(NAME, async () => {
    const { state } = folders;
    const probe = join(state, `doctor-${String(outside.pid)}`);
    await writePrivateFile(probe, '');
    await rm(probe, { force: true });
    const [{ mode }, free] = await Promise.all([stat(state), freeIn(state)]);
    if (currentUser() !== null && (mode & OTHERS) !== 0) {
      const shown = (mode & 0o777).toString(8).padStart(4, '0');
      const message = `${state} is open to other users (mode ${shown}); what is kept there names people.`;
      return odd(NAME, message, `Keep them out with: chmod 700 '${state}'`);
    }
    const room = `${String(free)} MiB free`;
    if (free < LEAST_FREE) {
      const hint = 'Make room: a run that cannot write down what it does stops.';
      return odd(NAME, `${state} can be written, with only ${room}.`, hint);
    }
    return fine(NAME, `${state} can be written, with ${room}.`);
  });
}

async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return Math.floor((bavail * bsize) / MEBIBYTE);
}
