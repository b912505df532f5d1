import { execFile } from 'node:child_process';
import { chown, mkdir, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { replaceFile } from '../../src/state/replace-file.ts';
import { temporaryFolder } from '../settings/temporary.ts';

const execute = promisify(execFile);
const MODE = 0o600;
/** The owner of nothing on any machine, by convention. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

/** Makes a disk of 64 kB in a folder; false where that is not allowed. */
async function mountSmallDisk(folder: string): Promise<boolean> {
  await mkdir(folder);
  const mounted = execute('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
  return mounted.then(
    () => true,
    () => false,
  );
}

const probe = join(tmpdir(), `teamsync-disk-${String(process.pid)}`);
const canMount = await mountSmallDisk(probe);
if (canMount) await execute('umount', [probe]);
await rm(probe, { recursive: true });

test('the parts take the place of what was there, for the owner alone', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'file');
  await writeFile(path, 'old', { mode: 0o644 });
  await replaceFile(path, ['n', '', 'ew'], MODE);
  expect(await readFile(path, 'utf8')).toBe('new');
  expect((await stat(path)).mode & 0o777).toBe(MODE);
  expect(await readdir(folder)).toEqual(['file']);
});

test('a link stays, and the file behind it is replaced', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'real'), 'old');
  await symlink('real', join(folder, 'link'));
  await replaceFile(join(folder, 'link'), ['new'], MODE);
  expect(await readlink(join(folder, 'link'))).toBe('real');
  expect(await readFile(join(folder, 'real'), 'utf8')).toBe('new');
});

test('parts that cannot be made leave the old content, and nothing beside it', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'file');
  await writeFile(path, 'old');
  const parts = (function* () {
    yield 'half';
    throw new Error('no more');
  })();
  await expect(replaceFile(path, parts, MODE)).rejects.toThrow('no more');
  expect(await readFile(path, 'utf8')).toBe('old');
  expect(await readdir(folder)).toEqual(['file']);
});

// Only root may give files away and mount a disk; CI may.
test.runIf(isRoot)('a file of somebody else stays theirs', async () => {
  const path = join(await temporaryFolder(), 'file');
  await writeFile(path, 'old');
  await chown(path, NOBODY, NOBODY);
  await replaceFile(path, ['new'], MODE);
  expect(await stat(path)).toMatchObject({ uid: NOBODY, gid: NOBODY });
});

test.runIf(canMount)('a disk that fills up in the middle leaves the old content', async () => {
  const disk = join(await temporaryFolder(), 'disk');
  await mountSmallDisk(disk);
  onTestFinished(async () => {
    await execute('umount', [disk]);
  });
  const path = join(disk, 'file');
  await writeFile(path, 'old');
  await expect(replaceFile(path, ['x'.repeat(100_000)], MODE)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(await readFile(path, 'utf8')).toBe('old');
  expect(await readdir(disk)).toEqual(['file']);
});
