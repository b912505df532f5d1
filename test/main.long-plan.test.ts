import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { teamsync } from './helpers/run-main.ts';

/** More than a section names on a terminal, and far more than there are licences for. */
const NEWCOMERS = 70;

async function rosterOfMany(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'teamsync-long-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const rows = Array.from({ length: NEWCOMERS }, (_, index) => `new${String(index)}@example.com`);
  await writeFile(join(folder, 'many.csv'), ['email', ...rows, ''].join('\n'));
  return folder;
}

test('a long plan is cut on a terminal, says how to see the rest, and is whole with --full and in a pipe', async () => {
  const cwd = await rosterOfMany();
  // No spinner: the screens of this test cannot move a cursor.
  const env = { CI: '1' };
  const line = '--sandbox --no-color --no-input reconcile many.csv --dry-run --only new*';
  const looked = await teamsync(line, { cwd, terminal: 100, env });
  expect(looked.stdout).toContain('Blocked 65\n');
  expect(looked.stdout).toContain('  … and 15 more; --full shows them all.\n');
  expect(looked.stdout).not.toContain('new69@example.com');
  for (const whole of [
    await teamsync(`${line} --full`, { cwd, terminal: 100, env }),
    await teamsync(line, { cwd }),
  ]) {
    expect(whole.stdout).toContain('new69@example.com');
    expect(whole.stdout).not.toContain('--full');
  }
});
