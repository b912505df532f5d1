import { describe, expect, test } from 'vitest';
import { roleNamed, roleWord } from '../../src/plan/roles.ts';
import type { Role } from '../../src/team.ts';
import { ADMIN, EVERYTHING_ON, inSync, planOf, type World } from '../helpers/team-builder.ts';

const P1 = 'p1@example.com';
const P2 = 'p2@example.com';
const TEAM: Role = { id: 'pid_dbtmr:full', name: 'Team' };
const SUPPORT: Role = { id: 'pid_dbtmr:help', name: 'Support' };
const base = inSync(20)
  .settings(EVERYTHING_ON)
  .settings({ roles: { enabled: true } })
  .offering({ roles: [TEAM, SUPPORT] });
const wants = (role: string | null, world = base): World => world.withPerson({ email: P1, role });
const has = (roles: Role[], world = base): World => world.withMember({ email: P1, roles });

const steps = (world: World): string[] =>
  planOf(world).changes.map(({ id, after, options }) =>
    'roleId' in options ? `${id} ${after?.role ?? ''} ${options.roleId ?? 'none'}` : id,
  );
const withheld = (world: World): string[] => {
  const { blocked, kept } = planOf(world);
  return [...blocked, ...kept].map(({ action, email, code }) => `${action} ${email} ${code}`);
};
const GIVEN = [`set_role:${P1} Support ${SUPPORT.id}`];
const TAKEN = [`set_role:${P1} member none`];

describe('a role', () => {
  test.each<[string, string | null, Role[], string[]]>([
    ['is given by name', 'Support', [], GIVEN],
    ['is given by name in any case and with spaces around it', ' SUPPORT ', [], GIVEN],
    ['is given by id', SUPPORT.id, [], GIVEN],
    ['is not given twice, by name', 'support', [SUPPORT], []],
    ['is not given twice, by id', SUPPORT.id, [SUPPORT], []],
    ['replaces another one', 'Support', [TEAM], GIVEN],
    ['replaces several', 'Support', [SUPPORT, TEAM], GIVEN],
    ['is taken from whoever should be a member', 'member', [SUPPORT], TAKEN],
    ['is taken in any case of that word', 'Member', [SUPPORT], TAKEN],
    ['is not taken from a member', 'member', [], []],
    ['stays where the roster says nothing', null, [SUPPORT], []],
    [
      'that the team offers no more stays with whoever has it',
      'Old',
      [{ id: 'pid_dbtmr:old', name: 'Old' }],
      [],
    ],
  ])('%s', (_name, wanted, roles, expected) => {
    expect(steps(has(roles, wants(wanted)))).toEqual(expected);
  });

  test('says what there was and what there will be', () => {
    expect(planOf(has([TEAM], wants('Support'))).changes).toMatchObject([
      {
        memberId: `dbmid:${P1}`,
        externalId: 'E1',
        reason: 'role_differs',
        explanation: 'Given1 Surname1 should have the role Support (row 3) and has Team.',
        source: { line: 3, groups: [] },
        before: { role: 'Team' },
        after: { role: 'Support' },
      },
    ]);
    const unnumbered = wants('Support').withPerson({ email: P1, externalId: null });
    expect(planOf(unnumbered).changes).toMatchObject([{ externalId: 'E1', before: { role: 'member' } }]);
  });

  test('that the team does not have is blocked, with those that it has', () => {
    const world = wants('Overlord');
    expect(withheld(world)).toEqual([`set_role ${P1} unknown_role`]);
    expect(planOf(world).blocked[0]?.message).toContain('It has: Team, Support, and member for none.');
    const none = world.offering({ roles: [] });
    expect(planOf(none).blocked[0]?.message).toMatch(/which the team does not have\.$/);
    expect(steps(has([SUPPORT], wants('member', none)))).toEqual(TAKEN);
  });

  test('is given to whoever joins or comes back in the same plan, and to nobody without an account', () => {
    const joining = wants('Support', base.withoutMember(P1));
    expect(steps(joining)).toEqual([`provision:${P1}`, ...GIVEN]);
    expect(planOf(joining.withPerson({ email: P1, externalId: null })).changes[1]).toMatchObject({
      memberId: null,
      externalId: null,
    });
    expect(steps(joining.freeLicences(0))).toEqual([]);
    const back = wants(
      'Support',
      base.withMember({ email: P1, status: 'removed', recoverable: true, roles: [SUPPORT] }),
    );
    expect(steps(back)).toEqual([`recover:${P1}`, ...GIVEN]);
    expect(steps(wants('member', base.withoutMember(P1)))).toEqual([`provision:${P1}`]);
  });

  test('is nobody’s whose invitation is withdrawn', () => {
    const expired = wants('Support', base.withMember({ email: P1, status: 'invited' }));
    expect(steps(expired)).toEqual(GIVEN);
    expect(steps(expired.settings({ invitations: { cancelAfterDays: 1 } }))).toEqual([`deprovision:${P1}`]);
  });

  test('of somebody who leaves, is suspended or has two accounts does not matter', () => {
    const leaver = has([SUPPORT], wants('member')).settings({ safety: { protectAdmins: false } });
    expect(steps(leaver.withPerson({ email: P1, wanted: 'unassigned' }))).toEqual([`deprovision:${P1}`]);
    expect(steps(leaver.withPerson({ email: P1, wanted: 'suspended' }))).toEqual([`suspend:${P1}`]);
    const two = base.withoutPerson(P2).withPerson({ externalId: 'E1', email: P2, role: 'Support' });
    expect(withheld(two)).toEqual([`update ${P2} identity_conflict`]);
  });
});

