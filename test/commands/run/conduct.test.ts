import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UnauthorizedError, UnavailableError } from '../../../src/errors.ts';
import { readMemory } from '../../../src/state/memory.ts';
import { readPlanFile } from '../../../src/state/plan-file.ts';
import { idOf } from '../../helpers/changes.ts';
import { EVERYTHING_ON, inSync } from '../../helpers/team-builder.ts';
import { refusalOf } from '../../settings/refusal.ts';
import { conducted, ended, outsideIn } from './conducted.ts';

const base = inSync(20).settings(EVERYTHING_ON);
const leaving = base.withoutPerson('p1@example.com');
const LEAVER = idOf('p1@example.com');

describe('a dry run', () => {
  test('writes nothing to the team and ends with 0, or 2 where that was asked for', async () => {
    const { outcome, report, team, outside } = await conducted(leaving, { options: { dryRun: true } });
    expect(ended(outcome)).toEqual([0, null]);
    expect(team.log).toEqual(['readTeam']);
    expect(report).toMatchObject({
      mode: 'dry-run',
      verified: null,
      summary: { deprovision: 1, applied: 0 },
    });
    expect(report.changes.map(({ status }) => status)).toEqual(['planned']);
    expect(outcome.warnings).toEqual([{ code: 'roster', message: 'Odd.' }]);
    expect(outside.stdout.text).toContain('REMOVE p1@example.com');
    const detailed = await conducted(leaving, { options: { dryRun: true, detailedExitcode: true } });
    expect(ended(detailed.outcome)).toEqual([2, null]);
    const idle = await conducted(base, { options: { dryRun: true, detailedExitcode: true } });
    expect(ended(idle.outcome)).toEqual([0, null]);
  });

  test('remembers nobody', async () => {
    const { folder } = await conducted(leaving, { options: { dryRun: true } });
    expect((await readMemory(folder, 'dbtid:1')).managed.size).toBe(0);
  });

  test('with --out keeps the plan, which applies on the same team and not on one that moved', async () => {
    const { folder, report } = await conducted(leaving, { options: { dryRun: true, out: 'plan.json' } });
    const agreed = await readPlanFile(join(folder, 'plan.json'));
    expect(agreed.checksum).toBe(report.checksum);
    const wishes = { agreed };
    expect(ended((await conducted(leaving, { wishes })).outcome)).toEqual([0, null]);
    const moved = leaving.withoutPerson('p2@example.com');
    expect(await refusalOf(() => conducted(moved, { wishes }))).toMatchObject({
      exitCode: 10,
      code: 'plan_stale',
    });
  });
});

describe('before anything is sent', () => {
  test('a rail that is tripped ends the run with 3 and the plan in its data', async () => {
    const world = leaving.settings({ safety: { maxDeprovisions: 0 } });
    const { outcome, report, team } = await conducted(world);
    expect(ended(outcome)).toEqual([3, 'over_limit']);
    expect(report.changes).toHaveLength(1);
    expect(team.log).toEqual(['readTeam']);
  });

  test('changes without --yes and without a terminal are refused with 7, the plan in the data', async () => {
    const { outcome, report, team } = await conducted(leaving, { options: { yes: false } });
    expect(ended(outcome)).toEqual([7, 'confirmation_needed']);
    expect(report.changes.map(({ status }) => status)).toEqual(['planned']);
    expect(team.log).toEqual(['readTeam']);
  });

  test('nobody is asked when there is nothing to do', async () => {
    const { outcome, report } = await conducted(base, { options: { yes: false } });
    expect(ended(outcome)).toEqual([0, null]);
    expect(report).toMatchObject({ mode: 'apply', verified: null, changes: [] });
  });
});

describe('an apply', () => {
  test('that worked is verified, ends with 0 and remembers whom the roster named', async () => {
    const { outcome, report, team, folder, outside } = await conducted(leaving);
    expect(ended(outcome)).toEqual([0, null]);
    expect(report).toMatchObject({ verified: true, differences: [], summary: { applied: 1 } });
    expect(team.log).toEqual(['readTeam', `removeMember ${LEAVER}`, 'readTeam']);
    const { managed } = await readMemory(folder, 'dbtid:1');
    expect(managed.has(idOf('p2@example.com'))).toBe(true);
    expect(managed.has(LEAVER)).toBe(false);
    expect(outside.stdout.text).toContain('Applied 1 of 1 change.');
  });

  test('of somebody with --only who is gone afterwards is a success', async () => {
    const { outcome, report } = await conducted(leaving, { wishes: { only: ['p1@example.com'] } });
    expect(ended(outcome)).toEqual([0, null]);
    expect(report.verified).toBe(true);
  });

  test('in which something failed ends with 4', async () => {
    const { outcome, report } = await conducted(leaving, {
      tricks: { [LEAVER]: { kind: 'refused', code: 'x' } },
    });
    expect(ended(outcome)).toEqual([4, 'some_changes_failed']);
    expect(report).toMatchObject({ verified: false, differences: ['deprovision:p1@example.com'] });
  });

  test('of a plan in which somebody is blocked ends with 4, also when there is nothing else to do', async () => {
    const world = base.withPerson({ email: 'new@example.com' }).freeLicences(0);
    const { outcome, report } = await conducted(world);
    expect(ended(outcome)).toEqual([4, 'some_changes_failed']);
    expect(report.blocked.map(({ code }) => code)).toEqual(['no_licence']);
  });

  test('that a rail held back in part ends with 3, and with 4 when something failed as well', async () => {
    const world = leaving
      .withoutPerson('p2@example.com')
      .settings({ safety: { maxDeprovisions: 1, onLimit: 'hold' } });
    const held = await conducted(world);
    expect(ended(held.outcome)).toEqual([3, 'over_limit']);
    expect(held.report).toMatchObject({ verified: true, summary: { applied: 1, kept: 1 } });
    const failed = await conducted(world, { tricks: { [LEAVER]: { kind: 'refused', code: 'x' } } });
    expect(failed.outcome.exitCode).toBe(4);
  });

  test.each([
    [new UnauthorizedError('expired_access_token', 'Expired.'), 5],
    [new UnavailableError('dropbox_unavailable', 'Down.'), 8],
  ])('that was stopped ends with the code of what stopped it ($exitCode)', async (error, exitCode) => {
    const { outcome, report } = await conducted(leaving, { tricks: { [LEAVER]: { kind: 'throws', error } } });
    expect(ended(outcome)).toEqual([exitCode, error.code]);
    expect(report.summary).toMatchObject({ failed: 1 });
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('interrupted by %s ends with %i and a report of what was done', async (name, exitCode) => {
    const controller = new AbortController();
    const { outcome, report } = await conducted(leaving.withoutPerson('p2@example.com'), {
      options: { concurrency: 1 },
      outside: (folder) => outsideIn(folder, { signal: controller.signal }),
      prepare: (team) => {
        team.onCall = ({ method }) => {
          if (method === 'removeMember') controller.abort(name);
        };
      },
    });
    expect(ended(outcome)).toEqual([exitCode, 'interrupted']);
    expect(report.changes.map(({ status }) => status)).toEqual(['applied', 'skipped']);
  });
});
