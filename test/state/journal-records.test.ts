import { expect, test } from 'vitest';
import {
  ACTIONS,
  callsOf,
  recordSchema,
  unsettledCalls,
  type JournalRecord,
  type NewRecord,
} from '../../src/state/journal-records.ts';
import { answer, end, intent, job, result, settled, start } from './records.ts';

const EARLIER = '2026-11-25T15:25:07.000Z';
const LATER = '2026-11-25T15:25:09.000Z';

const journal = (...records: NewRecord[]): JournalRecord[] =>
  records.map((record, index) => recordSchema().parse({ n: index, ...record }));

test('a call that was answered or settled is known, any other is not', () => {
  const records = journal(
    start(),
    intent(0, ['a@example.com']),
    intent(1, ['b@example.com', 'c@example.com'], { action: 'provision' }),
    intent(2, ['d@example.com'], { action: 'deprovision' }),
    intent(3, ['e@example.com'], { action: 'deprovision' }),
    answer(0, [result('suspend:a@example.com')]),
    job(2, 'job-2', LATER),
    settled(3, [result('deprovision:e@example.com')]),
    end(),
  );
  expect(unsettledCalls(records)).toEqual([
    {
      call: 1,
      action: 'provision',
      changes: [
        { id: 'provision:b@example.com', email: 'b@example.com', memberId: 'dbmid:b@example.com' },
        { id: 'provision:c@example.com', email: 'c@example.com', memberId: 'dbmid:c@example.com' },
      ],
      options: { wipeData: false },
      job: null,
      at: '2026-11-25T15:25:08.000Z',
      results: null,
    },
    expect.objectContaining({ call: 2, job: { jobId: 'job-2', kind: 'remove' }, at: LATER, results: null }),
  ]);
});

test('what was found out later replaces what the answer said, for those it speaks of', () => {
  const records = journal(
    start(),
    intent(0, ['a@example.com', 'b@example.com'], { at: EARLIER }),
    answer(0, [result('suspend:a@example.com'), result('suspend:b@example.com', 'unknown')]),
    settled(0, [result('suspend:b@example.com', 'failed')], LATER),
  );
  const [call] = callsOf(records);
  expect(call?.results).toEqual([result('suspend:a@example.com'), result('suspend:b@example.com', 'failed')]);
  expect(call?.at).toBe('2026-11-25T15:25:08.000Z');
});

test.each(ACTIONS)('a call of the action %s is recorded and read again', (action) => {
  const [call] = callsOf(journal(start(), intent(0, ['a@example.com'], { action })));
  expect(call).toMatchObject({ action, changes: [{ id: `${action}:a@example.com` }] });
});

test.each(['add', 'remove', 'move'] as const)('a job may be one to %s', (kind) => {
  const [call] = unsettledCalls(journal(start(), intent(0, ['a@example.com']), { ...job(0, 'job-1'), kind }));
  expect(call?.job).toEqual({ jobId: 'job-1', kind });
});

test('a job of another kind is none', () => {
  expect(recordSchema().safeParse({ n: 0, ...job(0, 'job-1'), kind: 'copy' }).success).toBe(false);
});

test('a run without calls has none', () => {
  expect(callsOf(journal(start(), end()))).toEqual([]);
});
