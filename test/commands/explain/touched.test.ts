import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Found } from '../../../src/commands/explain/find.ts';
import { touchedBefore } from '../../../src/commands/explain/touched.ts';
import { extendRunIndex } from '../../../src/state/run-index.ts';
import { inSync } from '../../helpers/team-builder.ts';
import { temporaryFolder } from '../../settings/temporary.ts';
import { end } from '../../state/records.ts';
import { leaveRun, resultChange, TEAM } from '../../state/run-values.ts';

const NOW = new Date('2026-11-30T00:00:00.000Z');
const ANA = 'ana@example.com';

function ana(): Found {
  const [member] = inSync(1).actual().members;
  if (member === undefined) throw new Error('nobody is on the team');
  return { person: null, member: { ...member, id: `dbmid:${ANA}`, email: ANA } };
}

/** The beginning of a day of November. */
const on = (day: number): string => `2026-11-${String(day).padStart(2, '0')}T00:00:00.000Z`;

test('the last ten changes of somebody are told, the newest first', async () => {
  const state = await temporaryFolder();
  const changes = [resultChange('suspend', ANA), resultChange('suspend', 'ben@example.com')];
  for (let day = 1; day <= 12; day += 1) {
    await leaveRun(state, `run-${String(day)}`, { at: on(day), result: { changes } });
  }
  const touched = await touchedBefore(state, TEAM, ana());
  expect(touched.map(({ runId }) => runId)).toEqual(
    [12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map((n) => `run-${String(n)}`),
  );
});

test('a run in which nothing was to be done is not read, one in which something failed is told', async () => {
  const state = await temporaryFolder();
  const failed = { changes: [resultChange('suspend', ANA, 'failed')], exitCode: 4 };
  await leaveRun(state, 'failed', { at: on(2), records: [end(4)], result: failed });
  const folder = await leaveRun(state, 'empty', { at: on(1), records: [end()], result: { changes: [] } });
  await extendRunIndex(state, TEAM, NOW);
  const changes = [resultChange('deprovision', ANA)];
  await writeFile(join(folder, 'result.json'), '{');
  await leaveRun(state, 'latest', { at: on(3), result: { changes } });
  expect(await touchedBefore(state, TEAM, ana())).toMatchObject([
    { runId: 'latest', action: 'deprovision', status: 'applied' },
    { runId: 'failed', action: 'suspend', status: 'failed' },
  ]);
});