describe('roles of suspended members', () => {
  const asleep = wants('Support', base.withMember({ email: P1, status: 'suspended' }));

  test('are given once they are back', () => {
    expect(steps(asleep)).toEqual([`unsuspend:${P1}`, ...GIVEN]);
  });

  test('are blocked as long as they stay suspended', () => {
    const staying = asleep.settings({ suspend: { enabled: false } });
    expect(steps(staying)).toEqual([]);
    expect(withheld(staying)).toEqual([`set_role ${P1} cannot_set_permissions`]);
    expect(planOf(staying).blocked[0]?.message).toContain('once the suspension is lifted');
  });

  test('are kept with the return of somebody on hold', () => {
    const held = asleep.given({ holds: [{ email: P1, until: null, why: 'Ill' }] });
    expect(withheld(held)).toEqual([`unsuspend ${P1} held`, `set_role ${P1} held`]);
  });
});

describe('admins', () => {
  const others = has([TEAM]).withMember({ email: P2, roles: [TEAM] });
  const demoted = (world: World, ...emails: string[]): World =>
    emails.reduce((next, email) => next.withPerson({ email, role: 'member' }), world);

  test('who authorized keep their role, whatever the roster wants', () => {
    for (const role of ['member', 'Support']) {
      const world = others.withPerson({ email: ADMIN, role });
      expect([steps(world), withheld(world)]).toEqual([[], [`set_role ${ADMIN} protected`]]);
    }
    expect(withheld(base.withPerson({ email: ADMIN, role: 'Team' }))).toEqual([]);
  });

  test('who are the last one and authorized stay as the last one', () => {
    expect(withheld(demoted(base, ADMIN))).toEqual([`set_role ${ADMIN} last_admin`]);
    expect(withheld(base.withPerson({ email: ADMIN, role: 'Support' }))).toEqual([
      `set_role ${ADMIN} protected`,
    ]);
  });

  test('are never all demoted, nor demoted and removed', () => {
    const two = others.withMember({ email: ADMIN, roles: [] }).settings({ safety: { protectAdmins: false } });
    expect(steps(demoted(two, P1))).toEqual(TAKEN);
    expect(steps(demoted(two, P1, P2))).toEqual(TAKEN);
    expect(withheld(demoted(two, P1, P2))).toEqual([`set_role ${P2} last_admin`]);
    const mixed = demoted(two, P1).withPerson({ email: P2, wanted: 'unassigned' });
    expect([steps(mixed), withheld(mixed)]).toEqual([TAKEN, [`deprovision ${P2} last_admin`]]);
    const one = two.withMember({ email: P2, roles: [] });
    expect(withheld(demoted(one, P1))).toEqual([`set_role ${P1} last_admin`]);
    expect(steps(one.withPerson({ email: P1, role: 'Support' }))).toEqual(GIVEN);
  });

  test('keep their roles while nobody knows who authorized, and others get theirs', () => {
    const unknown = others.authorizedBy(null);
    expect(withheld(demoted(unknown, P1))).toEqual([`set_role ${P1} admin_unknown`]);
    const promoted = unknown.withPerson({ email: 'p3@example.com', role: 'Support' });
    expect(steps(promoted)).toEqual([`set_role:p3@example.com Support ${SUPPORT.id}`]);
  });

  test('get their roles before others lose theirs', () => {
    const swap = demoted(others, P1).withPerson({ email: 'p3@example.com', role: 'Support' });
    expect(steps(swap)).toEqual([`set_role:p3@example.com Support ${SUPPORT.id}`, ...TAKEN]);
  });
});

describe('roles that are off', () => {
  const off = (world: World): World => world.settings({ roles: { enabled: false } });

  test('are counted and need not be read', () => {
    const world = off(wants('Support')).offering({ roles: null });
    expect(planOf(world)).toMatchObject({ changes: [], blocked: [], disabled: { roles: 1 } });
    expect(planOf(off(has([SUPPORT], wants('support'))).offering({ roles: null })).disabled.roles).toBe(0);
    expect(() => planOf(wants('Support').offering({ roles: null }))).toThrow('were not read');
  });
});

test('a role of the team that is called member is one', () => {
  const named: Role = { id: 'pid_dbtmr:m', name: 'Member' };
  expect(roleNamed('member', [named])).toBe(named);
  expect(roleNamed('member', [])).toBeNull();
  expect(roleNamed('other', [])).toBeUndefined();
  expect([roleWord(named), roleWord(null)]).toEqual(['Member', 'member']);
});
