import { expect, test } from 'vitest';
import { isGoodRun, isScheduled } from '../../src/state/good-run.ts';
import { runResult } from './run-values.ts';

test.each([
  [true, true, {}],
  [true, true, { command: 'apply' }],
  [true, false, { exitCode: 4 }],
  [true, false, { whole: false }],
  [false, false, { command: 'undo' }],
  [false, false, { mode: 'dry-run' as const }],
])('a run counts as scheduled: %j, as good: %j, with %j', (scheduled, good, fields) => {
  const result = runResult('run-1', fields);
  expect([isScheduled(result), isGoodRun(result)]).toEqual([scheduled, good]);
});
