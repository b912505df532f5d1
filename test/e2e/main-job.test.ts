import { describe, expect, test } from 'vitest';
import { install, stable, type Installation } from '../helpers/cli.ts';
import { dataOf, documentOf, sandboxOf } from '../helpers/documents.ts';

const ROSTER = 'fixtures/roster.csv';
const DRY_RUN = ['reconcile', ROSTER, '--sandbox', '--dry-run'];
const APPLY = ['reconcile', ROSTER, '--sandbox', '--yes'];

describe('the main job on the rehearsal team', () => {
  test('a dry run in a pipe shows every kind of change as plain text', async () => {
    const here = await install();
    const ran = await here.run(DRY_RUN);
    expect(ran.exitCode).toBe(0);
    expect(stable(ran.stdout, here)).toMatchSnapshot();
    expect(ran.stderr).toBe('');
  });

  test.each([80, 200])('a dry run on a terminal of %i columns is coloured and fits', async (columns) => {
    const here = await install();
    const ran = await here.runInTerminal(DRY_RUN, { columns });
    expect(ran.exitCode).toBe(0);
    // How often the spinner turned before is nobody's business.
    const diff = ran.stdout.slice(ran.stdout.indexOf('\u001b[1mTeam'));
    expect(ran.stdout).toContain('Reading the team from Dropbox');
    expect(stable(diff, here)).toMatchSnapshot();
  });

  test('a terminal that does not know its width gets the diff at 80 columns, and no spinner', async () => {
    const here = await install();
    const ran = await here.runInTerminal(DRY_RUN, { columns: 0 });
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('Plan: ');
    expect(ran.stdout).not.toContain('Reading the team');
  });

  test('a dry run sends no write', async () => {
    const here = await install();
    await here.run(DRY_RUN);
    const { counters } = await sandboxOf(here);
    expect(counters.writes).toBe(0);
    expect(Object.keys(counters.requests).sort()).toEqual([
      'team/get_info',
      'team/members/list_v2',
      'team/token/get_authenticated_admin',
    ]);
  });

  test('applying it ends with 0, is verified, and leaves nothing to do', async () => {
    const here = await install();
    const applied = await here.run(APPLY);
    expect(applied.stderr).toBe('');
    expect(applied.exitCode).toBe(0);
    expect(applied.stdout).toContain('Applied 8 of 8 changes.');
    expect(applied.stdout).toContain('Verified: the team was read again and is as planned.');
    const again = await here.run(DRY_RUN);
    expect(again.exitCode).toBe(0);
    expect(stable(again.stdout, here)).toMatchSnapshot();
  });

  test('only the people who are new get a welcome e-mail, and nobody is wiped', async () => {
    const here = await install();
    await here.run(APPLY);
    const { counters } = await sandboxOf(here);
    expect(counters.mailsSent).toEqual(['priya.nair@example.com', 'quinn.baker@example.com']);
    expect(counters.wipesRequested).toEqual([]);
  });

  test('silent provisioning sends no e-mail at all', async () => {
    const here = await install();
    await here.run(['settings', 'set', '--silent', '--sandbox']);
    const applied = await here.run(APPLY);
    expect(applied.exitCode).toBe(0);
    expect(applied.stdout).toContain('Silent:');
    const { counters } = await sandboxOf(here);
    expect(counters.mailsSent).toEqual([]);
    expect(counters.adds).toBe(2);
  });

  test('with --json standard output is one document that repeats, apart from the run and its times', async () => {
    const here = await install();
    const first = await here.run([...DRY_RUN, '--json']);
    const second = await here.run([...DRY_RUN, '--json']);
    const [one, two] = [dataOf(first), dataOf(second)];
    expect(one['checksum']).toBe(two['checksum']);
    const still = (data: object): string =>
      JSON.stringify({ ...data, runId: '', timings: {}, requests: {} }).replaceAll(
        /"reversibleUntil":"[^"]*"/g,
        '',
      );
    expect(still(one)).toBe(still(two));
    expect(documentOf(first)).toMatchObject({
      schemaVersion: 1,
      command: 'reconcile',
      ok: true,
      exitCode: 0,
      error: null,
    });
  });

  test('--detailed-exitcode tells pending changes from none', async () => {
    const here = await install();
    expect((await here.run([...DRY_RUN, '--detailed-exitcode'])).exitCode).toBe(2);
    await here.run(APPLY);
    expect((await here.run([...DRY_RUN, '--detailed-exitcode'])).exitCode).toBe(0);
  });

  test('a roster on standard input is the same roster', async () => {
    const here = await install();
    const { readFile } = await import('node:fs/promises');
    const input = await readFile(ROSTER, 'utf8');
    const piped = dataOf(await here.run(['reconcile', '-', '--sandbox', '--dry-run', '--json'], { input }));
    const named = dataOf(await here.run([...DRY_RUN, '--json']));
    expect(piped['checksum']).toBe(named['checksum']);
    expect(piped['roster']).toEqual({ ...(named['roster'] as object), source: '-' });
  });
});

