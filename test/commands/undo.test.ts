import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RunReport } from '../../src/render/report.ts';
import { rehearse, type Answer, type Rehearsal } from '../helpers/rehearsal.ts';

const HEADER = 'email,status';
const LIMITS = '--max-deprovisions 20 --max-suspensions 20';
const ELIF = 'elif.kaya@example.com';
const GRETA = 'greta.lind@example.com';
const PRIYA = 'priya.nair@example.com';

const reconcile = (here: Rehearsal, roster = here.roster, more = ''): Promise<Answer<RunReport>> =>
  here.ask<RunReport>(`reconcile ${roster} --yes ${LIMITS} ${more}`);
const undo = (here: Rehearsal, run: string, more = ''): Promise<Answer<RunReport>> =>
  here.ask<RunReport>(`undo ${run} --yes ${LIMITS} ${more}`);

/** A rehearsal after a run with the roster that comes with the program, and the id of that run. */
async function afterRun(): Promise<{ here: Rehearsal; runId: string; before: Record<string, string> }> {
  const here = await rehearse();
  const before = await here.members();
  const { data, exitCode } = await reconcile(here);
  expect([exitCode, data.summary.applied]).toEqual([0, 8]);
  return { here, runId: data.runId, before };
}

/** Leaves a run as if it had been killed: without a result, and with these records alone in its journal. */
async function cutJournal(folder: string, keeps: (record: { type: string }) => boolean): Promise<void> {
  const path = join(folder, 'journal.ndjson');
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  const kept = lines.map((line) => JSON.parse(line) as { n: number; type: string }).filter(keeps);
  const first = kept[0]?.n ?? 0;
  const numbered = kept.map((record, index) => `${JSON.stringify({ ...record, n: first + index })}\n`);
  await writeFile(path, numbered.join(''));
  await rm(join(folder, 'result.json'));
}

