import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../../src/errors.ts';
import type { RunReport } from '../../../src/render/report.ts';
import { writeMemory } from '../../../src/state/memory.ts';
import { readPlanFile } from '../../../src/state/plan-file.ts';
import { filesOfRun } from '../../../src/state/run-folder.ts';
import { idOf } from '../../helpers/changes.ts';
import { NOTHING_REMEMBERED } from '../../helpers/memory.ts';
import { EVERYTHING_ON, inSync, type World } from '../../helpers/team-builder.ts';
import { temporaryFolder } from '../../settings/temporary.ts';
import { conducted, ended, outsideIn, type Conducted, type Setting } from './conducted.ts';

const TEAM = 'dbtid:1';
const LATER = new Date('2026-03-02T10:05:00Z');
const ONCE = { kind: 'refused', code: 'x', times: 1 } as const;

const leavers = ['p1', 'p2', 'p3', 'p4'].map((name) => `${name}@example.com`);
const leaving = leavers
  .reduce((world, email) => world.withoutPerson(email), inSync(20))
  .settings(EVERYTHING_ON);

const became = ({ changes }: RunReport): string[] => changes.map(({ email, status }) => `${email} ${status}`);

/** Carries on a run with the plan that it has kept, on the team that it left. */
async function resumed(world: World, { team, folder, report }: Conducted, setting: Setting = {}) {
  const agreed = await readPlanFile(filesOfRun(folder, TEAM, report.runId).planFile);
  return conducted(world, {
    team,
    folder,
    outside: (state) => outsideIn(state, { now: () => LATER }),
    wishes: { agreed, resumes: report.runId },
    ...setting,
  });
}

describe('a run in steps', () => {
  const second = { [idOf('p2@example.com')]: ONCE };

  test('stops after the one in which something failed, and says how to do the rest', async () => {
    const run = await conducted(leaving, { tricks: second, options: { canary: [1, 2] } });
    const { outcome, report } = run;
    expect(ended(outcome)).toEqual([4, 'canary_stopped']);
    expect(outcome.error?.hint).toBe(
      `To do what is left of this plan once that is put right: teamsync apply --resume ${report.runId}`,
    );
    expect(became(report)).toEqual([
      'p1@example.com applied',
      'p2@example.com failed',
      'p3@example.com applied',
      'p4@example.com skipped',
    ]);
    const rest = await resumed(leaving, run);
    expect(ended(rest.outcome)).toEqual([0, null]);
    expect(became(rest.report)).toEqual(['p2@example.com applied', 'p4@example.com applied']);
    expect(rest.report.verified).toBe(true);
  });

  test('that is carried on may go in steps again', async () => {
    const run = await conducted(leaving, {
      tricks: { [idOf('p1@example.com')]: { ...ONCE, times: 2 } },
      options: { canary: [1] },
    });
    const again = await resumed(leaving, run, { options: { canary: ['25%'] } });
    expect(ended(again.outcome)).toEqual([4, 'canary_stopped']);
    expect(became(again.report)).toEqual([
      'p1@example.com failed',
      ...leavers.slice(1).map((email) => `${email} skipped`),
    ]);
  });

  test('goes on as long as no more fail than may', async () => {
    const options = { canary: [1, 2], maxFailures: 1 };
    const { outcome, report } = await conducted(leaving, { tricks: second, options });
    expect(ended(outcome)).toEqual([4, 'some_changes_failed']);
    expect(report.summary).toMatchObject({ applied: 3, failed: 1, skipped: 0 });
  });

  test('is a success when nothing fails', async () => {
    const { outcome, report } = await conducted(leaving, { options: { canary: ['25%'] } });
    expect([...ended(outcome), report.verified]).toEqual([0, null, true]);
  });

  test('names the profile with which it is carried on', async () => {
    const { outcome } = await conducted(leaving, {
      tricks: second,
      options: { canary: [2] },
      typed: { profile: 'acme' },
    });
    expect(outcome.error?.hint).toMatch(/ --profile acme$/);
  });
});

test('a run that is carried on mails nobody to whom it has sent a reminder already', async () => {
  const invited = ['p1', 'p2', 'p3'].map((name) => `${name}@example.com`);
  const world = invited.reduce(
    (one, email) => one.withMember({ email, status: 'invited', invitedOn: '2026-02-20T10:00:00Z' }),
    inSync(5).settings({ invitations: { remindAfterDays: [3] } }),
  );
  const folder = await temporaryFolder();
  await writeMemory(folder, TEAM, NOTHING_REMEMBERED);
  const run = await conducted(world, {
    folder,
    tricks: { [idOf('p2@example.com')]: ONCE },
    options: { canary: [2] },
  });
  expect(became(run.report)).toEqual([
    'p1@example.com applied',
    'p2@example.com failed',
    'p3@example.com skipped',
  ]);
  const rest = await resumed(world, run);
  expect(became(rest.report)).toEqual(['p2@example.com applied', 'p3@example.com applied']);
  const mailed = run.team.effects.filter((effect) => effect.startsWith('remindMember'));
  expect(mailed).toEqual(invited.map((email) => `remindMember ${idOf(email)}`));
});

test('an error that concerns the whole run ends it as ever, whichever step it came in', async () => {
  const error = new InvalidInputError('broken', 'Broken.');
  const { outcome } = await conducted(leaving, {
    tricks: { [idOf('p1@example.com')]: { kind: 'throws', error } },
    options: { canary: [1] },
  });
  expect(ended(outcome)).toEqual([7, 'broken']);
});
