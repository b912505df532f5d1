import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readResult, writeResult } from '../../src/state/run-result.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';
import { resultChange, runResult } from './run-values.ts';

test('what was written is read again, for its owner alone', async () => {
  const folder = join(await temporaryFolder(), 'run-1');
  const result = runResult('run-1', {
    outcome: 'failed',
    exitCode: 4,
    changes: [
      resultChange('suspend', 'ana@example.com'),
      resultChange('provision', 'ben@example.com', 'failed'),
    ],
  });
  await writeResult(folder, result);
  expect(await readResult(folder)).toEqual(result);
  expect((await stat(join(folder, 'result.json'))).mode & 0o777).toBe(0o600);
});

test('a later result takes the place of the earlier one', async () => {
  const folder = await temporaryFolder();
  await writeResult(folder, runResult('run-1', { outcome: 'interrupted', exitCode: 130 }));
  await writeResult(folder, runResult('run-1'));
  expect((await readResult(folder))?.outcome).toBe('done');
  expect(await readdir(folder)).toEqual(['result.json']);
});

test('a run that wrote none has none', async () => {
  expect(await readResult(join(await temporaryFolder(), 'run-1'))).toBeNull();
});

describe('a broken result is never taken for a missing one', () => {
  test.each([
    ['not JSON', '{"version":1,'],
    ['of another version', JSON.stringify({ ...runResult('run-1'), version: 2 })],
    ['of an unknown outcome', JSON.stringify({ ...runResult('run-1'), outcome: 'fine' })],
    ['without its changes', JSON.stringify({ ...runResult('run-1'), changes: undefined })],
  ])('%s', async (_what, text) => {
    const folder = await temporaryFolder();
    const path = join(folder, 'result.json');
    await writeFile(path, text);
    expect(await refusalOf(() => readResult(folder))).toMatchObject({
      code: 'state_broken',
      exitCode: 7,
      details: { path },
    });
  });

  test('nor is a folder', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'result.json'));
    expect(await refusalOf(() => readResult(folder))).toMatchObject({ code: 'state_broken' });
  });
});
