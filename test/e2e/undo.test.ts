import { expect, test } from 'vitest';
import { install, type Installation, type Ran } from '../helpers/cli.ts';
import { dataOf, documentOf, sandboxOf } from '../helpers/documents.ts';

const ROSTER = 'fixtures/roster.csv';
/** The run used up the limit of its day, and the undo takes three people off the team again. */
const LIMIT = ['--max-deprovisions', '3'];

async function afterRun(): Promise<{ here: Installation; runId: string; before: unknown }> {
  const here = await install();
  const before = await living(here);
  const ran = await here.run(['reconcile', ROSTER, '--sandbox', '--yes', '--json']);
  expect(ran.exitCode).toBe(0);
  return { here, runId: String(dataOf(ran)['runId']), before };
}

async function living(here: Installation): Promise<unknown> {
  const { members } = await sandboxOf(here);
  return members
    .filter(({ status }) => status !== 'removed')
    .map(({ email, status, externalId, name }) => ({ email, status, externalId, name }))
    .sort((a, b) => (a.email < b.email ? -1 : 1));
}

const undo = (here: Installation, runId: string, ...more: string[]): Promise<Ran> =>
  here.run(['undo', runId, '--sandbox', '--json', ...LIMIT, ...more]);

test('an undo gives the team back as it was, and a second one finds nothing', async () => {
  const { here, runId, before } = await afterRun();
  const shown = await undo(here, runId, '--dry-run', '--detailed-exitcode');
  expect(shown.exitCode).toBe(2);
  const undone = await undo(here, runId, '--yes');
  expect(undone.exitCode).toBe(0);
  expect(documentOf(undone)).toMatchObject({ command: 'undo', ok: true, error: null, warnings: [] });
  expect(dataOf(undone)).toMatchObject({
    mode: 'apply',
    verified: true,
    differences: [],
    summary: { recover: 2, unsuspend: 1, update: 1, suspend: 1, deprovision: 3, applied: 8, blocked: 0 },
    checksum: dataOf(shown)['checksum'],
  });
  expect(await living(here)).toEqual(before);

  const again = await here.run(['undo', runId, '--sandbox', '--yes']);
  expect(again.exitCode).toBe(0);
  expect(again.stdout).toContain('Nothing to undo');
  expect(await living(here)).toEqual(before);
  const reconciled = await here.run(['reconcile', ROSTER, '--sandbox', '--dry-run', '--json']);
  expect(dataOf(reconciled)['changes']).toHaveLength(8);
});

test('an undo asks like any change, and only a yes applies it', async () => {
  const { here, runId } = await afterRun();
  const after = await living(here);
  const silent = await undo(here, runId);
  expect(silent.exitCode).toBe(7);
  expect(documentOf(silent)).toMatchObject({ error: { code: 'confirmation_needed' } });
  const typed = ['undo', runId, '--sandbox', ...LIMIT];
  const no = await here.runInTerminal(typed, { columns: 80, input: 'no\r' });
  expect(no.exitCode).toBe(130);
  expect(await living(here)).toEqual(after);
  const yes = await here.runInTerminal(typed, { columns: 80, input: 'yes\r' });
  expect(yes.stdout).toContain('Applied 8 of 8 changes.');
  expect(yes.exitCode).toBe(0);
});

test('a run of another team is refused with 10, and one that does not exist with 7', async () => {
  const { here, runId } = await afterRun();
  await here.run(['sandbox', 'reset']);
  const foreign = await undo(here, runId, '--yes');
  expect(foreign.exitCode).toBe(10);
  expect(documentOf(foreign)).toMatchObject({ error: { code: 'run_of_another_team' } });
  expect((await undo(here, 'nothing', '--yes')).exitCode).toBe(7);
});

test('explain says why, of people on either side', async () => {
  const { here } = await afterRun();
  const explain = async (person: string): Promise<Record<string, unknown>> => {
    const ran = await here.run([
      'explain',
      `${person}@example.com`,
      '--roster',
      ROSTER,
      '--sandbox',
      '--json',
    ]);
    expect([ran.exitCode, ran.stderr]).toEqual([0, '']);
    return dataOf(ran);
  };
  expect(await explain('henrik.dahl')).toMatchObject({
    roster: null,
    decision: { action: null, code: 'protected' },
    protections: ['safety.protectAdmins'],
  });
  expect(await explain('greta.lind')).toMatchObject({
    roster: { wanted: 'unassigned' },
    member: { status: 'removed', recoverable: true },
    decision: { action: null, code: 'already_off_team' },
    history: [{ action: 'deprovision', status: 'applied' }],
  });
  expect(await explain('priya.nair')).toMatchObject({
    decision: { action: null, code: 'invitation_pending' },
  });
  const stranger = await here.run([
    'explain',
    'nobody@example.org',
    '--roster',
    ROSTER,
    '--sandbox',
    '--json',
  ]);
  expect(stranger.exitCode).toBe(7);
  expect(documentOf(stranger)).toMatchObject({ error: { code: 'unknown_person' } });
});
