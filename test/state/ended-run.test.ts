import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEndedRun, type EndedRun } from '../../src/state/ended-run.ts';
import type { NewRecord } from '../../src/state/journal-records.ts';
import { filesOfRun } from '../../src/state/run-folder.ts';
import type { RunResult } from '../../src/state/run-result.ts';
import { temporaryFolder } from '../settings/temporary.ts';
import { answer, end, intent, result } from './records.ts';
import { AT, breakJournal, leaveRun, resultChange, TEAM, type RunChoices } from './run-values.ts';

const A = 'ana@example.com';
const NOW = new Date('2026-11-30T00:00:00.000Z');
const LATER = '2026-11-25T15:30:00.000Z';

async function readLeft(choices: RunChoices): Promise<EndedRun | null> {
  return readEndedRun(await leaveRun(await temporaryFolder(), 'run-1', choices), NOW);
}

const changes = (status: 'applied' | 'failed' | 'skipped' | 'unknown' | 'planned') => ({
  changes: [resultChange('suspend', A, status)],
});

test.each([
  ['empty', { changes: [] }, []],
  ['nothing', changes('planned'), []],
  ['nothing', changes('failed'), [intent(0, [A]), answer(0, [result(`suspend:${A}`, 'failed')])]],
  ['changed', changes('applied'), [intent(0, [A]), answer(0, [result(`suspend:${A}`)])]],
  ['unknown', changes('unknown'), [intent(0, [A])]],
  // The journal and the result disagree: what may have been done was done.
  ['changed', changes('failed'), [intent(0, [A])]],
  ['changed', changes('skipped'), [intent(0, [A]), answer(0, [result(`suspend:${A}`, 'unknown')])]],
  ['changed', { changes: [] }, [intent(0, [A]), answer(0, [result(`suspend:${A}`)])]],
] satisfies [EndedRun['did'], Partial<RunResult>, NewRecord[]][])(
  'a run did %j',
  async (did, fields, records) => {
    const ended = await readLeft({
      records: [...records, end(4, LATER)],
      result: { ...fields, exitCode: 4 },
    });
    expect(ended).toEqual({ runId: 'run-1', ended: LATER, did, good: false });
  },
);

test('a run of a whole roster that ended with 0 is a good one', async () => {
  expect(await readLeft({ records: [end()], result: {} })).toMatchObject({ good: true });
});

test('a run whose journal was taken away is told by its result', async () => {
  const state = await temporaryFolder();
  const folder = await leaveRun(state, 'run-1', { result: {} });
  await rm(filesOfRun(state, TEAM, 'run-1').journalFile);
  expect(await readEndedRun(folder, NOW)).toEqual({ runId: 'run-1', ended: AT, did: 'changed', good: true });
});

test('a run that never wrote its first record did nothing, at the time of its id, once that is a day ago', async () => {
  const state = await temporaryFolder();
  const dated = filesOfRun(state, TEAM, '20261125T152508Z-3f9a1c').folder;
  const other = filesOfRun(state, TEAM, 'run-1').folder;
  for (const folder of [dated, other]) await mkdir(folder, { recursive: true });
  expect(await readEndedRun(dated, NOW)).toMatchObject({ ended: AT, did: 'empty', good: false });
  expect(await readEndedRun(other, NOW)).toBeNull();
  expect(await readEndedRun(dated, new Date('2026-11-26T15:25:07.999Z'))).toBeNull();
});

test('nobody can tell of a run that has no end, no result, or damage', async () => {
  expect(await readLeft({ result: {} })).toBeNull();
  expect(await readLeft({ records: [end()] })).toBeNull();
  const state = await temporaryFolder();
  const broken = await leaveRun(state, 'run-1', { records: [end()], result: {} });
  await breakJournal(state, 'run-1');
  expect(await readEndedRun(broken, NOW)).toBeNull();
  const torn = await leaveRun(state, 'run-2', { records: [end()], result: {} });
  await writeFile(join(torn, 'result.json'), '{');
  expect(await readEndedRun(torn, NOW)).toBeNull();
});
