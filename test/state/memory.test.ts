import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Remembered } from '../../src/plan/types.ts';
import { keptShape, readMemory, remembered, rememberedSchema, writeMemory } from '../../src/state/memory.ts';
import { NOTHING_REMEMBERED } from '../helpers/memory.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';

const TEAM = 'dbtid:AAA-1';

const leaver = (email: string, externalId: string | null = null) => ({
  email,
  externalId,
  removedOn: '2026-03-01T10:00:00Z',
});

/** Something of everything, learned in this order or in the opposite one. */
function everything(order: 'there' | 'back' = 'there'): Remembered {
  const turned = <T>(list: T[]): T[] => (order === 'there' ? list : list.reverse());
  return {
    known: true,
    managed: new Set(turned(['dbmid:b', 'dbmid:a'])),
    suspendedByDeprovision: new Set(turned(['dbmid:d', 'dbmid:c'])),
    reminded: new Map(
      turned([
        ['dbmid:f', 7],
        ['dbmid:e', 3],
      ]),
    ),
    cancelled: new Map(
      turned([
        ['zoe@example.com', 'c0ffee'],
        ['ana@example.com', 'facade'],
      ]),
    ),
    removed: new Map(
      turned([
        ['dbmid:h', leaver('ben@example.com', 'E2')],
        ['dbmid:g', leaver('cy@example.com')],
      ]),
    ),
    reserved: new Map(
      turned([
        ['ben@example.com', '2026-03-08T10:00:00Z'],
        ['ada@example.com', '2026-03-09T10:00:00Z'],
      ]),
    ),
  };
}

/** Where the memory of a team lies. */
async function fileOf(folder: string): Promise<string> {
  await writeMemory(folder, TEAM, NOTHING_REMEMBERED);
  const [team = ''] = await readdir(join(folder, 'teams'));
  return join(folder, 'teams', team, 'memory.json');
}

/** What is read where a file has this text. */
async function readText(text: string): Promise<Remembered> {
  const folder = await temporaryFolder();
  await writeFile(await fileOf(folder), text);
  return readMemory(folder, TEAM);
}

test('of a team that is new nothing is remembered, it is not known, and reading writes nothing', async () => {
  const folder = await temporaryFolder();
  expect(await readMemory(folder, TEAM)).toEqual({ ...NOTHING_REMEMBERED, known: false });
  expect(await readdir(folder)).toEqual([]);
});

test('what was remembered is read again, for its team alone', async () => {
  const folder = await temporaryFolder();
  await writeMemory(folder, TEAM, everything());
  expect(await readMemory(folder, TEAM)).toEqual(everything());
  expect((await readMemory(folder, 'dbtid:AAA-2')).known).toBe(false);
});

test('something may be remembered of a team whose invitations are not known', async () => {
  const folder = await temporaryFolder();
  await writeMemory(folder, TEAM, { ...everything(), known: false });
  expect(await readMemory(folder, TEAM)).toEqual({ ...everything(), known: false });
});

test('the same memory is the same bytes, whatever the order it was learned in', async () => {
  const [one, two] = [await temporaryFolder(), await temporaryFolder()];
  await writeMemory(one, TEAM, everything('there'));
  await writeMemory(two, TEAM, everything('back'));
  const read = (folder: string): Promise<string> =>
    readFile(join(folder, 'teams', encodeURIComponent(TEAM), 'memory.json'), 'utf8');
  expect(await read(one)).toBe(await read(two));
});

test('the file and its folder are for their owner alone', async () => {
  const path = await fileOf(await temporaryFolder());
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
});

test('a file from before single people were remembered is one of a known team that remembers none of them', async () => {
  const text = '{"version":1,"managed":["dbmid:a"],"suspendedByDeprovision":["dbmid:b"]}';
  expect(await readText(text)).toEqual({
    ...NOTHING_REMEMBERED,
    managed: new Set(['dbmid:a']),
    suspendedByDeprovision: new Set(['dbmid:b']),
  });
});

test('the shape that a plan takes along gives the same memory back, whether the team was known or not', () => {
  for (const known of [true, false]) {
    const memory = { ...everything(), known };
    const shape: unknown = JSON.parse(JSON.stringify(keptShape(memory)));
    expect(remembered(rememberedSchema().parse(shape))).toEqual(memory);
  }
});

describe('a broken file', () => {
  const fileWith = (more: object): string =>
    JSON.stringify({ version: 1, managed: [], suspendedByDeprovision: [], ...more });

  test.each([
    ['not JSON', '{"version":1,'],
    ['empty', ''],
    ['of another version', fileWith({ version: 2 })],
    ['without a list', '{"version":1,"managed":[]}'],
    ['with something unknown', fileWith({ more: 1 })],
    ['with a number for an id', fileWith({ managed: [1] })],
    ['with days that are none', fileWith({ reminded: { 'dbmid:a': -1 } })],
    ['with a date that is none', fileWith({ reserved: { 'ana@example.com': 'soon' } })],
    ['with half a removed account', fileWith({ removed: { 'dbmid:a': { email: 'ana@example.com' } } })],
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
