import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startJob, type Runner } from './action.ts';
import { ROOT } from './place.ts';

const EVERYTHING = {
  provision: { enabled: true },
  update: { enabled: true },
  suspend: { enabled: true },
  deprovision: { enabled: true, unlisted: 'deprovision' },
};
const INPUTS = { roster: 'roster.csv', settings: 'teamsync.json' };
const HOSTILE = '$(touch hacked) `touch hacked`; touch hacked & "\'';

async function job(settings: object = EVERYTHING): ReturnType<typeof startJob> {
  const started = await startJob();
  await copyFile(join(ROOT, 'fixtures', 'roster.csv'), join(started.workspace, 'roster.csv'));
  await writeFile(join(started.workspace, 'teamsync.json'), JSON.stringify(settings));
  return started;
}

async function expectNothingRan({ workspace }: Runner): Promise<void> {
  expect(await readdir(workspace)).not.toContain('hacked');
}

test('a dry run shows pending changes, tells how many, and does not fail', async () => {
  const here = await job();
  const before = here.sandbox.snapshot().members;
  const { exitCode, outputs, summary } = await here.step('run.sh', INPUTS);
  expect(exitCode).toBe(0);
  expect(outputs).toMatchObject({ changes: '8', 'exit-code': '2', 'plan-file': '' });
  expect(JSON.parse(outputs['summary'] ?? '')).toMatchObject({ provision: 2, deprovision: 2 });
  expect(outputs['report']).toMatch(/report\.md$/);
  expect(summary).toContain('## teamsync: 8 changes planned');
  expect(here.sandbox.snapshot().members).toEqual(before);
});

test('a dry run with pending changes fails when it is asked to', async () => {
  const here = await job();
  const { exitCode, outputs } = await here.step('run.sh', { ...INPUTS, 'fail-on-changes': 'true' });
  expect(exitCode).toBe(2);
  expect(outputs['exit-code']).toBe('2');
});

test('an apply changes the team, and the dry run behind it has nothing to do', async () => {
  const here = await job();
  const applied = await here.step('run.sh', { ...INPUTS, mode: 'apply' });
  expect(applied.exitCode).toBe(0);
  expect(JSON.parse(applied.outputs['summary'] ?? '')).toMatchObject({ applied: 8, failed: 0 });
  const { exitCode, outputs } = await here.step('run.sh', INPUTS);
  expect(exitCode).toBe(0);
  expect(outputs).toMatchObject({ changes: '0', 'exit-code': '0' });
});

test('a plan is carried out exactly once: the second time the team has moved on', async () => {
  const here = await job();
  const planned = await here.step('run.sh', { ...INPUTS, mode: 'plan', 'plan-file': 'the plan.json' });
  expect(planned.outputs).toMatchObject({ 'exit-code': '2', 'plan-file': 'the plan.json' });
  const plan = { mode: 'apply', 'plan-file': 'the plan.json' };
  expect(await here.step('run.sh', plan)).toMatchObject({ exitCode: 0, outputs: { changes: '8' } });
  const again = await here.step('run.sh', plan);
  expect(again).toMatchObject({ exitCode: 10, outputs: { 'exit-code': '10', 'plan-file': '' } });
  expect(again.summary).toContain('## teamsync: nothing was planned');
});

test('a plan has a name of its own where the input is empty', async () => {
  const here = await job();
  const { outputs } = await here.step('run.sh', { ...INPUTS, mode: 'plan' });
  expect(outputs['plan-file']).toBe('teamsync-plan.json');
  expect(await readdir(here.workspace)).toContain('teamsync-plan.json');
});

test('a run that a safety rail refuses fails, and its report shows what was refused', async () => {
  const here = await job({ ...EVERYTHING, safety: { maxDeprovisions: 1 } });
  const { exitCode, outputs, summary } = await here.step('run.sh', { ...INPUTS, mode: 'apply' });
  expect(exitCode).toBe(3);
  expect(outputs['exit-code']).toBe('3');
  expect(summary).toContain('maxDeprovisions');
});

