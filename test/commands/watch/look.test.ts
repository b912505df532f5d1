import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lookAt } from '../../../src/commands/watch/look.ts';
import { temporaryFolder } from '../../settings/temporary.ts';

const DATE = new Date('2026-03-02T10:00:00Z');

async function file(text = 'email\n', date = DATE): Promise<string> {
  const path = join(await temporaryFolder(), 'roster.csv');
  await writeFile(path, text);
  await utimes(path, date, date);
  return path;
}

test('two looks at the same file are equal, also when it was replaced by one of the same size and date', async () => {
  const path = await file();
  const before = await lookAt(path);
  expect(before).toEqual({ look: expect.any(String) as string, missing: null });
  await rename(await file('EMAIL\n'), path);
  expect(await lookAt(path)).toEqual(before);
});

test.each([
  ['size', 'email,first_name\n', DATE],
  ['date', 'email\n', new Date(DATE.getTime() + 1)],
])('a file of another %s looks different', async (_what, text, date) => {
  const [one, other] = await Promise.all([lookAt(await file()), lookAt(await file(text, date))]);
  expect(one.look).not.toEqual(other.look);
});

test('what cannot be read is missing, with the reason', async () => {
  const path = await file();
  expect(await lookAt(join(path, 'below'))).toEqual({ look: null, missing: 'it cannot be read (ENOTDIR)' });
  await rm(path);
  expect(await lookAt(path)).toEqual({ look: null, missing: 'there is no such file' });
  await mkdir(path);
  expect(await lookAt(path)).toEqual({ look: null, missing: 'it is not a file' });
});
