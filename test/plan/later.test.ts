import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/types.ts';
import { EVERYTHING_ON, inSync, planOf, type World } from '../helpers/team-builder.ts';

const P1 = 'p1@example.com';
const base = inSync(20).settings(EVERYTHING_ON);
const blocked = (world: World): string[] =>
  planOf(world).blocked.map(({ action, email, code }) => `${action} ${email} ${code}`);
const counted = (plan: Plan): object =>
  Object.fromEntries(Object.entries(plan.disabled).filter(([, count]) => count > 0));

describe('groups', () => {
  const inGroups = base.withPerson({ email: P1, groups: ['design', 'eng'] });
  const mapped = inGroups.settings({ groups: { enabled: true, map: { eng: 'Engineering' } } });

  test('that are mapped are not supported yet', () => {
    expect(blocked(mapped)).toEqual([`group_add ${P1} not_supported_yet`]);
    expect(planOf(mapped).blocked[0]?.message).toContain('(eng)');
    const all = mapped.settings({ groups: { map: { '*': '*' } } });
    expect(planOf(all).blocked[0]?.message).toContain('(design, eng)');
  });

  test('outside the map are never touched', () => {
    expect(blocked(mapped.settings({ groups: { map: { sales: 'Sales' } } }))).toEqual([]);
    expect(blocked(base.settings({ groups: { enabled: true, map: { '*': '*' } } }))).toEqual([]);
  });

  test('are counted while they are off', () => {
    const plan = planOf(mapped.settings({ groups: { enabled: false } }));
    expect([plan.blocked, counted(plan)]).toEqual([[], { groups: 1 }]);
    expect(counted(planOf(inGroups))).toEqual({});
  });

  test('of Dropbox do not matter to anything else', () => {
    const world = base.withMember({ email: P1, groups: ['g:everyone', 'g:1'] });
    expect(planOf(world).unchanged).toHaveLength(21);
  });

  test('of people who leave or are suspended do not matter', () => {
    expect(blocked(mapped.withPerson({ email: P1, wanted: 'unassigned' }))).toEqual([]);
    expect(blocked(mapped.withPerson({ email: P1, wanted: 'suspended' }))).toEqual([]);
  });
});

describe('roles', () => {
  const world = base.settings({ roles: { enabled: true } });
  const withRole = (role: string): World => world.withPerson({ email: P1, role });

  test('that differ are not supported yet, for members and for joiners', () => {
    expect(blocked(withRole('Support'))).toEqual([`set_role ${P1} not_supported_yet`]);
    expect(blocked(withRole('Support').withoutMember(P1))).toEqual([`set_role ${P1} not_supported_yet`]);
    const admin = withRole('member').withMember({
      email: P1,
      roles: [{ id: 'pid_dbtmr:1', name: 'Support' }],
    });
    expect(blocked(admin)).toEqual([`set_role ${P1} not_supported_yet`]);
  });

  test('that are as wanted ask for nothing, by name, by id and for none', () => {
    const admin = (role: string): World =>
      withRole(role).withMember({ email: P1, roles: [{ id: 'pid_dbtmr:1', name: 'Support' }] });
    expect(blocked(admin('Support'))).toEqual([]);
    expect(blocked(admin('pid_dbtmr:1'))).toEqual([]);
    expect(blocked(withRole('member'))).toEqual([]);
  });

  test('are counted while they are off', () => {
    expect(counted(planOf(withRole('Support').settings({ roles: { enabled: false } })))).toEqual({
      roles: 1,
    });
  });
});

describe('invitations', () => {
  // Invited on 1 March at 10:00 and planned for on 2 March at 10:00: a day old.
  const invited = base.withMember({ email: P1, status: 'invited' });

  test('that are due for a reminder are not supported yet', () => {
    const due = invited.settings({ invitations: { remindAfterDays: [30, 1] } });
    expect(blocked(due)).toEqual([`invite ${P1} not_supported_yet`]);
    expect(planOf(due).unchanged.find(({ email }) => email === P1)?.code).toBe('invitation_pending');
    expect(blocked(invited.settings({ invitations: { remindAfterDays: [2] } }))).toEqual([]);
  });

  test('that were made silently are not reminded of, unless evenIfSilent says so', () => {
    const silent = invited.settings({
      provision: { enabled: true, silent: true },
      invitations: { remindAfterDays: [1] },
    });
    expect(blocked(silent)).toEqual([]);
    expect(blocked(silent.settings({ invitations: { evenIfSilent: true } }))).toHaveLength(1);
  });

  test('that are old enough to be withdrawn are not supported yet, and no reminder is due then', () => {
    const old = invited.settings({ invitations: { cancelAfterDays: 1, remindAfterDays: [1] } });
    expect(blocked(old)).toEqual([`deprovision ${P1} not_supported_yet`]);
    expect(blocked(invited.settings({ invitations: { cancelAfterDays: 2 } }))).toEqual([]);
  });

  test('are withdrawn only with deprovision on, and from nobody who is protected or held', () => {
    const old = invited.settings({ invitations: { cancelAfterDays: 1 } });
    const off = planOf(old.settings({ deprovision: { enabled: false } }));
    expect([off.blocked, counted(off)]).toEqual([[], { deprovision: 1 }]);
    expect(planOf(old.settings({ safety: { protect: [P1] } }))).toMatchObject({
      blocked: [],
      kept: [{ action: 'deprovision', code: 'protected' }],
    });
    expect(planOf(old.given({ holds: [{ email: P1, until: null, why: 'Ill' }] })).kept[0]?.code).toBe('held');
  });

  test('without a date, or accepted by now, are never due', () => {
    const settings = { invitations: { cancelAfterDays: 1, remindAfterDays: [1] } };
    expect(blocked(invited.withMember({ email: P1, invitedOn: null }).settings(settings))).toEqual([]);
    expect(blocked(base.settings(settings))).toEqual([]);
  });
});