test('a broken roster fails, and the summary names the line as code', async () => {
  const here = await job();
  await writeFile(join(here.workspace, 'roster.csv'), 'email\n<img src=x>@\n');
  const { exitCode, outputs, summary } = await here.step('run.sh', INPUTS);
  expect(exitCode).toBe(7);
  expect(outputs).toEqual({ changes: '', summary: '', 'exit-code': '7', report: '', 'plan-file': '' });
  expect(summary).toMatch(/^ {6}roster\.csv:2 email "<img src=x>@": expected an e-mail address/m);
});

test('names and values that look like shell are names and values', async () => {
  const here = await job();
  const roster = `${HOSTILE}\n::set-output name=x::y.csv`;
  await copyFile(join(ROOT, 'fixtures', 'roster.csv'), join(here.workspace, roster));
  const both = await here.step('run.sh', {
    ...INPUTS,
    roster,
    args: `--only ${HOSTILE}\n  --only=*@example.com \r\n\n`,
  });
  expect(both).toMatchObject({ exitCode: 0, outputs: { changes: '8' } });
  const nobody = await here.step('run.sh', { ...INPUTS, roster, args: `--only ${HOSTILE}` });
  expect(nobody).toMatchObject({ exitCode: 7, outputs: { changes: '' } });
  await expectNothingRan(here);
});

test('a roster that begins like an option is a roster', async () => {
  const here = await job();
  await copyFile(join(ROOT, 'fixtures', 'roster.csv'), join(here.workspace, '--yes'));
  expect(await here.step('run.sh', { ...INPUTS, roster: '--yes' })).toMatchObject({ exitCode: 0 });
});

test.each([
  [{ mode: HOSTILE }, 'Write dry-run, plan or apply.'],
  [{ mode: 'dry-run\n::error::x' }, 'Write dry-run, plan or apply.'],
  [{ roster: '' }, 'needs the input roster'],
  [{ mode: 'apply', 'plan-file': 'plan.json' }, 'leave the inputs roster and settings empty'],
  [{ 'fail-on-changes': 'yes\nx' }, 'Write true or false.'],
  [{ args: '--max-deprovisions 5\n--yes' }, 'The input args has --yes'],
  [{ args: '--out=x' }, 'The input args has --out'],
  [{ args: '--quiet --watch' }, 'The input args has --watch'],
  [{ mode: 'apply', args: '--full --report=x' }, 'The input args has --report'],
])('inputs that contradict themselves are refused: %j', async (inputs, message) => {
  const here = await job();
  const { exitCode, stdout, outputs } = await here.step('run.sh', { ...INPUTS, ...inputs });
  expect(exitCode).toBe(7);
  expect(outputs).toEqual({ 'exit-code': '7' });
  expect(stdout).toMatch(/^::error title=teamsync::[^\n]*\n$/);
  expect(stdout).toContain(message);
  await expectNothingRan(here);
});

test('options without a result are no success', async () => {
  const here = await job();
  const { exitCode, outputs, summary } = await here.step('run.sh', { ...INPUTS, args: '--help' });
  expect({ exitCode, code: outputs['exit-code'] }).toEqual({ exitCode: 1, code: '1' });
  expect(summary).toContain('It wrote no result');
});

test('what the program prints is never taken for a command to the runner', async () => {
  const here = await job();
  const { stdout } = await here.step('run.sh', { ...INPUTS, args: '--help' });
  const [first = '', ...lines] = stdout.trimEnd().split('\n');
  const [, token = ''] = /^::stop-commands::([0-9a-f]{32})$/.exec(first) ?? [];
  expect(token).not.toBe('');
  expect(lines).toContain(`::${token}::`);
});

test('a cancelled job ends the run in good order', async () => {
  const here = await job();
  // Changes take so long that the run is at work when its progress says so.
  const control = `${here.sandbox.url}/_sandbox/faults`;
  await fetch(control, {
    method: 'POST',
    body: JSON.stringify({ writes: true, times: 0, delayMs: 1000 }),
    headers: { 'content-type': 'application/json' },
  });
  const inputs = { ...INPUTS, mode: 'apply', args: '--progress json' };
  const { exitCode, outputs, summary } = await here.step('run.sh', inputs, {
    onStart(child) {
      child.stderr?.once('data', () => child.kill('SIGTERM'));
    },
  });
  expect({ exitCode, code: outputs['exit-code'] }).toEqual({ exitCode: 143, code: '143' });
  expect(summary).not.toBe('');
});
