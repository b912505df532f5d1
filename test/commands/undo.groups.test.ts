import { describe, expect, test } from 'vitest';
import type { RunReport } from '../../src/render/report.ts';
import { rehearse, type Answer, type Rehearsal } from '../helpers/rehearsal.ts';

const [ANA, CARLA, IRIS, JONAS, GRETA] = [
  'ana.lopez',
  'carla.rossi',
  'iris.chen',
  'jonas.weber',
  'greta.lind',
].map((name) => `${name}@example.com`) as [string, string, string, string, string];
const LIMITS = '--max-deprovisions 20 --max-suspensions 20';

const undo = (here: Rehearsal, run: string, more = '--yes'): Promise<Answer<RunReport>> =>
  here.ask<RunReport>(`undo ${run} ${LIMITS} ${more}`);
const became = ({ changes }: RunReport): string[] => changes.map(({ id, status }) => `${id} ${status}`);

/** A rehearsal after a run that keeps the group Engineering and the roles of four people, and its report. */
async function regrouped(): Promise<{ here: Rehearsal; report: RunReport }> {
  const here = await rehearse();
  await here.run('settings set groups.enabled=true groups.map={"eng":"Engineering"} roles.enabled=true');
  const roster = await here.write('roster.csv', [
    'email,groups,role',
    `${ANA},eng,`,
    `${CARLA},,`,
    `${IRIS},eng,`,
    `${JONAS},,Support`,
  ]);
  const only = [ANA, CARLA, IRIS, JONAS].map((email) => `--only ${email}`).join(' ');
  const { exitCode, data } = await here.ask<RunReport>(`reconcile ${roster} --yes ${only}`);
  expect([exitCode, ...became(data)]).toEqual([
    0,
    `group_add:${IRIS}:Engineering applied`,
    `group_remove:${CARLA}:Engineering applied`,
    `set_role:${JONAS} applied`,
  ]);
  return { here, report: data };
}

describe('an undo of a run that changed groups and roles', () => {
  test('gives both back, and proves it', async () => {
    const { here, report } = await regrouped();
    const { exitCode, data } = await undo(here, report.runId);
    expect([exitCode, data.verified]).toEqual([0, true]);
    expect(became(data).sort()).toEqual([
      `group_add:${CARLA}:Engineering applied`,
      `group_remove:${IRIS}:Engineering applied`,
      `set_role:${JONAS} applied`,
    ]);
    expect((await undo(here, report.runId)).data.changes).toEqual([]);
  });

  test('may go in steps', async () => {
    const { here, report } = await regrouped();
    const { exitCode, data } = await undo(here, report.runId, '--yes --canary 1,50%');
    expect([exitCode, data.summary.applied]).toEqual([0, 3]);
    const { error } = await undo(here, report.runId, '--yes --max-failures 1');
    expect(error?.code).toBe('max_failures_needs_canary');
  });

  test('of some people shows what is theirs', async () => {
    const { here, report } = await regrouped();
    const { data } = await undo(here, report.runId, `--dry-run --only ${IRIS}`);
    expect(became(data)).toEqual([`group_remove:${IRIS}:Engineering planned`]);
  });
});

test('an undo of a removal whose files went to somebody says that they stay there', async () => {
  const here = await rehearse();
  await here.run(`settings set deprovision.transferTo=${ANA}`);
  const { data } = await here.ask<RunReport>(`reconcile ${here.roster} --yes ${LIMITS} --only ${GRETA}`);
  expect(became(data)).toEqual([`deprovision:${GRETA} applied`]);
  const { exitCode, data: undone, warnings } = await undo(here, data.runId);
  expect(exitCode).toBe(4);
  expect(undone.blocked).toMatchObject([{ email: GRETA, code: 'not_reversible' }]);
  expect(undone.blocked[0]?.message).toContain(`gave the files to ${ANA}`);
  expect(warnings).toMatchObject([{ code: 'cannot_be_undone' }]);
});
