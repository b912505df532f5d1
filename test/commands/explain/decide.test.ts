import { describe, expect, test } from 'vitest';
import { EVERYTHING_ON, inSync, type World } from '../../helpers/team-builder.ts';
import { findingsIn } from './explained.ts';

const P1 = 'p1@example.com';
const GROUPS = [
  { id: 'g:eng', name: 'Engineering', management: 'company' },
  { id: 'g:hr', name: 'HR', management: 'company' },
] as const;
const ADMIN_ROLE = { id: 'pid_dbtmr:help', name: 'Help' };

/** Somebody for whom everything is to be done that can be done to a member who stays. */
const world = inSync(20)
  .settings(EVERYTHING_ON)
  .settings({ groups: { enabled: true, map: { eng: 'Engineering', hr: 'HR' } }, roles: { enabled: true } })
  .offering({ groups: [...GROUPS], roles: [ADMIN_ROLE] })
  .withMember({ email: P1, status: 'suspended', groups: ['g:hr'] })
  .withPerson({ email: P1, surname: 'New', groups: ['eng'], role: 'Help' });

const told = (here: World): string[] =>
  findingsIn(here, P1).map(({ kind, wanted, group }) => [kind, wanted, group].filter(Boolean).join(' '));

describe('what is decided about somebody', () => {
  test('is told from the most to the least', () => {
    expect(told(world)).toEqual([
      'change unsuspend',
      'change set_role',
      'change group_add Engineering',
      'change group_remove HR',
      'change update',
    ]);
  });

  test('names what is not enabled after what is done, group by group', () => {
    const off = world.settings({ groups: { enabled: false }, update: { enabled: false } });
    expect(told(off)).toEqual([
      'change unsuspend',
      'change set_role',
      'disabled group_add Engineering',
      'disabled group_remove HR',
      'disabled update',
    ]);
    expect(findingsIn(off, P1)[2]?.off).toEqual(['groups.enabled']);
    expect(told(world.settings({ roles: { enabled: false } })).at(-1)).toBe('disabled set_role');
  });

  test('leaves groups out where they were not read', () => {
    const unread = world.settings({ groups: { enabled: false } }).offering({ groups: null });
    expect(told(unread)).toEqual(['change unsuspend', 'change set_role', 'change update']);
  });

  test('tells of one group that it is blocked, and of another that it is not', () => {
    const blocked = world.offering({ groups: [GROUPS[1]] });
    expect(told(blocked)).toEqual([
      'change unsuspend',
      'change set_role',
      'change group_remove HR',
      'change update',
      'blocked group_add Engineering',
    ]);
  });

  test('knows the date of a removal that comes later', () => {
    const staged = inSync(20)
      .settings(EVERYTHING_ON)
      .settings({ deprovision: { afterDays: 30 } })
      .withPerson({ email: P1, wanted: 'unassigned' });
    expect(findingsIn(staged, P1)[0]).toMatchObject({
      action: 'deprovision',
      removeOn: '2026-04-01T10:00:00Z',
    });
    expect(findingsIn(world, P1)[0].removeOn).toBeNull();
  });
});