describe('asking', () => {
  test('without a terminal and without --yes nothing is sent', async () => {
    const here = await install();
    const ran = await here.run(['reconcile', ROSTER, '--sandbox']);
    expect(ran.exitCode).toBe(7);
    expect(ran.stderr).toContain('--yes');
    expect((await sandboxOf(here)).counters.writes).toBe(0);
  });

  test('only the word yes, typed in full, applies', async () => {
    const here = await install();
    const no = await here.runInTerminal(['reconcile', ROSTER, '--sandbox'], { columns: 80, input: 'y\r' });
    expect(no.exitCode).toBe(130);
    expect((await sandboxOf(here)).counters.writes).toBe(0);
    const yes = await here.runInTerminal(['reconcile', ROSTER, '--sandbox'], { columns: 80, input: 'yes\r' });
    expect(yes.stdout).toContain('Applied 8 of 8 changes.');
    expect(yes.exitCode).toBe(0);
  });

  test('the rails that would refuse an apply refuse the dry run too, and the plan is in the document', async () => {
    const here = await install();
    await here.run(['settings', 'set', 'safety.maxDeprovisions=1', '--sandbox']);
    for (const mode of ['--dry-run', '--yes']) {
      const ran = await here.run(['reconcile', ROSTER, '--sandbox', mode, '--json']);
      expect(ran.exitCode).toBe(3);
      expect(documentOf(ran)).toMatchObject({ ok: false, error: { code: 'over_limit' } });
      expect(dataOf(ran)['summary']).toMatchObject({ deprovision: 2, applied: 0 });
    }
    expect((await sandboxOf(here)).counters.writes).toBe(0);
    const raised = await here.run(['reconcile', ROSTER, '--sandbox', '--yes', '--max-deprovisions', '2']);
    expect(raised.exitCode).toBe(0);
  });

  test('a plan is never written over the roster', async () => {
    const here = await install();
    const { copyFile, readFile } = await import('node:fs/promises');
    const roster = `${here.folder}/roster.csv`;
    await copyFile(ROSTER, roster);
    const ran = await here.run(['plan', roster, '--sandbox', '--out', roster]);
    expect(ran.exitCode).toBe(7);
    expect(await readFile(roster, 'utf8')).toBe(await readFile(ROSTER, 'utf8'));
  });

  test('a bad roster is refused before anything is asked of Dropbox', async () => {
    const here = await install();
    const ran = await here.run(['reconcile', '-', '--sandbox', '--yes'], {
      input: 'email,status\nana@example.com,active\nnobody,active\nben.okafor@example.com,gone\n',
    });
    expect(ran.exitCode).toBe(7);
    expect(stable(ran.stderr, here)).toMatchSnapshot();
    expect((await sandboxOf(here)).counters.requests).toEqual({});
  });
});

async function withPlan(here: Installation): Promise<string> {
  const file = `${here.folder}/plan.json`;
  const planned = await here.run(['plan', ROSTER, '--sandbox', '--out', file]);
  expect(planned.exitCode).toBe(0);
  return file;
}

describe('in two steps', () => {
  test('a reviewed plan is applied as it is', async () => {
    const here = await install();
    const file = await withPlan(here);
    const applied = await here.run(['apply', file, '--sandbox', '--yes', '--json']);
    expect(applied.exitCode).toBe(0);
    expect(dataOf(applied)['summary']).toMatchObject({ applied: 8, failed: 0 });
    expect(dataOf(applied)['verified']).toBe(true);
  });

  test('a plan of a team that has moved on is refused, naming what changed', async () => {
    const here = await install();
    const file = await withPlan(here);
    await here.run(['reconcile', ROSTER, '--sandbox', '--yes', '--only', 'priya.nair@example.com']);
    const refused = await here.run(['apply', file, '--sandbox', '--yes']);
    expect(refused.exitCode).toBe(10);
    expect(refused.stderr).toContain('provision:priya.nair@example.com');
  });

  test('a plan file that was altered is refused', async () => {
    const here = await install();
    const file = await withPlan(here);
    const { readFile, writeFile } = await import('node:fs/promises');
    await writeFile(file, (await readFile(file, 'utf8')).replace('greta.lind@', 'iris.chen@'));
    const refused = await here.run(['apply', file, '--sandbox', '--yes']);
    expect(refused.exitCode).toBe(10);
    expect(refused.stderr).toContain('not as teamsync wrote it');
  });

  test('a plan of another team is refused', async () => {
    const here = await install();
    const file = await withPlan(here);
    await here.run(['sandbox', 'reset']);
    const refused = await here.run(['apply', file, '--sandbox', '--yes']);
    expect(refused.exitCode).toBe(10);
    expect(refused.stderr).toContain('Rehearsal');
  });
});
