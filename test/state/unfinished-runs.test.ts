import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesOfRun } from '../../src/state/run-folder.ts';
import { extendRunIndex } from '../../src/state/run-index.ts';
import { teamFolder } from '../../src/state/team-folder.ts';
import { unfinishedRuns } from '../../src/state/unfinished-runs.ts';
import { refusalOf } from '../settings/refusal.ts';
import { temporaryFolder } from '../settings/temporary.ts';
import { answer, end, intent, job, result } from './records.ts';
import { AT, breakJournal, leaveRun, TEAM } from './run-values.ts';

const OTHER = 'dbtid:AAA-2';

describe('unfinished runs', () => {
  test('are those whose journal has no end, with the calls that nobody knows the end of', async () => {
    const state = await temporaryFolder();
    await leaveRun(state, 'ended', { records: [end()] });
    await leaveRun(state, 'early', {
      at: '2026-11-24T00:00:00.000Z',
      records: [
        intent(0, ['ana@example.com']),
        answer(0, [result('suspend:ana@example.com')]),
        intent(1, ['ben@example.com'], { action: 'deprovision' }),
        job(1, 'job-7'),
      ],
      result: { outcome: 'interrupted', exitCode: 130 },
    });
    await leaveRun(state, 'late', { records: [] });
    await leaveRun(state, 'elsewhere', { teamId: OTHER });
    const runs = await unfinishedRuns(state, TEAM);
    expect(runs.map(({ start }) => start.runId)).toEqual(['late', 'early']);
    expect(runs.map(({ unsettled }) => unsettled)).toMatchObject([
      [],
      [{ call: 1, action: 'deprovision', job: { jobId: 'job-7' } }],
    ]);
    expect(runs[1]?.records).toHaveLength(5);
    expect(runs[1]?.journalFile).toBe(filesOfRun(state, TEAM, 'early').journalFile);
  });

  test('are those too that went on after an end and have none since', async () => {
    const state = await temporaryFolder();
    await leaveRun(state, 'run-1', { records: [end(8), intent(0, ['ana@example.com'])] });
    expect(await unfinishedRuns(state, TEAM)).toHaveLength(1);
  });

  test('are not those that were cut off after their end, nor those that never wrote their first record', async () => {
    const state = await temporaryFolder();
    const folder = await leaveRun(state, 'run-1', { records: [end()] });
    await appendFile(join(folder, 'journal.ndjson'), '{"n":2\n');
    await mkdir(join(state, 'teams', encodeURIComponent(TEAM), 'runs', 'run-2'));
    const torn = filesOfRun(state, TEAM, 'run-3');
    await mkdir(torn.folder);
    await writeFile(torn.journalFile, '{"n":\n');
    expect(await unfinishedRuns(state, TEAM)).toEqual([]);
  });

  test('are not looked for where the index has an end, but for the latest twenty', async () => {
    const state = await temporaryFolder();
    const ids = Array.from({ length: 22 }, (_, index) => `run-${String(index).padStart(2, '0')}`);
    for (const id of ids) await leaveRun(state, id, { records: [end()], result: {} });
    await extendRunIndex(state, TEAM, new Date(AT));
    for (const id of ['run-00', 'run-01', 'run-02', 'run-21']) {
      await appendFile(
        filesOfRun(state, TEAM, id).journalFile,
        `${JSON.stringify({ n: 2, ...intent(0, ['ana@example.com']) })}\n`,
      );
    }
    const found = async (): Promise<string[]> =>
      (await unfinishedRuns(state, TEAM)).map(({ start }) => start.runId);
    expect(await found()).toEqual(['run-21', 'run-02']);
    await rm(join(teamFolder(state, TEAM), 'runs.ndjson'));
    expect(await found()).toEqual(['run-21', 'run-02', 'run-01', 'run-00']);
  });

  test('cannot be told where a journal is broken', async () => {
    const state = await temporaryFolder();
    await leaveRun(state, 'run-1');
    await breakJournal(state, 'run-1');
    expect(await refusalOf(() => unfinishedRuns(state, TEAM))).toMatchObject({
      code: 'journal_broken',
      exitCode: 7,
    });
  });
});
