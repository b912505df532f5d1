import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkRoster } from '../../../src/commands/doctor/roster.ts';
import { writeLastRoster } from '../../../src/state/last-roster.ts';
import { place, type Place } from '../history/place.ts';
import { actualWith } from './asked.ts';

const actual = actualWith({});
const GOOD = 'email,first_name\nana@example.com,Ana\nben@example.com,Ben\n';

async function check(here: Place, text: string, team = true) {
  const path = join(here.state, 'roster.csv');
  await writeFile(path, text);
  return checkRoster(here.context(), path, { actual: team ? actual : null, retryBudget: 0 });
}

/** Keeps that the last good run had a roster of so many people. */
function lastGood(here: Place, people: number): Promise<void> {
  return writeLastRoster(here.state, actual.team.id, {
    version: 1,
    at: '2026-03-01T10:00:00.000Z',
    sha256: 'c0ffee',
    modifiedAt: null,
    people,
    assigned: people,
    columns: ['email'],
    groups: {},
    suspended: [],
  });
}

test('a roster that can be used is fine', async () => {
  const { status, message } = await check(await place(), GOOD);
  expect(status).toBe('ok');
  expect(message).toMatch(/^2 people in .*roster\.csv, ready to be reconciled\.$/);
});

test('one with problems fails with 7, as a run would', async () => {
  const { status, error } = await check(await place(), 'email\nnobody\n');
  expect([status, error?.exitCode]).toEqual(['failed', 7]);
  const missing = await checkRoster((await place()).context(), 'nowhere.csv', { actual, retryBudget: 0 });
  expect([missing.status, missing.error?.exitCode]).toEqual(['failed', 7]);
});

test('one that looks quite different from the last good one is a warning, where the team is known', async () => {
  const here = await place();
  await lastGood(here, 100);
  const { status, hint } = await check(here, GOOD);
  expect([status, hint]).toEqual(['warning', expect.stringContaining('--accept-roster')]);
  expect(await check(here, GOOD, false)).toMatchObject({ status: 'ok' });
});

test('what is odd about it is a warning', async () => {
  const { status, message, hint } = await check(await place(), 'email,shoe size\nana@example.com,38\n');
  expect(status).toBe('warning');
  expect(message).toContain('shoe size');
  expect(hint).toContain('teamsync roster check');
});
