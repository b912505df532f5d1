import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/plan/types.ts';
import type { Group, Role } from '../../src/team.ts';
import { EVERYTHING_ON, inSync, planOf } from '../helpers/team-builder.ts';

const mail = (local: string): string => `${local}@example.com`;
const ENG: Group = { id: 'g:eng', name: 'Eng', management: 'company' };
const ROLE: Role = { id: 'pid_dbtmr:help', name: 'Support' };
const groups = (world: string[]): string[] => ['g:everyone', ...world];
const ids = (plan: Plan): string[] => plan.changes.map(({ id }) => id.replaceAll('@example.com', ''));

/** One of everything, listed in an order that is not the one of application. */
const everything = inSync(20)
  .settings(EVERYTHING_ON)
  .settings({
    groups: { enabled: true, map: { eng: 'Eng', new: 'New' }, create: true },
    roles: { enabled: true },
    invitations: { remindAfterDays: [1] },
  })
  .offering({ groups: [ENG], roles: [ROLE] })
  .withPerson({ email: mail('p1'), wanted: 'unassigned' })
  .withPerson({ email: mail('p2'), wanted: 'suspended' })
  .withMember({ email: mail('p3'), status: 'invited' })
  .withPerson({ email: mail('p4'), role: 'member', groups: [] })
  .withMember({ email: mail('p4'), roles: [ROLE], groups: groups(['g:eng']) })
  .withPerson({ email: mail('p5'), role: 'Support', groups: ['eng', 'new'], surname: 'Other' })
  .withPerson({ email: mail('p6'), groups: ['new'] })
  .withMember({ email: mail('p6'), status: 'suspended' })
  .withPerson({ email: mail('back'), groups: ['new'] })
  .withMember({ email: mail('back'), status: 'removed', recoverable: true })
  .withPerson({ email: mail('a'), groups: ['eng', 'new'], role: 'Support' });

describe('the order of application', () => {
  test('puts groups and roles behind accounts, before suspensions and removals, and reminders last', () => {
    expect(ids(planOf(everything))).toEqual([
      'update:p5',
      'recover:back',
      'unsuspend:p6',
      'provision:a',
      'group_add:p5:Eng',
      'group_add:p5:New',
      'group_add:p6:New',
      'group_add:back:New',
      'group_add:a:Eng',
      'group_add:a:New',
      'group_remove:p4:Eng',
      'set_role:p5',
      'set_role:a',
      'set_role:p4',
      'suspend:p2',
      'deprovision:p1',
      'invite:p3',
    ]);
  });

  test('puts groups and roles of those who wait for a seat behind that, and reminders last', () => {
    const waiting = everything.withPerson({ email: mail('p7'), wanted: 'unassigned' }).freeLicences(0);
    const order = ids(planOf(waiting));
    expect(order.slice(order.indexOf('suspend:p2'))).toEqual([
      'suspend:p2',
      'deprovision:p1',
      'deprovision:p7',
      'recover:back',
      'provision:a',
      'group_add:back:New',
      'group_add:a:Eng',
      'group_add:a:New',
      'set_role:a',
      'invite:p3',
    ]);
  });

  test('gives neither to those who find no seat', () => {
    const order = ids(planOf(everything.freeLicences(0)));
    expect(order.filter((id) => id.includes(':a'))).toEqual([]);
    expect(order.filter((id) => id.includes(':back'))).toEqual(['recover:back', 'group_add:back:New']);
  });
});

describe('a group that does not exist yet', () => {
  const creating = (plan: Plan): string[] =>
    plan.changes.flatMap(({ id, options }) => ('createGroup' in options ? [id] : []));

  test('is created with the first change that needs it and is carried out', () => {
    expect(creating(planOf(everything))).toEqual([`group_add:${mail('p5')}:New`]);
    const held = everything.given({ holds: [{ email: mail('p5'), until: null, why: 'Ill' }] });
    expect(creating(planOf(held))).toEqual([`group_add:${mail('p6')}:New`]);
  });

  test('is created late where only those who wait need it', () => {
    const late = everything
      .withPerson({ email: mail('p5'), groups: ['eng'] })
      .withPerson({ email: mail('p6'), groups: null })
      .freeLicences(0);
    expect(creating(planOf(late))).toEqual([`group_add:${mail('back')}:New`]);
  });
});
