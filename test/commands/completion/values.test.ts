import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readHeld, readProfiles, readRuns } from '../../../src/commands/completion/values.ts';
import type { Context } from '../../../src/commands/context.ts';
import { hostileFolders, ODD_EMAILS } from '../../helpers/completing.ts';
import { contextWith, outsideWith } from '../../helpers/context.ts';

interface Place {
  config: string;
  state: string;
  run: string;
  context: Context;
}

async function place(): Promise<Place> {
  const { config, state, run } = await hostileFolders();
  const env = { TEAMSYNC_CONFIG_DIR: config, TEAMSYNC_STATE_DIR: state };
  return { config, state, run, context: contextWith({}, outsideWith({ env })) };
}

const valuesOf = (candidates: readonly { value: string }[]): string[] => candidates.map(({ value }) => value);

test('profiles are files whose names can be those of profiles', async () => {
  const { config, context } = await place();
  await mkdir(join(config, 'folder.json'));
  await writeFile(join(config, 'notes.txt'), '');
  expect(valuesOf(await readProfiles(context))).toEqual(['acme', 'other.one']);
});

test('a profile is offered whoever may read its file, and the file stays as it is', async () => {
  const { config, context } = await place();
  await chmod(join(config, 'acme.json'), 0o000);
  expect(valuesOf(await readProfiles(context))).toContain('acme');
});

test('runs are offered by their ids, the newest first', async () => {
  const { state, run, context } = await place();
  const newer = '20260303T100000Z-00ab1f';
  await mkdir(join(state, 'teams', 'dbtid%3AB', 'runs', newer), { recursive: true });
  expect(valuesOf(await readRuns(context))).toEqual([newer, run]);
});

test('people on hold are offered with the reason', async () => {
  const { context } = await place();
  const held = await readHeld(context);
  expect(valuesOf(held)).toEqual(expect.arrayContaining(ODD_EMAILS));
  expect(held[0]?.about).toContain('on leave');
});

test('a hold that is over is not offered', async () => {
  const { state, context } = await place();
  const since = '2026-01-01T00:00:00Z';
  const holds = [
    { email: 'over@x.org', since, until: '2026-03-01T00:00:00Z', why: 'x' },
    { email: 'still@x.org', since, until: '2026-03-09T00:00:00Z', why: 'x' },
  ];
  await writeFile(join(state, 'teams', 'dbtid%3AA', 'holds.json'), JSON.stringify({ version: 1, holds }));
  expect(valuesOf(await readHeld(context))).toEqual(['still@x.org']);
});

test('the broken file of one team hides nobody of another', async () => {
  const { state, context } = await place();
  await mkdir(join(state, 'teams', 'dbtid%3AB'));
  await writeFile(join(state, 'teams', 'dbtid%3AB', 'holds.json'), '{');
  expect(valuesOf(await readHeld(context))).toEqual(expect.arrayContaining(ODD_EMAILS));
});

test('where nothing is kept yet there is nothing to offer', async () => {
  const { state, context } = await place();
  await rm(state, { recursive: true });
  expect(await readRuns(context)).toEqual([]);
  expect(await readHeld(context)).toEqual([]);
});
