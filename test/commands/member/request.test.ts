import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RunReport } from '../../../src/render/report.ts';
import { rehearse, type Answer, type Rehearsal } from '../../helpers/rehearsal.ts';

const person = (name: string): string => `${name}@example.com`;
const [ANA, BEN, FEMI, GRETA, HUGO, ELIF, OLIVIA, HENRIK, MARTA] = [
  'ana.lopez',
  'ben.okafor',
  'femi.adeyemi',
  'greta.lind',
  'hugo.martin',
  'elif.kaya',
  'olivia.brandt',
  'henrik.dahl',
  'marta.silva',
].map(person) as [string, string, string, string, string, string, string, string, string];
const NEW = 'new@example.com';

const member = (here: Rehearsal, line: string): Promise<Answer<RunReport>> =>
  here.ask<RunReport>(`member ${line}`);
const became = ({ changes }: RunReport): string[] => changes.map(({ id, status }) => `${id} ${status}`);

/** A rehearsal in which no action is enabled. */
async function allOff(): Promise<Rehearsal> {
  const here = await rehearse();
  await here.run('settings set --no-provision --no-suspend --no-deprovision --no-update');
  return here;
}

describe('without any action being enabled', () => {
  test.each([
    ['provision', NEW, [`provision:${NEW} applied`], 'invited'],
    ['provision', FEMI, [`recover:${FEMI} applied`], 'active'],
    ['recover', FEMI, [`recover:${FEMI} applied`], 'active'],
    ['suspend', ANA, [`suspend:${ANA} applied`], 'suspended'],
    ['unsuspend', ELIF, [`unsuspend:${ELIF} applied`], 'active'],
    ['deprovision', GRETA, [`deprovision:${GRETA} applied`], undefined],
    ['deprovision', HUGO, [`deprovision:${HUGO} applied`], undefined],
  ])('member %s %s does it', async (action, email, changes, status) => {
    const here = await allOff();
    const { exitCode, data, warnings, error } = await member(here, `${action} ${email} --yes`);
    expect([exitCode, warnings, error]).toEqual([0, [], null]);
    expect(became(data)).toEqual(changes);
    expect(data.changes[0]).toMatchObject({ reason: 'requested', source: { line: null, groups: [] } });
    expect(data).toMatchObject({ mode: 'apply', verified: true, differences: [] });
    expect((await here.members())[email]?.split(' ')[0]).toBe(status);
  });

  test('member transfer moves the files of somebody who was removed', async () => {
    const here = await allOff();
    const { exitCode, data } = await member(here, `transfer ${FEMI} --to ${ANA} --yes`);
    expect([exitCode, ...became(data)]).toEqual([0, `transfer:${FEMI} applied`]);
    expect(data.changes[0]?.options).toMatchObject({ transferTo: ANA, transferAdmin: OLIVIA });
    expect((await member(here, `recover ${FEMI} --yes`)).data.blocked).toMatchObject([
      { email: FEMI, code: 'not_recoverable' },
    ]);
  });

  test('member transfer reads who gets the files from nowhere but the command line', async () => {
    const here = await allOff();
    const { exitCode, error } = await member(here, `transfer ${FEMI} --to - --yes`);
    expect([exitCode, error?.code]).toEqual([7, 'invalid_email']);
  });

  test('what is so already is no change, and ends with 0', async () => {
    const here = await allOff();
    const { stdout, exitCode } = await here.run(`member suspend ${ELIF} --yes`);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Nothing to do: it is so already.');
  });
});

test('options come from the settings', async () => {
  const here = await rehearse();
  await here.run(
    'settings set provision.silent=true suspend.wipeData=true deprovision.wipeData=true suspend.invited=cancel',
  );
  const optionsOf = async (line: string): Promise<unknown> =>
    (await member(here, `${line} --dry-run`)).data.changes[0]?.options;
  expect(await optionsOf(`provision ${NEW}`)).toMatchObject({ silent: true });
  expect(await optionsOf(`suspend ${ANA}`)).toEqual({ wipeData: true });
  expect(await optionsOf(`deprovision ${GRETA}`)).toMatchObject({ method: 'remove', wipeData: true });
  expect(await optionsOf(`suspend ${HUGO}`)).toMatchObject({ method: 'remove', wipeData: false });
});

describe('somebody who may not be touched', () => {
  test('is left alone with exit 3, while the others are done', async () => {
    const here = await rehearse();
    await here.run(`settings set safety.protect=["${BEN}"] safety.maxSuspensions=5`);
    await here.run(`hold add ${GRETA} --why Leave`);
    const { exitCode, data, error } = await member(
      here,
      `suspend ${ANA} ${BEN} ${GRETA} ${HENRIK} ${OLIVIA} --yes`,
    );
    expect([exitCode, error?.code]).toEqual([3, 'protected']);
    expect(error?.message).toContain('4 people asked for by name were left alone.');
    expect(became(data)).toEqual([`suspend:${ANA} applied`]);
    expect(data.kept.map(({ email, code }) => `${email} ${code}`)).toEqual([
      `${BEN} protected`,
      `${GRETA} held`,
      `${HENRIK} protected`,
      `${OLIVIA} protected`,
    ]);
    expect((await here.members())[BEN]).toContain('active');
  });

  test('ends a dry run with 3 as well', async () => {
    const here = await rehearse();
    const { exitCode, error } = await member(here, `deprovision ${HENRIK} --dry-run`);
    expect([exitCode, error?.code]).toEqual([3, 'protected']);
  });
});

