import { spawnSync } from 'node:child_process';

/** Why a program that a test needs cannot be used; `null` when it can. The reason is also said on standard error. */
export function missingTool(name: string, remedy: string): string | null {
  const { error } = spawnSync(name, ['--version']);
  if (error === undefined) return null;
  const message = `${name} cannot be started; ${remedy}`;
  // The reason of a skipped test is not shown for a file without failures.
  process.stderr.write(`${message}. The tests that need it are skipped.\n`);
  return message;
}
