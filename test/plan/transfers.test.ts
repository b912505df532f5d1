import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/types.ts';
import { EVERYTHING_ON, inSync, planOf, type World } from '../helpers/team-builder.ts';

const P1 = 'p1@example.com';
const BOSS = 'p2@example.com';
const leaving = inSync(20).settings(EVERYTHING_ON).withPerson({ email: P1, wanted: 'unassigned' });
const byRow = leaving.withPerson({ email: P1, transferTo: BOSS });
const bySetting = leaving.settings({ deprovision: { transferTo: BOSS } });
const method = (world: World, name: 'suspend' | 'downgrade'): World =>
  world.settings({ deprovision: { method: name } });

const outcome = (plan: Plan): string[] => [
  ...plan.changes.map(({ id }) => id),
  ...plan.blocked.map(({ action, code }) => `${action} ${code}`),
  ...plan.warnings.map(({ code }) => code),
];

describe('who gets the files', () => {
  test.each([
    ['the row', byRow],
    ['the setting', bySetting],
  ])('by %s: moving them is not supported yet', (_name, world) => {
    expect(outcome(planOf(world))).toEqual(['deprovision not_supported_yet']);
    expect(planOf(world).blocked[0]?.message).toContain(BOSS);
    const suspended = world.withMember({ email: P1, status: 'suspended' });
    expect(outcome(planOf(suspended))).toEqual(['deprovision not_supported_yet']);
  });

  test.each([
    ['the row', byRow],
    ['the setting', bySetting],
  ])('by %s: an account that is kept as a personal one keeps them', (_name, world) => {
    expect(outcome(planOf(method(world, 'downgrade')))).toEqual(['deprovision transfer_unsupported']);
  });

  test.each([
    ['the row', byRow],
    ['the setting', bySetting],
  ])('by %s: with a suspension or an invitation it is ignored with a warning', (_name, world) => {
    const expected = [`deprovision:${P1}`, 'transfer_ignored'];
    expect(outcome(planOf(method(world, 'suspend')))).toEqual(expected);
    const invited = world.withMember({ email: P1, status: 'invited' });
    expect(outcome(planOf(invited))).toEqual(expected);
    expect(outcome(planOf(method(invited, 'downgrade')))).toEqual(expected);
    expect(planOf(invited).warnings[0]?.message).toContain(BOSS);
  });

  test('the row wins over the setting', () => {
    const world = bySetting.withPerson({ email: P1, transferTo: 'p3@example.com' });
    expect(planOf(world).blocked[0]?.message).toContain('p3@example.com');
  });

  test('nothing is said about the files of somebody who is kept, or who only joins', () => {
    const kept = method(byRow, 'suspend').settings({ safety: { protect: [P1] } });
    expect(outcome(planOf(kept))).toEqual([]);
    const joining = bySetting.withoutPerson(P1).withoutMember(P1).withPerson({ email: P1 });
    expect(outcome(planOf(joining))).toEqual([`provision:${P1}`]);
  });
});

describe('removing some days after a suspension', () => {
  const staged = leaving.settings({ deprovision: { afterDays: 30 } });

  test('is not supported yet', () => {
    expect(outcome(planOf(staged))).toEqual(['deprovision not_supported_yet']);
    expect(outcome(planOf(method(staged, 'downgrade')))).toEqual(['deprovision not_supported_yet']);
  });

  test('has no meaning for an invitation, which is withdrawn at once', () => {
    expect(outcome(planOf(staged.withMember({ email: P1, status: 'invited' })))).toEqual([
      `deprovision:${P1}`,
    ]);
  });
});