test('somebody invited cannot be suspended: 4, and the others are done', async () => {
  const here = await rehearse();
  const { exitCode, data } = await member(here, `suspend ${HUGO} ${ANA} --yes`);
  expect(exitCode).toBe(4);
  expect(became(data)).toEqual([`suspend:${ANA} applied`]);
  expect(data.blocked).toMatchObject([{ email: HUGO, code: 'invited_cannot_be_suspended' }]);
});

test.each(['suspend', 'unsuspend', 'deprovision', 'recover'])(
  'a stranger is refused with 7 before anything is sent (%s)',
  async (action) => {
    const here = await rehearse();
    const before = await here.members();
    const { exitCode, error } = await member(here, `${action} ${ANA} ${NEW} --yes`);
    expect([exitCode, error?.code]).toEqual([7, 'unknown_member']);
    expect(await here.members()).toEqual(before);
  },
);

describe('as every change', () => {
  test('it is narrowed down with --only, which has to match somebody', async () => {
    const here = await allOff();
    const some = await member(here, `suspend ${ANA} ${BEN} --only ana.* --dry-run`);
    expect(became(some.data)).toEqual([`suspend:${ANA} planned`]);
    const none = await member(here, `suspend ${ANA} --only ben.* --dry-run`);
    expect(none).toMatchObject({ exitCode: 7, error: { code: 'only_matches_nobody' } });
  });

  test('its plan can be written down to be looked at', async () => {
    const here = await allOff();
    const { stderr } = await here.run(`member suspend ${ANA} --dry-run --out plan.json`);
    expect(stderr).toBe('Plan written to plan.json.\n');
    const plan = JSON.parse(await readFile(join(here.folder, 'plan.json'), 'utf8')) as RunReport;
    expect(plan.changes.map(({ id }) => id)).toEqual([`suspend:${ANA}`]);
  });

  test('it is refused with 7 where nobody can be asked', async () => {
    const here = await rehearse();
    const { exitCode, error } = await member(here, `suspend ${ANA}`);
    expect([exitCode, error?.code]).toEqual([7, 'confirmation_needed']);
    expect((await here.members())[ANA]).toContain('active');
  });

  test('it keeps to the limits, which are counted together with those of other runs', async () => {
    const here = await rehearse();
    const first = await member(here, `suspend ${ANA} ${BEN} --yes`);
    expect(first.exitCode).toBe(0);
    const second = await member(here, `suspend ${GRETA} --yes`);
    expect([second.exitCode, second.error?.code]).toEqual([3, 'over_limit']);
    const raised = await member(here, `suspend ${GRETA} --yes --max-suspensions 1`);
    expect(raised.exitCode).toBe(0);
  });

  test('it stands in the history, is undone like any run, and is none that apply could carry on', async () => {
    const here = await rehearse();
    const before = await here.members();
    const { data } = await member(here, `suspend ${ANA} --yes`);
    const result = JSON.parse(
      await readFile(join(await here.folderOf(data.runId), 'result.json'), 'utf8'),
    ) as object;
    expect(result).toMatchObject({ command: 'member suspend', outcome: 'done', whole: false });
    const resumed = await here.ask(`apply --resume ${data.runId} --yes`);
    expect([resumed.exitCode, resumed.error?.code]).toEqual([7, 'plan_without_roster']);
    expect((await here.ask(`undo ${data.runId} --yes`)).exitCode).toBe(0);
    expect(await here.members()).toEqual(before);
  });

  test('it may go in steps', async () => {
    const here = await rehearse();
    const { exitCode, data } = await member(here, `suspend ${ANA} ${BEN} --yes --canary 1`);
    expect([exitCode, data.summary.applied]).toEqual([0, 2]);
    const { exitCode: misuse, error } = await member(here, `suspend ${GRETA} --yes --max-failures 1`);
    expect([misuse, error?.code]).toEqual([7, 'max_failures_needs_canary']);
  });

  test('it says how many people were asked for', async () => {
    const here = await rehearse();
    const told = await here.run(`member suspend ${ANA} ${BEN} --dry-run`);
    expect(told.stdout).toContain('suspend 2 people by name');
    const one = await here.run(`member suspend ${BEN} --dry-run`);
    expect(one.stdout).toContain('suspend 1 person by name');
  });
});

test('an invitation that was withdrawn is sent again to whoever is provisioned by name', async () => {
  const here = await rehearse();
  await here.run('settings set invitations.cancelAfterDays=2');
  const roster = await here.write('roster.csv', ['email,external_id', `${HUGO},E10`]);
  const cancelled = await here.ask<RunReport>(`reconcile ${roster} --yes --only ${HUGO}`);
  expect(became(cancelled.data)).toEqual([`deprovision:${HUGO} applied`]);
  const kept = await here.ask<RunReport>(`reconcile ${roster} --dry-run --only ${HUGO}`);
  expect(kept.data.kept).toMatchObject([{ email: HUGO, code: 'invitation_cancelled' }]);
  expect((await member(here, `provision ${HUGO} --yes`)).exitCode).toBe(0);
  await here.run(`member deprovision ${HUGO} --yes`);
  const again = await here.ask<RunReport>(`reconcile ${roster} --dry-run --only ${HUGO}`);
  expect(became(again.data)).toEqual([`provision:${HUGO} planned`]);
});

test('an account that is gone for good does not come back', async () => {
  const here = await rehearse();
  const { exitCode, data } = await member(here, `recover ${MARTA} --yes`);
  expect([exitCode, data.blocked[0]?.code]).toEqual([4, 'not_recoverable']);
});
