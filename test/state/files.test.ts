import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createPrivateFile, writePrivateFile } from '../../src/state/files.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';

const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

test('a new file is for its owner alone, and so is every folder made for it', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'teams', 'one', 'memory.json');
  await writePrivateFile(path, 'content');
  expect(await readFile(path, 'utf8')).toBe('content');
  expect(await modeOf(path)).toBe('600');
  expect(await modeOf(join(folder, 'teams'))).toBe('700');
  expect(await modeOf(join(folder, 'teams', 'one'))).toBe('700');
});

test('a file that others could read is replaced by one that they cannot', async () => {
  const path = join(await temporaryFolder(), 'file');
  await writeFile(path, 'old', { mode: 0o644 });
  await writePrivateFile(path, 'new');
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await modeOf(path)).toBe('600');
});

test('a folder in the way is an unexpected error that names the path, and nothing is left beside it', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'plan.json');
  await mkdir(path);
  await writeFile(join(path, 'inside'), 'kept');
  const error = await refusalOf(() => writePrivateFile(path, 'new'));
  expect(error).toMatchObject({ code: 'cannot_write', exitCode: 1, details: { path } });
  expect(error.message).toMatch(/^Cannot write .*plan\.json \(E[A-Z]+\)\.$/);
  expect(await readdir(folder)).toEqual(['plan.json']);
  expect(await readFile(join(path, 'inside'), 'utf8')).toBe('kept');
});

test('when writing fails the old content stays', async () => {
  const folder = await temporaryFolder();
  // The file itself can have such a name, and the temporary one beside it cannot.
  const path = join(folder, 'x'.repeat(250));
  await writeFile(path, 'old');
  expect(await refusalOf(() => writePrivateFile(path, 'new'))).toMatchObject({ code: 'cannot_write' });
  expect(await readFile(path, 'utf8')).toBe('old');
  expect(await readdir(folder)).toHaveLength(1);
});

test('a file where a folder should be is named', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'state'), '');
  const error = await refusalOf(() => writePrivateFile(join(folder, 'state', 'file'), 'new'));
  expect(error).toMatchObject({ code: 'cannot_write', exitCode: 1 });
  expect(error.hint).toContain('unchanged');
});

test('of two writers at once one wins as a whole', async () => {
  const path = join(await temporaryFolder(), 'file');
  const contents = ['a', 'b'].map((letter) => letter.repeat(100_000));
  await Promise.all(contents.map((content) => writePrivateFile(path, content)));
  expect(contents).toContain(await readFile(path, 'utf8'));
});

describe('a file that must be new', () => {
  const when = new Date('2026-11-25T15:25:08.000Z');

  test('is made for its owner alone, with the time given', async () => {
    const path = join(await temporaryFolder(), 'deep', 'file');
    expect(await createPrivateFile(path, 'content', when)).toBe(true);
    expect(await readFile(path, 'utf8')).toBe('content');
    expect(await modeOf(path)).toBe('600');
    expect((await stat(path)).mtime).toEqual(when);
  });

  test('is not made where there is one, which stays', async () => {
    const path = join(await temporaryFolder(), 'file');
    await writeFile(path, 'old');
    expect(await createPrivateFile(path, 'new', when)).toBe(false);
    expect(await readFile(path, 'utf8')).toBe('old');
  });

  test('is made once, however many try', async () => {
    const path = join(await temporaryFolder(), 'file');
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, index) => createPrivateFile(path, String(index), when)),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await readFile(path, 'utf8')).toBe(String(made.indexOf(true)));
  });

  test('is an error that names it where none can be', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'state'), '');
    const path = join(folder, 'state', 'file');
    expect(await refusalOf(() => createPrivateFile(path, 'new', when))).toMatchObject({
      code: 'cannot_write',
      exitCode: 1,
      details: { path },
    });
  });
});
