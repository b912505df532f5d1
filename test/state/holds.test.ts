import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readHolds, writeHolds, type StoredHold } from '../../src/state/holds.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';

const TEAM = 'dbtid:AAA-1';
const NOW = new Date('2026-11-25T15:25:08.000Z');
const SINCE = '2026-11-01T00:00:00.000Z';

function hold(email: string, until: string | null = null): StoredHold {
  return { email, since: SINCE, until, why: 'Parental leave' };
}

const pathIn = (folder: string): string => join(folder, 'teams', encodeURIComponent(TEAM), 'holds.json');

test('in a team without holds nobody is held, and reading writes nothing', async () => {
  const folder = await temporaryFolder();
  expect(await readHolds(folder, TEAM, NOW)).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
});

test('who was held is read again, by address, for that team and its owner alone', async () => {
  const folder = await temporaryFolder();
  const [ana, ben] = [hold('ana@example.com', '2026-12-01T00:00:00.000Z'), hold('ben@example.com')];
  await writeHolds(folder, TEAM, [ben, ana]);
  expect(await readHolds(folder, TEAM, NOW)).toEqual([ana, ben]);
  expect(await readHolds(folder, 'dbtid:AAA-2', NOW)).toEqual([]);
  expect((await stat(pathIn(folder))).mode & 0o777).toBe(0o600);
});

test('a hold ends at its time, and not before', async () => {
  const folder = await temporaryFolder();
  const holds = [
    hold('a@example.com', '2026-11-25T15:25:08.000Z'),
    hold('b@example.com', '2026-11-25T15:25:08.001Z'),
    hold('c@example.com', '2026-11-25T15:25:07Z'),
    hold('d@example.com'),
  ];
  await writeHolds(folder, TEAM, holds);
  const held = await readHolds(folder, TEAM, NOW);
  expect(held.map(({ email }) => email)).toEqual(['b@example.com', 'd@example.com']);
});

test('a hold that could not be read again is not written', async () => {
  const folder = await temporaryFolder();
  await writeHolds(folder, TEAM, [hold('ana@example.com')]);
  const before = await readFile(pathIn(folder), 'utf8');
  await expect(writeHolds(folder, TEAM, [hold('ben@example.com', 'tomorrow')])).rejects.toThrow();
  expect(await readFile(pathIn(folder), 'utf8')).toBe(before);
});

describe('a broken file is never taken for no holds', () => {
  test.each([
    ['not JSON', '{'],
    ['empty', ''],
    ['of another version', '{"version":2,"holds":[]}'],
    ['a bare list', '[]'],
    [
      'with a hold without a reason',
      `{"version":1,"holds":[{"email":"a@example.com","since":"${SINCE}","until":null}]}`,
    ],
    ['with an end that is no time', JSON.stringify({ version: 1, holds: [hold('a@example.com', '2026')] })],
  ])('%s', async (_what, text) => {
    const folder = await temporaryFolder();
    await mkdir(dirname(pathIn(folder)), { recursive: true });
    await writeFile(pathIn(folder), text);
    expect(await refusalOf(() => readHolds(folder, TEAM, NOW))).toMatchObject({
      code: 'state_broken',
      exitCode: 7,
      details: { path: pathIn(folder) },
    });
  });
});
