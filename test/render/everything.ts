import { Chalk } from 'chalk';
import type { Plan } from '../../src/plan/types.ts';
import type { Style } from '../../src/render/sections.ts';
import {
  buying,
  deprovision,
  planWith,
  provision,
  recover,
  suspend,
  unsuspend,
  update,
  waiting,
} from '../helpers/changes.ts';

/** Text without colours, for a terminal of so many columns. */
export const plain = (width = 80): Style => ({ paint: new Chalk({ level: 0 }), width, profile: '' });

/** A plan with every action, every method, and something of everything that is held back. */
export function everything(): Plan {
  const until = '2026-03-09T10:00:00Z';
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
    suspend('sam@example.com', true),
    deprovision('leo@example.com', { wipeData: true }, { name: 'Leo Lund', reversibleUntil: until }),
    deprovision('dan@example.com', { method: 'downgrade' }),
    deprovision('sue@example.com', { method: 'suspend' }),
    deprovision('ivy@example.com', {}, { before: { status: 'invited' } }),
    waiting('wes@example.com'),
    buying('bea@example.com'),
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
    ],
    disabled: { ...planWith([]).disabled, groups: 1, roles: 2 },
    unchanged: [{ email: 'x@example.com', code: 'as_wanted', message: 'As the roster says.' }],
    seats: { before: { licensed: 10, used: 3, free: 7 }, freed: 3, taken: 4, purchased: 1 },
  });
}
