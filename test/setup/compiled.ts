import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the programs that tests start keep their compiled code: one folder for all of them, gone after the tests. */
export const VARIABLE = 'TEAMSYNC_TESTS_CACHE';

export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'teamsync-tests-cache-'));
  process.env[VARIABLE] = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
