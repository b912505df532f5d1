import { rm } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { recentDestructive } from '../../src/state/recent.ts';
import { filesOfRun } from '../../src/state/run-folder.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';
import { answer, end, intent, job, result, settled } from './records.ts';
import { breakJournal, leaveRun, resultChange, TEAM } from './run-values.ts';

const SINCE = new Date('2026-11-24T16:00:00.000Z');
const BEFORE = '2026-11-24T15:59:59.999Z';
const AFTER = '2026-11-24T16:00:00.000Z';

const A = 'ana@example.com';
const B = 'ben@example.com';
const C = 'cy@example.com';
const D = 'di@example.com';
const deprovision = { action: 'deprovision' } as const;

const counts = (state: string): ReturnType<typeof recentDestructive> => recentDestructive(state, TEAM, SINCE);

test('where nothing ran yet nobody was touched', async () => {
  expect(await counts(await temporaryFolder())).toEqual({ suspensions: 0, deprovisions: 0 });
});

test('those to whom it happened count, and those of whom nobody knows', async () => {
  const state = await temporaryFolder();
  await leaveRun(state, 'run-1', {
    records: [
      intent(0, [A, B, C, D]),
      answer(0, [
        result(`suspend:${A}`),
        result(`suspend:${B}`, 'unknown'),
        result(`suspend:${C}`, 'failed'),
        result(`suspend:${D}`, 'skipped'),
      ]),
      intent(1, [C], deprovision),
      answer(1, [result(`deprovision:${C}`)]),
      end(4),
    ],
  });
  expect(await counts(state)).toEqual({ suspensions: 2, deprovisions: 1 });
});

test('a run that was killed counts what was announced and never answered', async () => {
  const state = await temporaryFolder();
  await leaveRun(state, 'run-1', {
    records: [
      intent(0, [A]),
      answer(0, [result(`suspend:${A}`)]),
      intent(1, [B]),
      intent(2, [C, D], deprovision),
      job(2, 'job-7'),
    ],
  });
  expect(await counts(state)).toEqual({ suspensions: 2, deprovisions: 2 });
});

test('somebody of whom an answer said nothing counts', async () => {
  const state = await temporaryFolder();
  await leaveRun(state, 'run-1', {
    records: [intent(0, [A, B]), answer(0, [result(`suspend:${A}`, 'failed')])],
  });
  expect(await counts(state)).toEqual({ suspensions: 1, deprovisions: 0 });
});

test('what was found out later counts, at the time when it happened', async () => {
  const state = await temporaryFolder();
  await leaveRun(state, 'run-1', {
    at: BEFORE,
    records: [
      intent(0, [A], { at: BEFORE }),
      settled(0, [result(`suspend:${A}`)], AFTER),
      intent(1, [B], { at: AFTER }),
      settled(1, [result(`suspend:${B}`, 'failed')], AFTER),
      intent(2, [C], { at: AFTER }),
      settled(2, [result(`suspend:${C}`)], AFTER),
    ],
  });
  expect(await counts(state)).toEqual({ suspensions: 1, deprovisions: 0 });
});

test('what happened earlier does not count, and what a long run did since then does', async () => {
  const state = await temporaryFolder();
  await leaveRun(state, 'old', {
    at: BEFORE,
    records: [intent(0, [A], { at: BEFORE }), answer(0, [result(`suspend:${A}`)], BEFORE), end(0, BEFORE)],
  });
  await leaveRun(state, 'long', {
    at: BEFORE,
    records: [
      intent(0, [B], { at: BEFORE }),
      answer(0, [result(`suspend:${B}`)], BEFORE),
      intent(1, [C], { at: BEFORE }),
      answer(1, [result(`suspend:${C}`)], AFTER),
    ],
  });
  expect(await counts(state)).toEqual({ suspensions: 1, deprovisions: 0 });
});

test('other actions do not count, nor do other teams', async () => {
  const state = await temporaryFolder();
  await leaveRun(state, 'run-1', { records: [intent(0, [A], { action: 'unsuspend' })] });
  await leaveRun(state, 'run-2', { records: [intent(0, [A], { action: 'update' })] });
  await leaveRun(state, 'run-3', { teamId: 'dbtid:AAA-2', records: [intent(0, [A])] });
  expect(await counts(state)).toEqual({ suspensions: 0, deprovisions: 0 });
});

test('a person counts once for each action, in however many runs', async () => {
  const state = await temporaryFolder();
  await leaveRun(state, 'run-1', { records: [intent(0, [A])] });
  await leaveRun(state, 'run-2', { records: [intent(0, [A]), answer(0, [result(`suspend:${A}`)])] });
  await leaveRun(state, 'run-3', { records: [intent(0, [A], deprovision)] });
  expect(await counts(state)).toEqual({ suspensions: 1, deprovisions: 1 });
});

describe('a run whose journal', () => {
  const changes = [
    resultChange('suspend', A),
    resultChange('suspend', B, 'unknown'),
    resultChange('suspend', C, 'failed'),
    resultChange('deprovision', D, 'planned'),
    resultChange('provision', D),
  ];

  test('is gone counts by its result', async () => {
    const state = await temporaryFolder();
    await leaveRun(state, 'run-1', { result: { changes, at: AFTER } });
    await leaveRun(state, 'run-2', { result: { changes: [resultChange('suspend', D)], at: BEFORE } });
    await leaveRun(state, 'run-3', {});
    for (const runId of ['run-1', 'run-2', 'run-3']) await rm(filesOfRun(state, TEAM, runId).journalFile);
    expect(await counts(state)).toEqual({ suspensions: 2, deprovisions: 0 });
  });

  test('is broken counts by its result', async () => {
    const state = await temporaryFolder();
    await leaveRun(state, 'run-1', { result: { changes } });
    await breakJournal(state, 'run-1');
    expect(await counts(state)).toEqual({ suspensions: 2, deprovisions: 0 });
  });

  test('is broken, and that has no result, is an error', async () => {
    const state = await temporaryFolder();
    await leaveRun(state, 'run-1');
    await breakJournal(state, 'run-1');
    expect(await refusalOf(() => counts(state))).toMatchObject({ code: 'journal_broken' });
  });
});
