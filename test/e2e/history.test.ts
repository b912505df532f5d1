import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { install, stable, type Installation } from '../helpers/cli.ts';
import { dataOf, documentOf } from '../helpers/documents.ts';

const ROSTER = 'fixtures/roster.csv';
/** Removed by that roster. */
const REMOVED = 'greta.lind@example.com';

/** An installation after a run that changed the rehearsal team, and the id of that run. */
async function afterRun(): Promise<{ here: Installation; runId: string }> {
  const here = await install();
  const ran = await here.run(['reconcile', ROSTER, '--sandbox', '--yes', '--json']);
  expect(ran.exitCode).toBe(0);
  return { here, runId: String(dataOf(ran)['runId']) };
}

async function auditFile(here: Installation): Promise<string> {
  const teams = join(here.folder, 'state', 'teams');
  const [team] = await readdir(teams);
  return join(teams, team ?? '', 'audit.ndjson');
}

test('a run is in the history, with what it did and what can still be undone', async () => {
  const { here, runId } = await afterRun();
  const listed = await here.run(['history', '--sandbox', '--json']);
  expect(documentOf(listed)).toMatchObject({ command: 'history list', ok: true, exitCode: 0 });
  expect(dataOf(listed)['runs']).toMatchObject([
    { runId, command: 'reconcile', mode: 'apply', outcome: 'done', exitCode: 0, summary: { applied: 8 } },
  ]);
  const people = await here.run(['history', '--sandbox']);
  expect(people.stdout).toMatch(new RegExp(`${runId} .* done +0 +8 applied\n`));

  const shown = await here.run(['history', 'show', runId, '--sandbox']);
  expect(shown.exitCode).toBe(0);
  expect(stable(shown.stdout, here)).toMatch(
    new RegExp(`deprovision ${REMOVED}: applied\\s+can be undone until DATE UTC`),
  );
  expect(shown.stdout).toContain(`teamsync undo ${runId} --sandbox`);
  const beginning = await here.run(['history', 'show', runId.slice(0, -2), '--sandbox', '--json']);
  expect(dataOf(beginning)).toMatchObject({ runId, outcome: 'done' });
  expect(dataOf(beginning)['changes']).toHaveLength(8);
});

test('an audit log that was touched ends with 4 and names the line', async () => {
  const { here } = await afterRun();
  const intact = await here.run(['history', 'verify', '--sandbox', '--json']);
  expect(intact.exitCode).toBe(0);
  expect(dataOf(intact)).toEqual({ intact: true, firstBroken: null });
  const path = await auditFile(here);
  await writeFile(path, (await readFile(path, 'utf8')).replace(REMOVED, 'nobody.at@example.com'));
  const damaged = await here.run(['history', 'verify', '--sandbox', '--json']);
  expect(damaged.exitCode).toBe(4);
  expect(documentOf(damaged)).toMatchObject({
    ok: false,
    data: { intact: false, firstBroken: { line: 1 } },
    error: { code: 'audit_damaged', details: { path, line: 1 } },
  });
  expect(damaged.stderr).toContain(`${path}:1`);
});

test('the schedule is healthy after a good run, for as long as it may', async () => {
  const here = await install();
  const never = await here.run(['status', '--sandbox', '--json']);
  expect(never.exitCode).toBe(4);
  expect(documentOf(never)).toMatchObject({
    data: { healthy: false, lastGoodRun: null, ageSeconds: null },
    error: { code: 'unhealthy' },
  });
  const ran = await here.run(['reconcile', ROSTER, '--sandbox', '--yes', '--json']);
  const { runId } = dataOf(ran);
  const healthy = await here.run(['status', '--sandbox', '--json']);
  expect(healthy.exitCode).toBe(0);
  expect(dataOf(healthy)).toMatchObject({ healthy: true, lastGoodRun: { runId }, reason: null });
  const stale = await here.run(['status', '--sandbox', '--max-age', '0s']);
  expect(stale.exitCode).toBe(4);
  expect(stale.stdout).toBe('');
  expect(stale.stderr).toContain(`The last good run (${String(runId)}`);
});

test('somebody on hold is left alone by the next run, and no longer once the hold is removed', async () => {
  const here = await install();
  const added = await here.run([
    'hold',
    'add',
    REMOVED.toUpperCase(),
    '--why',
    'Legal hold',
    '--sandbox',
    '--json',
  ]);
  expect(added.exitCode).toBe(0);
  expect(dataOf(added)['holds']).toMatchObject([{ email: REMOVED, until: null, why: 'Legal hold' }]);
  const dryRun = ['reconcile', ROSTER, '--sandbox', '--dry-run', '--json'];
  const held = dataOf(await here.run(dryRun));
  expect(held['kept']).toContainEqual(expect.objectContaining({ email: REMOVED, code: 'held' }));
  expect(held['changes']).not.toContainEqual(expect.objectContaining({ email: REMOVED }));

  const listed = await here.run(['hold', 'list', '--sandbox']);
  expect(stable(listed.stdout, here)).toMatch(new RegExp(`${REMOVED} {2}DATE UTC +removed +Legal hold\\n`));
  const stranger = await here.run(['hold', 'remove', 'ana.lopez@example.com', '--sandbox']);
  expect(stranger.exitCode).toBe(7);
  expect(stranger.stderr).toContain(REMOVED);
  const removed = await here.run(['hold', 'remove', REMOVED, '--sandbox', '--quiet']);
  expect(removed).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
  expect(dataOf(await here.run(dryRun))['changes']).toContainEqual(
    expect.objectContaining({ email: REMOVED, action: 'deprovision' }),
  );
});
