import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { numberInEmail, someone } from '../../bench/people.ts';
import { ordinaryDay, writeRoster } from '../../bench/roster.ts';
import { inspectRoster } from '../../src/roster/inspect.ts';
import { settingsSchema } from '../../src/settings/schema.ts';

it('writes a roster in which nothing is wrong and everybody stands once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'teamsync-bench-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const { people, wishFor } = ordinaryDay(1000);
  await writeRoster(join(folder, 'day.csv'), people, wishFor);
  const { stdin } = process;
  const { roster } = settingsSchema.parse({});
  const read = await inspectRoster('day.csv', { cwd: folder, stdin, settings: roster });
  expect(read.problems.any).toBe(false);
  expect(read.people).toHaveLength(1010);
  const counts = (wanted: string) => read.people.filter((person) => person.wanted === wanted).length;
  expect([counts('suspended'), counts('unassigned')]).toEqual([10, 5]);
});

it('tells people apart by the number in their address', () => {
  expect([0, 7, 1_009_999].map((number) => numberInEmail(someone(number).email))).toEqual([0, 7, 1_009_999]);
});
