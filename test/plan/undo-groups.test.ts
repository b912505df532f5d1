import { describe, expect, test } from 'vitest';
import type { DoneChange } from '../../src/plan/undo-verdicts.ts';
import type { Group, Role } from '../../src/team.ts';
import { ADMIN, type World } from '../helpers/team-builder.ts';
import { base, done, gone, idsOf, P1, P2, provisioned, removed, undoOf, withheldOf } from './undone.ts';

const ENG: Group = { id: 'g:eng', name: 'Engineering', management: 'company' };
const SUPPORT: Role = { id: 'pid_dbtmr:help', name: 'Support' };
const TEAM: Role = { id: 'pid_dbtmr:full', name: 'Team' };
const world = base.offering({ groups: [ENG], roles: [TEAM, SUPPORT] });
const inside = world.withMember({ email: P1, groups: ['g:eng'] });
const admin = world.withMember({ email: P1, roles: [SUPPORT] });

const added = done('group_add', P1, { after: { group: ENG.name }, options: { groupId: ENG.id } });
const founded = done('group_add', P1, { memberId: null, after: { group: ENG.name } });
const taken = done('group_remove', P1, { before: { group: ENG.name }, options: { groupId: ENG.id } });
const role = (before: string, after: string, email: string = P1): DoneChange =>
  done('set_role', email, { before: { role: before }, after: { role: after } });
const lost = role('Old', 'Support');
const NOTHING: string[] = [];

describe('what takes groups and roles back, by how the member is now', () => {
  test.each<[string, DoneChange, World, string[], string[]]>([
    ['who was put into a group leaves it', added, inside, [`group_remove:${P1}:Engineering`], NOTHING],
    ['also a group that the run created', founded, inside, [`group_remove:${P1}:Engineering`], NOTHING],
    ['who left it since is left alone', added, world, NOTHING, NOTHING],
    ['who left the team since too', added, gone(inside, P1), NOTHING, NOTHING],
    ['a group that is gone needs nothing', added, inside.offering({ groups: [] }), NOTHING, NOTHING],
    ['nor do groups that nobody read', added, inside.offering({ groups: null }), NOTHING, NOTHING],
    ['who was taken out of a group is in it again', taken, world, [`group_add:${P1}:Engineering`], NOTHING],
    ['who is in it again already stays', taken, inside, NOTHING, NOTHING],
    ['who left the team since gets none', taken, gone(world, P1), NOTHING, NOTHING],
    [
      'nobody gets into a group that is gone',
      taken,
      world.offering({ groups: [] }),
      NOTHING,
      [`group_add ${P1} not_reversible`],
    ],
    ['a role that was given is taken', role('member', 'Support'), admin, [`set_role:${P1}`], NOTHING],
    ['a role that was taken is given', role('Support', 'member'), world, [`set_role:${P1}`], NOTHING],
    ['a role that was replaced comes back', role('Team', 'Support'), admin, [`set_role:${P1}`], NOTHING],
    ['a role that others replaced stays', role('member', 'Team'), admin, NOTHING, NOTHING],
    ['one that is as before already too', role('Support', 'Support'), admin, NOTHING, NOTHING],
    ['who left the team since gets no role', role('Support', 'member'), gone(world, P1), NOTHING, NOTHING],
    ['a role that is gone cannot come back', lost, admin, NOTHING, [`set_role ${P1} not_reversible`]],
    [
      'a role that nobody read neither',
      lost,
      admin.offering({ roles: null }),
      NOTHING,
      [`set_role ${P1} not_reversible`],
    ],
    ['what a record says nothing of stays', done('set_role', P1, {}), admin, NOTHING, NOTHING],
  ])('%s', (_name, change, team, changes, withheld) => {
    const plan = undoOf(team, [change]);
    expect(idsOf(plan)).toEqual(changes);
    expect(withheldOf(plan)).toEqual(withheld);
    expect(plan.unchanged).toHaveLength(changes.length + withheld.length === 0 ? 1 : 0);
  });

  test('says of each what there is now, what there was, and where', () => {
    expect(undoOf(inside, [added]).changes).toMatchObject([
      {
        reason: 'undo',
        memberId: `dbmid:${P1}`,
        explanation: 'Given1 Surname1 was put into the group Engineering by that run.',
        before: { group: 'Engineering' },
        after: null,
        options: { groupId: 'g:eng' },
        seats: 0,
      },
    ]);
    expect(undoOf(world, [taken]).changes).toMatchObject([
      { before: null, after: { group: 'Engineering' }, options: { groupId: 'g:eng' } },
    ]);
    expect(undoOf(admin, [role('Team', 'Support')]).changes).toMatchObject([
      { before: { role: 'Support' }, after: { role: 'Team' }, options: { roleId: TEAM.id } },
    ]);
    expect(undoOf(admin, [role('member', 'Support')]).changes).toMatchObject([
      { after: { role: 'member' }, options: { roleId: null } },
    ]);
  });

  test('says what is gone', () => {
    const why = (team: World, change: DoneChange) => undoOf(team, [change]).blocked[0]?.message;
    expect(why(admin, lost)).toBe('Given1 Surname1 had the role Old, which the team does not have any more.');
    const none = world.offering({ groups: [] });
    expect(why(none, taken)).toContain(
      'was in the group Engineering, which the team does not have any more.',
    );
    expect(why(none, done('group_remove', P1, {}))).toContain('was in the group ?');
  });
});

