import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readMemory, writeMemory } from '../../src/state/memory.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';

const TEAM = 'dbtid:AAA-1';

/** Where the memory of a team lies. */
async function fileOf(folder: string): Promise<string> {
  await writeMemory(folder, TEAM, { managed: new Set(), suspendedByDeprovision: new Set() });
  const [team = ''] = await readdir(join(folder, 'teams'));
  return join(folder, 'teams', team, 'memory.json');
}

test('of a team that is new nothing is remembered, and reading writes nothing', async () => {
  const folder = await temporaryFolder();
  const memory = await readMemory(folder, TEAM);
  expect([memory.managed.size, memory.suspendedByDeprovision.size]).toEqual([0, 0]);
  expect(await readdir(folder)).toEqual([]);
});

test('what was remembered is read again, for its team alone', async () => {
  const folder = await temporaryFolder();
  const memory = {
    managed: new Set(['dbmid:b', 'dbmid:a']),
    suspendedByDeprovision: new Set(['dbmid:c']),
  };
  await writeMemory(folder, TEAM, memory);
  expect(await readMemory(folder, TEAM)).toEqual(memory);
  expect((await readMemory(folder, 'dbtid:AAA-2')).managed.size).toBe(0);
});

test('the same memory is the same bytes, whatever the order it was learned in', async () => {
  const [one, two] = [await temporaryFolder(), await temporaryFolder()];
  await writeMemory(one, TEAM, { managed: new Set(['a', 'b']), suspendedByDeprovision: new Set(['c', 'd']) });
  await writeMemory(two, TEAM, { managed: new Set(['b', 'a']), suspendedByDeprovision: new Set(['d', 'c']) });
  const read = (folder: string): Promise<string> =>
    readFile(join(folder, 'teams', encodeURIComponent(TEAM), 'memory.json'), 'utf8');
  expect(await read(one)).toBe(await read(two));
});

test('the file and its folder are for their owner alone', async () => {
  const path = await fileOf(await temporaryFolder());
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
});

describe('a broken file', () => {
  test.each([
    ['not JSON', '{"version":1,'],
    ['empty', ''],
    ['of another version', '{"version":2,"managed":[],"suspendedByDeprovision":[]}'],
    ['without a list', '{"version":1,"managed":[]}'],
    ['with something unknown', '{"version":1,"managed":[],"suspendedByDeprovision":[],"more":1}'],
    ['with a number for an id', '{"version":1,"managed":[1],"suspendedByDeprovision":[]}'],
  ])('%s is never taken for an empty memory', async (_what, text) => {
    const folder = await temporaryFolder();
    const path = await fileOf(folder);
    await writeFile(path, text);
    const error = await refusalOf(() => readMemory(folder, TEAM));
    expect(error).toMatchObject({ code: 'state_broken', exitCode: 7, details: { path } });
    expect(error.message).toContain(path);
  });

  test('nor is something that is no file', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'teams', encodeURIComponent(TEAM), 'memory.json'), { recursive: true });
    expect(await refusalOf(() => readMemory(folder, TEAM))).toMatchObject({
      code: 'state_broken',
      exitCode: 7,
    });
  });
});
