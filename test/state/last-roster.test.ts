import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLastRoster, writeLastRoster, type LastRoster } from '../../src/state/last-roster.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';

const TEAM = 'dbtid:AAA-1';

const roster: LastRoster = {
  version: 1,
  at: '2026-11-25T15:25:08.000Z',
  sha256: 'c0ffee',
  modifiedAt: '2026-11-25T06:00:00.000Z',
  people: 42,
  assigned: 39,
  columns: ['email', 'status'],
  groups: { eng: 12, constructor: 3 },
  suspended: ['ana@example.com'],
};

const pathIn = (folder: string): string =>
  join(folder, 'teams', encodeURIComponent(TEAM), 'last-roster.json');

test('of a team without a good run nothing is kept, and reading writes nothing', async () => {
  const folder = await temporaryFolder();
  expect(await readLastRoster(folder, TEAM)).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});

test('what was written is read again, for its team and its owner alone', async () => {
  const folder = await temporaryFolder();
  await writeLastRoster(folder, TEAM, { ...roster, people: 1 });
  await writeLastRoster(folder, TEAM, roster);
  expect(await readLastRoster(folder, TEAM)).toEqual(roster);
  expect(await readLastRoster(folder, 'dbtid:AAA-2')).toBeNull();
  expect((await stat(pathIn(folder))).mode & 0o777).toBe(0o600);
});

describe('a broken file is never taken for a missing one', () => {
  test.each([
    ['not JSON', '{'],
    ['empty', ''],
    ['of another version', JSON.stringify({ ...roster, version: 2 })],
    ['with a count that is no number', JSON.stringify({ ...roster, groups: { eng: 'many' } })],
    ['with a time that is none', JSON.stringify({ ...roster, at: 'yesterday' })],
    ['with something unknown', JSON.stringify({ ...roster, more: 1 })],
  ])('%s', async (_what, text) => {
    const folder = await temporaryFolder();
    await mkdir(dirname(pathIn(folder)), { recursive: true });
    await writeFile(pathIn(folder), text);
    const error = await refusalOf(() => readLastRoster(folder, TEAM));
    expect(error).toMatchObject({ code: 'state_broken', exitCode: 7, details: { path: pathIn(folder) } });
    expect(error.message).toContain(pathIn(folder));
    expect(error.hint).toContain('roster check');
  });
});
