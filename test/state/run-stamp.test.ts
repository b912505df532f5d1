import { expect, test } from 'vitest';
import { newRunId } from '../../src/commands/run/run-id.ts';
import { startOf } from '../../src/state/run-stamp.ts';

test('the id of a run tells when it began, to the second', () => {
  const id = newRunId(new Date('2026-11-25T15:25:08.765Z'), () => 0.5);
  expect(startOf(id)).toBe(Date.parse('2026-11-25T15:25:08.000Z'));
});

test.each(['', 'run-1', '20261125T152508Z', '20261325T152508Z-3f9a1c', 'x20261125T152508Z-3f9a1c'])(
  '%j tells no time',
  (runId) => {
    expect(startOf(runId)).toBeNull();
  },
);