test('whoever goes off the team again needs no group and no role taken', () => {
  const joined = inside
    .withMember({ email: P1, status: 'invited', roles: [SUPPORT] })
    .settings({ safety: { protectAdmins: false } });
  const plan = undoOf(joined, [provisioned(P1), founded, role('member', 'Support')]);
  expect(idsOf(plan)).toEqual([`deprovision:${P1}`]);
});

test('the order is groups, then roles, before anybody goes', () => {
  const team = inside.withMember({ email: P2, status: 'invited', roles: [] });
  const other = done('group_remove', 'p3@example.com', {
    before: { group: ENG.name },
    options: { groupId: ENG.id },
  });
  const plan = undoOf(team, [role('Support', 'member'), added, other, provisioned(P2)]);
  expect(idsOf(plan)).toEqual([
    'group_add:p3@example.com:Engineering',
    `group_remove:${P1}:Engineering`,
    `set_role:${P1}`,
    `deprovision:${P2}`,
  ]);
});

test('reminders need nothing, and files that went elsewhere do not come back', () => {
  expect(
    undoOf(base.withMember({ email: P1, status: 'invited' }), [done('invite', P1, {})]).unchanged,
  ).toHaveLength(1);
  const moved = done('transfer', P1, { options: { transferTo: P2 } });
  const plan = undoOf(gone(base, P1), [moved]);
  expect(withheldOf(plan)).toEqual([`transfer ${P1} not_reversible`]);
  expect(plan.blocked[0]?.message).toContain(`gave the files to ${P2}`);
  const unnamed = undoOf(gone(base, P1), [done('transfer', P1, {})]);
  expect(unnamed.blocked[0]?.message).toContain('gave the files to somebody else');
});

test('an account whose files went elsewhere does not come back', () => {
  const handedOver = removed(P1, { options: { transferTo: P2 } });
  const plan = undoOf(gone(base, P1), [handedOver]);
  expect(withheldOf(plan)).toEqual([`recover ${P1} not_reversible`]);
  expect(plan.blocked[0]?.message).toContain(`gave the files to ${P2}`);
  expect(plan.warnings).toMatchObject([{ code: 'cannot_be_undone' }]);
});

test('the admin who authorized keeps the role that they have', () => {
  const plan = undoOf(world, [role('Support', 'Team', ADMIN)]);
  expect(withheldOf(plan)).toEqual([`set_role ${ADMIN} protected`]);
});

test('whoever was invited and made an admin by a run loses the role first, because admins are not removed', () => {
  const invited = world.withMember({ email: P1, status: 'invited', roles: [SUPPORT] });
  const given = done('set_role', P1, {
    memberId: null,
    before: { role: 'member' },
    after: { role: 'Support' },
  });
  const plan = undoOf(invited, [provisioned(P1), given]);
  expect(idsOf(plan)).toEqual([`set_role:${P1}`]);
  expect(withheldOf(plan)).toEqual([`deprovision ${P1} protected`]);
  const plain = undoOf(world.withMember({ email: P1, status: 'invited' }), [provisioned(P1), given]);
  expect(idsOf(plain)).toEqual([`deprovision:${P1}`]);
});
