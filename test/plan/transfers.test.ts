import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/types.ts';
import { ADMIN, EVERYTHING_ON, inSync, planOf, type World } from '../helpers/team-builder.ts';

const mail = (local: string): string => `${local}@example.com`;
const [P1, BOSS, P3] = [mail('p1'), mail('p2'), mail('p3')] as const;
const base = inSync(20).settings(EVERYTHING_ON);
const leaves = (world: World, email: string, transferTo: string | null = null): World =>
  world.withPerson({ email, wanted: 'unassigned', transferTo });
const byRow = leaves(base, P1, BOSS);
const bySetting = leaves(base, P1).settings({ deprovision: { transferTo: BOSS } });
const method = (world: World, name: 'suspend' | 'downgrade'): World =>
  world.settings({ deprovision: { method: name } });

/** Changes with who gets the files, then what is blocked, then warnings. */
const outcome = (plan: Plan): string[] => [
  ...plan.changes.map(({ id, options }) => ('transferTo' in options ? `${id} → ${options.transferTo}` : id)),
  ...plan.blocked.map(({ email, code }) => `${email} ${code}`),
  ...plan.warnings.map(({ code }) => code),
];
const message = (world: World): string => planOf(world).blocked[0]?.message ?? '';

describe('who gets the files', () => {
  test.each([
    ['the row', byRow],
    ['the setting', bySetting],
  ])('is named by %s, and the admin who authorized hears of errors', (_name, world) => {
    const [change] = planOf(world).changes;
    expect(change).toMatchObject({
      id: `deprovision:${P1}`,
      options: {
        method: 'remove',
        transferTo: BOSS,
        transferToId: `dbmid:${BOSS}`,
        transferAdmin: ADMIN,
        transferAdminId: `dbmid:${ADMIN}`,
      },
      reversibleUntil: null,
    });
    expect(change?.explanation).toBe(
      'Given1 Surname1 is not assigned in the roster (row 3); the files go to p2@example.com, and after that the account cannot be recovered.',
    );
    const suspended = world.withMember({ email: P1, status: 'suspended' });
    expect(outcome(planOf(suspended))).toEqual([`deprovision:${P1} → ${BOSS}`]);
  });

  test('is first of all whom the row names', () => {
    expect(outcome(planOf(leaves(bySetting, P1, P3)))).toEqual([`deprovision:${P1} → ${P3}`]);
  });

  test('is found whatever the case, by a secondary address and by the address in the roster', () => {
    expect(outcome(planOf(leaves(base, P1, 'P2@Example.com')))).toEqual([`deprovision:${P1} → ${BOSS}`]);
    const aliased = leaves(base, P1, mail('alias')).withMember({
      email: BOSS,
      secondaryEmails: [mail('alias')],
    });
    expect(outcome(planOf(aliased))).toEqual([`deprovision:${P1} → ${BOSS}`]);
    const renamed = leaves(base, P1, mail('chief')).withPerson({ externalId: 'E2', email: mail('chief') });
    expect(outcome(planOf(renamed))).toEqual([`update:${mail('chief')}`, `deprovision:${P1} → ${BOSS}`]);
    expect(outcome(planOf(renamed.settings({ update: { enabled: false } })))).toEqual([
      `deprovision:${P1} → ${BOSS}`,
    ]);
  });

  test.each([
    ['the row', byRow],
    ['the setting', bySetting],
  ])(
    'cannot be anybody where %s names somebody and the account is kept as a personal one',
    (_name, world) => {
      expect(outcome(planOf(method(world, 'downgrade')))).toEqual([`${P1} transfer_unsupported`]);
    },
  );

  test.each([
    ['the row', byRow],
    ['the setting', bySetting],
  ])('by %s: with a suspension or an invitation nobody does, and a warning says so', (_name, world) => {
    const expected = [`deprovision:${P1}`, 'transfer_ignored'];
    expect(outcome(planOf(method(world, 'suspend')))).toEqual(expected);
    const invited = world.withMember({ email: P1, status: 'invited' });
    expect(outcome(planOf(invited))).toEqual(expected);
    expect(outcome(planOf(method(invited, 'downgrade')))).toEqual(expected);
    expect(planOf(invited).warnings[0]?.message).toContain(BOSS);
  });

  test('waits with the removal where the account is only suspended first', () => {
    const staged = byRow.settings({ deprovision: { afterDays: 30 } });
    expect(outcome(planOf(staged))).toEqual([`deprovision:${P1}`]);
    const over = staged.withMember({ email: P1, status: 'suspended', suspendedOn: '2026-01-01T00:00:00Z' });
    expect(outcome(planOf(over))).toEqual([`deprovision:${P1} → ${BOSS}`]);
  });

  test('is nobody’s business for somebody who is kept, or who only joins', () => {
    const kept = method(byRow, 'suspend').settings({ safety: { protect: [P1] } });
    expect(outcome(planOf(kept))).toEqual([]);
    const joining = bySetting.withoutPerson(P1).withoutMember(P1).withPerson({ email: P1 });
    expect(outcome(planOf(joining))).toEqual([`provision:${P1}`]);
  });
});

describe('a recipient', () => {
  test.each<[string, World, string, string]>([
    ['who is not on the team', leaves(base, P1, mail('x')), 'unknown', 'transfer_to in row 3'],
    [
      'who was removed',
      byRow.withoutPerson(BOSS).withMember({ email: BOSS, status: 'removed', recoverable: true }),
      'unknown',
      'not on the team',
    ],
    [
      'who only joins now',
      leaves(base, P1, mail('new')).withPerson({ email: mail('new') }),
      'unknown',
      'not on the team',
    ],
    ['who is the same account', leaves(base, P1, P1), 'same', 'the same account'],
    [
      'who never joined',
      byRow.withMember({ email: BOSS, status: 'invited' }),
      'not_active',
      'who is invited',
    ],
    [
      'who is suspended',
      byRow.withMember({ email: BOSS, status: 'suspended' }).settings({ suspend: { enabled: false } }),
      'not_active',
      'who is suspended',
    ],
    [
      'whom this plan suspends',
      byRow.withPerson({ email: BOSS, wanted: 'suspended' }),
      'not_active',
      'suspended by this plan',
    ],
    [
      'who has not verified the address',
      byRow.withMember({ email: BOSS, emailVerified: false }),
      'not_verified',
      'has not verified',
    ],
    ['who leaves without one of their own', leaves(byRow, BOSS), 'leaving', 'transfer_to in row 3'],
  ])('%s gets nothing, and the removal is blocked', (_name, world, code, words) => {
    const found = planOf(world).blocked;
    expect(found).toMatchObject([{ action: 'deprovision', email: P1, code: `transfer_recipient_${code}` }]);
    expect(found[0]?.message).toContain(words);
    expect(found[0]?.message).toContain(`${P1} is not removed`);
    expect(planOf(world).changes.map(({ id }) => id)).not.toContain(`deprovision:${P1}`);
  });

  test('of the setting is to be corrected there', () => {
    expect(message(bySetting.settings({ deprovision: { transferTo: mail('x') } }))).toContain(
      'Correct deprovision.transferTo.',
    );
  });

  test('who is only suspended because of days to wait, is passed over all the same', () => {
    const staged = leaves(byRow, BOSS, P3).settings({ deprovision: { afterDays: 9 } });
    const over = staged.withMember({ email: P1, status: 'suspended', suspendedOn: '2026-01-01T00:00:00Z' });
    expect(outcome(planOf(over))).toEqual([`deprovision:${P1} → ${P3}`, `deprovision:${BOSS}`]);
  });
});
