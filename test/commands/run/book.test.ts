import { describe, expect, test } from 'vitest';
import { openBook } from '../../../src/commands/run/book.ts';
import { RailError, InterruptedError, type TeamsyncError, UnavailableError } from '../../../src/errors.ts';
import type { Change } from '../../../src/plan/change.ts';
import { readJournal } from '../../../src/state/journal.ts';
import { readRun } from '../../../src/state/runs.ts';
import { appoint, invite, join, transfer } from '../../apply/changes.ts';
import { deprovision, planWith, provision, suspend } from '../../helpers/changes.ts';
import { contextWith } from '../../helpers/context.ts';
import { planFile } from '../../helpers/plan-file.ts';
import { reportOf } from '../../helpers/report.ts';
import { temporaryFolder } from '../../settings/temporary.ts';
import { outsideIn } from './conducted.ts';

const TEAM = 'dbtid:1';

async function opened() {
  const folder = await temporaryFolder();
  const identity = { runId: 'run-1', teamId: TEAM, command: 'reconcile', whole: true };
  const started = new Date('2026-03-02T09:59:00Z');
  const book = await openBook(contextWith({}, outsideIn(folder)), { ...identity, started }, planFile());
  return { folder, book };
}

const recordsOf = async (folder: string) =>
  (await readJournal((await readRun(folder, 'run-1')).journalFile)).records;

test.each<[Change, string]>([
  [provision('a@x.org'), 'add'],
  [deprovision('a@x.org'), 'remove'],
  [transfer('a@x.org'), 'move'],
])('the job that a call becomes is kept with what it does ($0.action)', async (change, kind) => {
  const { folder, book } = await opened();
  const call = await book.journal.intent([change]);
  await book.journal.job(call, 'job-1');
  expect((await recordsOf(folder)).at(-1)).toMatchObject({ type: 'job', call, jobId: 'job-1', kind });
  await book.close(reportOf(), null);
});

test.each([join('a@x.org', 'Engineering'), appoint('a@x.org'), invite('a@x.org'), suspend('a@x.org')])(
  'a call is written down before it is made, with its people and options ($action)',
  async (change) => {
    const { folder, book } = await opened();
    await book.journal.intent([change]);
    const { id, email, memberId, action, options } = change;
    expect((await recordsOf(folder)).at(-1)).toMatchObject({
      type: 'intent',
      call: 0,
      action,
      changes: [{ id, email, memberId }],
      options,
    });
    await book.close(reportOf(), null);
  },
);

describe('the end of a run', () => {
  const report = reportOf(planWith([suspend('a@x.org')]), { mode: 'apply' });

  test.each<[TeamsyncError | null, string]>([
    [null, 'done'],
    [new RailError('over_limit', 'Too many.'), 'refused'],
    [new InterruptedError('SIGINT', 'Interrupted.'), 'interrupted'],
    [new InterruptedError('SIGTERM', 'Interrupted.'), 'interrupted'],
    [new UnavailableError('dropbox_unavailable', 'Down.'), 'failed'],
  ])('is kept with what stopped it', async (error, outcome) => {
    const { folder, book } = await opened();
    await book.close(report, error);
    const { result } = await readRun(folder, 'run-1');
    expect(result).toMatchObject({
      command: 'reconcile',
      outcome,
      exitCode: error?.exitCode ?? 0,
      whole: true,
      at: '2026-03-02T09:59:00.000Z',
      summary: { suspend: 1 },
    });
    const types = (await recordsOf(folder)).map(({ type }) => type);
    expect(types).toEqual(error === null ? ['start', 'end'] : ['start', 'stop', 'end']);
  });

  test('at which there was nothing to do says so', async () => {
    const { folder, book } = await opened();
    await book.close(reportOf(planWith([]), { mode: 'apply' }), null);
    expect((await readRun(folder, 'run-1')).result?.outcome).toBe('nothing');
  });
});
