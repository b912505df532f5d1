import { Chalk } from 'chalk';
import type { Plan } from '../../src/plan/types.ts';
import type { PlanStyle } from '../../src/render/sections.ts';
import {
  buying,
  deprovision,
  filesTo,
  invite,
  planWith,
  provision,
  recover,
  setRole,
  staged,
  suspend,
  transfer,
  unsuspend,
  update,
  waiting,
} from '../helpers/changes.ts';
import { groupAdd, groupCreate, groupRemove } from '../helpers/group-changes.ts';

/** Text without colours, for a terminal of so many columns. */
export const plain = (width = 80): PlanStyle => ({
  paint: new Chalk({ level: 0 }),
  width,
  profile: '',
  now: new Date('2026-03-02T10:00:00Z'),
  most: Infinity,
});

/** A plan with every action, every method, and something of everything that is held back. */
export function everything(): Plan {
  const until = '2026-03-09T10:00:00Z';
  const impact = {
    roles: ['Team admin'],
    joinedOn: '2024-06-06T08:00:00Z',
    groups: ['Design', 'Engineering'],
    soleMemberOf: ['Design'],
  };
  const changes = [
    update(
      'mia.new@example.com',
      { email: 'mia@example.com', surname: 'Old', externalId: '' },
      { email: 'mia.new@example.com', surname: 'New Name', externalId: 'E7' },
      {
        name: 'Mia New Name',
        explanation: 'Mia New Name differs from the roster (row 3) in e-mail and name.',
      },
    ),
    recover('rob@example.com', {
      name: 'Rob Ray',
      explanation: 'Rob Ray is assigned (row 4) and was removed.',
    }),
    unsuspend('una@example.com'),
    provision('pia@example.com', {
      name: 'Pia Paz',
      explanation: 'Pia Paz is assigned through engineering (row 6) and has no Dropbox account on the team.',
    }),
    groupCreate('pia@example.com', 'Engineering'),
    groupAdd('una@example.com', 'Engineering', { name: 'Una Urban' }),
    groupRemove('mia.new@example.com', 'Sales', { name: 'Mia New Name' }),
    setRole('una@example.com', 'member', 'Team admin'),
    suspend('sam@example.com', true),
    deprovision('leo@example.com', { wipeData: true }, { name: 'Leo Lund', reversibleUntil: until, impact }),
    deprovision('fay@example.com', filesTo('boss@example.com')),
    staged('kim@example.com', until),
    deprovision('dan@example.com', { method: 'downgrade' }),
    deprovision('sue@example.com', { method: 'suspend' }),
    deprovision('ivy@example.com', {}, { before: { status: 'invited' } }),
    waiting('wes@example.com'),
    buying('bea@example.com'),
    invite('ida@example.com', 7),
    transfer('gus@example.com', 'boss@example.com'),
  ];
  return planWith(changes, {
    kept: [
      {
        action: 'deprovision',
        email: 'cfo@example.com',
        code: 'protected',
        message: 'cfo@example.com matches safety.protect.',
        until: null,
      },
    ],
    blocked: [
      {
        action: 'recover',
        email: 'old@example.com',
        code: 'recoverable_until',
        message: 'Dropbox keeps the address reserved until then.',
        until,
      },
      {
        action: 'group_add',
        email: 'una@example.com',
        group: 'Legal',
        code: 'group_missing',
        message: 'The team has no group Legal.',
        until: null,
      },
      {
        action: 'provision',
        email: 'zed@example.com',
        code: 'no_licence',
        message: 'zed@example.com gets no account: 1 licence is missing.',
        until: null,
      },
    ],
    disabled: { ...planWith([]).disabled, groups: 1, roles: 2 },
    unchanged: [{ email: 'x@example.com', code: 'as_wanted', message: 'As the roster says.' }],
    seats: { before: { licensed: 10, used: 3, free: 7 }, freed: 3, taken: 4, purchased: 1 },
  });
}