describe('an undo', () => {
  test('makes the team what it was before the run, is verified and kept as a run of its own', async () => {
    const { here, runId, before } = await afterRun();
    const { exitCode, data, warnings } = await undo(here, runId);
    expect([exitCode, warnings]).toEqual([0, []]);
    expect(data).toMatchObject({ mode: 'apply', verified: true, differences: [], summary: { applied: 8 } });
    expect(data.roster).toMatchObject({ source: `run ${runId}`, format: 'csv', people: 0 });
    expect(data.changes.every(({ reason }) => reason === 'undo')).toBe(true);
    expect(await here.members()).toEqual(before);
    const kept = JSON.parse(
      await readFile(join(await here.folderOf(data.runId), 'result.json'), 'utf8'),
    ) as object;
    expect(kept).toMatchObject({ command: 'undo', whole: false, outcome: 'done' });
  });

  test('of a run that is undone already finds nothing', async () => {
    const { here, runId } = await afterRun();
    await undo(here, runId);
    const ran = await here.run(`undo ${runId} --yes`);
    expect([ran.exitCode, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toContain('Nothing to undo');
  });

  test('of an undo does again what can be done again, and ends with 4 for the rest', async () => {
    const { here, runId } = await afterRun();
    const applied = await here.members();
    const first = await undo(here, runId);
    const { exitCode, data } = await undo(here, first.data.runId);
    expect(exitCode).toBe(4);
    expect(data.summary).toMatchObject({ applied: 6, failed: 0, blocked: 2 });
    const lost = [PRIYA, 'quinn.baker@example.com'];
    const rest = Object.entries(applied).filter(([email]) => !lost.includes(email));
    expect(await here.members()).toEqual(Object.fromEntries(rest));
  });

  test('adds nobody to those whom a roster is remembered to have named', async () => {
    const { here, runId } = await afterRun();
    const memory = join(dirname(dirname(await here.folderOf(runId))), 'memory.json');
    const named = async (): Promise<unknown> =>
      (JSON.parse(await readFile(memory, 'utf8')) as { managed: unknown }).managed;
    const before = await named();
    await undo(here, runId);
    expect(await named()).toEqual(before);
  });

  test('brings back a suspended account suspended', async () => {
    const here = await rehearse();
    const before = await here.members();
    const roster = await here.write('leaver.csv', [
      HEADER,
      `${ELIF},unassigned`,
      'ana.lopez@example.com,active',
    ]);
    const { data: removal } = await reconcile(here, roster, `--only ${ELIF}`);
    expect(removal.summary).toMatchObject({ deprovision: 1, applied: 1 });
    const { exitCode, data } = await undo(here, removal.runId);
    expect(data.changes.map(({ id, status }) => `${id} ${status}`)).toEqual([
      `recover:${ELIF} applied`,
      `suspend:${ELIF} applied`,
    ]);
    expect([exitCode, data.verified]).toEqual([0, true]);
    expect(await here.members()).toEqual(before);
  });

  test('says first of all what is lost', async () => {
    const here = await rehearse();
    await here.run('settings set deprovision.wipeData=true');
    const { data } = await reconcile(here, here.roster, `--only ${GRETA}`);
    const { stdout, stderr, exitCode } = await here.run(`undo ${data.runId} --yes`);
    expect(exitCode).toBe(0);
    expect(stdout.startsWith('Cannot be undone 1\n  ! greta.lind@example.com:')).toBe(true);
    expect(stderr).toContain('linked devices');
  });

  test('leaves alone whoever has joined since, does the rest and ends with 4', async () => {
    const { here, runId } = await afterRun();
    await here.alter(PRIYA, { status: 'active', joinedOn: '2026-03-02T10:02:00Z' });
    const { exitCode, data, error } = await undo(here, runId);
    expect([exitCode, error?.code]).toEqual([4, 'some_changes_failed']);
    expect(data.blocked).toMatchObject([{ email: PRIYA, code: 'not_reversible', action: 'deprovision' }]);
    expect(data.summary).toMatchObject({ applied: 7 });
    expect((await here.members())[PRIYA]).toContain('active');
  });

  test('keeps to the limits, and counts what the run itself did', async () => {
    const { here, runId } = await afterRun();
    const { exitCode, error, data } = await here.ask<RunReport>(`undo ${runId} --yes`);
    expect([exitCode, error?.code, data.changes.length]).toEqual([3, 'over_limit', 8]);
    expect(error?.hint).toContain('--max-deprovisions 3');
  });

  test('of some people leaves the others as they are, also when it is verified', async () => {
    const { here, runId } = await afterRun();
    const { exitCode, data } = await undo(here, runId, `--only ${PRIYA}`);
    expect([exitCode, data.verified]).toEqual([0, true]);
    expect(data.changes.map(({ id }) => id)).toEqual([`deprovision:${PRIYA}`]);
    const none = await undo(here, runId, '--only nobody@example.com');
    expect([none.exitCode, none.error?.code]).toEqual([7, 'only_matches_nobody']);
  });
});

describe('a dry run', () => {
  test('shows the undo and keeps nothing', async () => {
    const { here, runId } = await afterRun();
    const runs = dirname(await here.folderOf(runId));
    const { exitCode, data } = await here.ask<RunReport>(
      `undo ${runId.slice(0, 12)} --dry-run --detailed-exitcode ${LIMITS}`,
    );
    expect(exitCode).toBe(2);
    expect(data).toMatchObject({ mode: 'dry-run', summary: { applied: 0 } });
    expect(await readdir(runs)).toEqual([runId]);
  });
});

describe('a run', () => {
  test('of another team is refused with 10', async () => {
    const { here, runId } = await afterRun();
    await here.run('sandbox reset');
    const { exitCode, error } = await undo(here, runId);
    expect([exitCode, error?.code]).toEqual([10, 'run_of_another_team']);
    expect(error?.message).toMatch(/changed the team Rehearsal \(dbtid:/);
    await rm(join(await here.folderOf(runId), 'plan.json'));
    expect((await undo(here, runId)).error?.message).toMatch(/changed the team dbtid:/);
  });

  test('that nobody knows is refused with 7', async () => {
    const { here } = await afterRun();
    expect((await undo(here, 'nothing')).error).toMatchObject({ code: 'unknown_run' });
  });

  test('that did nothing has nothing to undo', async () => {
    const { here } = await afterRun();
    const { data } = await reconcile(here);
    const { exitCode, data: undone } = await undo(here, data.runId);
    expect([exitCode, undone.changes]).toEqual([0, []]);
  });

  test('with a change that this version does not know is undone without it, with a warning', async () => {
    const { here, runId } = await afterRun();
    const path = join(await here.folderOf(runId), 'result.json');
    const result = JSON.parse(await readFile(path, 'utf8')) as { changes: Record<string, unknown>[] };
    result.changes.push({ ...result.changes[0], id: `merge:${PRIYA}`, action: 'merge' });
    result.changes.push({ ...result.changes[0], id: 'update:x', status: 'skipped' });
    await writeFile(path, JSON.stringify(result));
    const { data, warnings } = await undo(here, runId);
    expect(data.summary.applied).toBe(8);
    expect(warnings).toMatchObject([
      { code: 'cannot_be_undone', message: expect.stringContaining('merge') as string },
    ]);
  });

  test('whose plan cannot be read any more is undone from its result', async () => {
    const { here, runId, before } = await afterRun();
    await rm(join(await here.folderOf(runId), 'plan.json'));
    const { exitCode, data } = await undo(here, runId);
    expect([exitCode, data.roster.format]).toEqual([0, 'json']);
    expect(await here.members()).toEqual(before);
  });
});

describe('a run that was cut off', () => {
  test('is looked at through its journal, and settled before it is undone', async () => {
    const { here, runId, before } = await afterRun();
    await cutJournal(await here.folderOf(runId), ({ type }) => type !== 'end');
    const shown = await here.ask<RunReport>(`undo ${runId} --dry-run ${LIMITS}`);
    expect(shown.data.changes).toHaveLength(8);
    expect(shown.warnings.map(({ code }) => code)).toEqual(['run_unfinished']);
    const { exitCode, data, warnings } = await undo(here, runId);
    expect([exitCode, data.summary.applied]).toEqual([0, 8]);
    expect(warnings.map(({ code }) => code)).toEqual(['run_settled']);
    expect(await here.members()).toEqual(before);
  });

  test('before it was answered counts as far as the team shows it', async () => {
    const { here, runId } = await afterRun();
    await cutJournal(await here.folderOf(runId), ({ type }) => type === 'start' || type === 'intent');
    const { data } = await here.ask<RunReport>(`undo ${runId} --dry-run ${LIMITS}`);
    expect(data.changes).toHaveLength(8);
  });

  test('before it sent anything has nothing to undo', async () => {
    const { here, runId } = await afterRun();
    const folder = await here.folderOf(runId);
    await cutJournal(folder, ({ type }) => type === 'start');
    expect((await here.ask<RunReport>(`undo ${runId} --dry-run`)).data.changes).toEqual([]);
  });

  test('with a plan that cannot be read is refused rather than taken for one that did nothing', async () => {
    const { here, runId } = await afterRun();
    const folder = await here.folderOf(runId);
    await cutJournal(folder, ({ type }) => type !== 'end');
    await rm(join(folder, 'plan.json'));
    const { exitCode, error } = await here.ask(`undo ${runId} --dry-run`);
    expect([exitCode, error?.code]).toEqual([7, 'run_unreadable']);
  });
});

test('the plan of an undo is not one that apply could carry on', async () => {
  const { here, runId } = await afterRun();
  const { data } = await undo(here, runId);
  const { exitCode, error } = await here.ask(`apply --resume ${data.runId} --yes`);
  expect([exitCode, error?.code]).toEqual([7, 'plan_without_roster']);
});
