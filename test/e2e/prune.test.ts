import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { install, type Installation } from '../helpers/cli.ts';
import { dataOf, documentOf } from '../helpers/documents.ts';
import { dyingAt, telling, toldIn } from '../helpers/disk-writes.ts';
import { end } from '../state/records.ts';
import { leaveRun } from '../state/run-values.ts';

const DAY_MS = 86_400_000;
const RECONCILE = ['reconcile', 'fixtures/roster.csv', '--sandbox', '--yes', '--json'];
const OLD = ['old-1', 'old-2', 'old-3'];

/** What of the disk a pruning changes. */
const PRUNING = /^(old-\d|pruned|runs\.ndjson)$/;

interface Site {
  here: Installation;
  /** The folder of its team. */
  team: string;
  /** The run that changed the team. */
  first: string;
  leaveOld: () => Promise<void>;
}

/** An installation after a run that changed the team, with so many later idle runs that old ones can go. */
async function afterManyRuns(): Promise<Site> {
  const here = await install();
  const state = join(here.folder, 'state');
  const first = String(dataOf(await here.run(RECONCILE))['runId']);
  const [team = ''] = await readdir(join(state, 'teams'));
  const leave = (runId: string, days: number): Promise<string> => {
    const at = new Date(Date.now() - days * DAY_MS).toISOString();
    return leaveRun(state, runId, {
      teamId: decodeURIComponent(team),
      at,
      records: [end(4, at)],
      result: { changes: [], exitCode: 4, outcome: 'nothing' },
    });
  };
  const leaveOld = async (): Promise<void> => {
    for (const runId of OLD) await leave(runId, 8);
  };
  await leaveOld();
  for (let index = 0; index < 100; index += 1) await leave(`idle-${String(index)}`, 1);
  return { here, team: join(state, 'teams', team), first, leaveOld };
}

async function oldRunsIn(team: string): Promise<string[]> {
  return (await readdir(join(team, 'runs'))).filter((name) => OLD.includes(name));
}

test('a run removes old ones that nobody needs, and says so to whoever names one', async () => {
  const { here, team, first } = await afterManyRuns();
  const ran = await here.run(RECONCILE);
  expect(documentOf(ran)).toMatchObject({ exitCode: 0, warnings: [] });
  expect(await oldRunsIn(team)).toEqual([]);
  expect(dataOf(await here.run(['history', 'show', first, '--sandbox', '--json']))).toMatchObject({
    runId: first,
  });
  const last = String(dataOf(ran)['runId']);
  await rm(join(team, 'runs', last), { recursive: true });
  for (const line of [
    ['history', 'show', last],
    ['undo', last, '--dry-run'],
    ['apply', '--resume', last, '--yes'],
  ]) {
    const { exitCode, stderr } = await here.run([...line, '--sandbox']);
    expect(exitCode).toBe(7);
    expect(stderr).toContain('is no longer kept: runs that changed nothing are removed after 7 days.');
  }
  expect((await here.run(['history', 'verify', '--sandbox'])).exitCode).toBe(0);
});

test(
  'killed at whichever change on disk, a pruning leaves whole runs only, and the next run goes on',
  { timeout: 300_000 },
  async () => {
    const { here, team, leaveOld } = await afterManyRuns();
    expect((await here.run(RECONCILE)).exitCode).toBe(0);
    await leaveOld();
    const log = join(here.folder, 'writes.ndjson');
    expect((await here.run(RECONCILE, { env: telling(log) })).exitCode).toBe(0);
    const writes = await toldIn(log);
    const moments = writes.flatMap(({ name }, index) => (PRUNING.test(name) ? [index + 1] : []));
    expect(moments.length).toBeGreaterThanOrEqual(6);
    for (const write of moments) {
      await leaveOld();
      const killed = await here.run(RECONCILE.slice(0, -1), { env: dyingAt({ write, stage: 'before' }) });
      expect(killed.exitCode).toBeNull();
      const listed = await here.run(['history', '--sandbox', '--json']);
      expect(documentOf(listed)['warnings']).toEqual([]);
      const runs = dataOf(listed)['runs'] as { outcome: string }[];
      expect(runs.filter(({ outcome }) => outcome === 'crashed')).toEqual([]);
      const next = documentOf(await here.run(RECONCILE));
      expect(next).toMatchObject({ exitCode: 0 });
      expect((next['warnings'] as { code: string }[]).map(({ code }) => code)).toEqual(['stale_lock']);
      expect(await oldRunsIn(team)).toEqual([]);
      expect(await readdir(team)).not.toContain('pruned');
    }
  },
);
