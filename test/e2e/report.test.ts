import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkFaults } from '../../src/sandbox/faults.ts';
import { builtInSeed } from '../../src/sandbox/seed.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { install, type Installation, type Ran } from '../helpers/cli.ts';
import { dataOf, documentOf } from '../helpers/documents.ts';

const ROSTER = 'fixtures/roster.csv';

interface Reported {
  ran: Ran;
  text: string;
}

/** Runs a command in the rehearsal with a report in its folder. */
async function reportOf(here: Installation, name: string, ...line: string[]): Promise<Reported> {
  const path = join(here.folder, name);
  const ran = await here.run([...line, '--sandbox', '--json', '--report', path]);
  return { ran, text: await readFile(path, 'utf8') };
}

test('a dry run leaves each kind of report, readable by its owner alone', async () => {
  const here = await install();
  for (const name of ['r.md', 'r.csv', 'r.html', 'r.json']) {
    const { ran } = await reportOf(here, name, 'plan', ROSTER);
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toContain(`Report written to ${join(here.folder, name)}.`);
    expect((await stat(join(here.folder, name))).mode & 0o777).toBe(0o600);
  }
  const left = await readdir(here.folder);
  expect(left.filter((name) => name.startsWith('r.')).sort()).toEqual(['r.csv', 'r.html', 'r.json', 'r.md']);
});

test('a report in JSON is the data that --json has', async () => {
  const { ran, text } = await reportOf(await install(), 'r.json', 'reconcile', ROSTER, '--yes');
  expect(ran.exitCode).toBe(0);
  expect(JSON.parse(text)).toEqual(dataOf(ran));
});

test('every command that changes a team leaves one', async () => {
  const here = await install();
  const plan = join(here.folder, 'plan.json');
  const planned = await reportOf(here, 'r.md', 'plan', ROSTER, '--out', plan);
  expect(planned.text).toContain('**Command:** reconcile, a dry run: nothing was sent');
  const applied = await reportOf(here, 'r.md', 'apply', plan, '--yes');
  expect(applied.text).toMatch(/^## teamsync: 8 of 8 changes applied\n/);
  expect(applied.text).toContain('**Verified:** yes');
  const runId = String(dataOf(applied.ran)['runId']);
  const member = await reportOf(
    here,
    'r.md',
    'member',
    'suspend',
    'ana.lopez@example.com',
    '--yes',
    '--max-suspensions',
    '9',
  );
  expect(member.text).toContain('**Source:** member suspend');
  const undone = await reportOf(here, 'r.md', 'undo', runId, '--yes', '--max-deprovisions', '9');
  expect(undone.text).toContain(`**Source:** run ${runId}`);
  expect(undone.text).toContain('**Rails:** for this run alone: --max-deprovisions 9');
});

describe('a run that did not go well leaves one', () => {
  test('when a rail refused it', async () => {
    const { ran, text } = await reportOf(
      await install(),
      'r.md',
      'reconcile',
      ROSTER,
      '--yes',
      '--max-deprovisions',
      '0',
    );
    expect(ran.exitCode).toBe(3);
    expect(text).toMatch(
      /^## teamsync: 8 changes planned, none applied\n\n\*\*Result:\*\* Ended with exit code 3/,
    );
  });

  test('when nobody agreed to it', async () => {
    const { ran, text } = await reportOf(await install(), 'r.html', 'reconcile', ROSTER);
    expect(ran.exitCode).toBe(7);
    expect(text).toContain('8 changes planned, none applied');
  });

  test('when some of it failed, with the reason of each failure', async () => {
    const here = await install();
    const faults = [{ route: 'team/members/suspend', error: 'suspend_last_admin' }];
    const sandbox = await startSandbox({
      team: { seed: builtInSeed() },
      faults: checkFaults(faults, 'this test'),
    });
    onTestFinished(() => sandbox.close());
    const settings = join(here.folder, 'settings.json');
    await writeFile(settings, JSON.stringify({ suspend: { enabled: true } }));
    const path = join(here.folder, 'r.csv');
    const ran = await here.run(
      ['reconcile', ROSTER, '--settings', settings, '--yes', '--json', '--report', path],
      {
        env: { TEAMSYNC_DROPBOX_API_URL: sandbox.url, TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken },
      },
    );
    expect(ran.exitCode).toBe(4);
    const text = await readFile(path, 'utf8');
    const lines: Record<string, string>[] = parse(text, { columns: true });
    const failed = lines.filter((line) => line['status'] === 'failed');
    expect(failed.map((line) => [line['action'], line['email'], line['result.code']])).toEqual([
      ['suspend', 'dmitri.volkov@example.com', 'suspend_last_admin'],
    ]);
    expect(text).not.toContain(sandbox.accessToken);
  });
});

describe('before anything is sent', () => {
  const refused = async (name: string): Promise<{ code: unknown; requests: object }> => {
    const here = await install();
    const sandbox = await startSandbox({ team: { seed: builtInSeed() } });
    onTestFinished(() => sandbox.close());
    const ran = await here.run(['reconcile', ROSTER, '--yes', '--json', '--report', name], {
      env: { TEAMSYNC_DROPBOX_API_URL: sandbox.url, TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken },
    });
    expect(ran.exitCode).toBe(7);
    return { code: documentOf(ran)['error'], requests: sandbox.snapshot().counters.requests };
  };

  test.each([
    ['r.txt', 'unknown_report_format'],
    [ROSTER, 'report_is_input'],
  ])('--report %s is refused as %s', async (name, code) => {
    expect(await refused(name)).toEqual({ code: expect.objectContaining({ code }) as unknown, requests: {} });
  });
});

test('a report that cannot be written makes the run end with 1, and the result is there all the same', async () => {
  const here = await install();
  const ran = await here.run([
    'reconcile',
    ROSTER,
    '--sandbox',
    '--yes',
    '--json',
    '--report',
    join('/dev/null', 'r.md'),
  ]);
  expect(ran.exitCode).toBe(1);
  expect(documentOf(ran)).toMatchObject({ ok: false, exitCode: 1, error: { code: 'cannot_write' } });
  expect(dataOf(ran)).toMatchObject({ verified: true, summary: { applied: 8 } });
  expect(ran.stderr).toContain('The run itself ended with 0.');
});

test('the report of an earlier run stays as it is when there was no plan to report', async () => {
  const here = await install();
  const { text } = await reportOf(here, 'r.md', 'plan', ROSTER);
  const empty = join(here.folder, 'empty.csv');
  await writeFile(empty, 'email\n');
  const failed = await reportOf(here, 'r.md', 'plan', empty);
  expect(failed.ran.exitCode).toBe(7);
  expect(failed.text).toBe(text);
});
