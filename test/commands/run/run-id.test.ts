import { expect, test } from 'vitest';
import { newRunId } from '../../../src/commands/run/run-id.ts';

test('the name of a run sorts by time and is safe in a file name', () => {
  const digits = [0, 0.5, 0.999, 0.1, 0.7, 0.3];
  const id = newRunId(new Date('2026-11-25T15:25:08.123Z'), () => digits.shift() ?? 0);
  expect(id).toBe('20261125T152508Z-08f1b4');
  expect(newRunId(new Date('2026-11-25T15:25:09Z'), () => 0) > id).toBe(true);
});
