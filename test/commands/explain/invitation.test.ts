import { describe, expect, test } from 'vitest';
import { invitationFuture } from '../../../src/commands/explain/invitation.ts';
import { EVERYTHING_ON, inSync, type World } from '../../helpers/team-builder.ts';
import { foundIn } from './explained.ts';

const P1 = 'p1@example.com';
/** Invited on 1 March at 10:00, a day ago. */
const invited = inSync(20)
  .settings(EVERYTHING_ON)
  .settings({ invitations: { remindAfterDays: [1, 3, 7] } })
  .withMember({ email: P1, status: 'invited' });

const told = (world: World): string[] => invitationFuture(foundIn(world, P1), world.input());
const reminder = (day: string): string => `The next reminder is due from ${day}T10:00:00Z on.`;
const end = (day: string): string => `If nobody accepts it, it is withdrawn from ${day}T10:00:00Z on.`;

describe('a reminder', () => {
  test('is the first one that is still to come and was not sent', () => {
    expect(told(invited)).toEqual([reminder('2026-03-04')]);
    expect(told(invited.given({ reminded: new Map([[`dbmid:${P1}`, 3]]) }))).toEqual([
      reminder('2026-03-08'),
    ]);
    expect(told(invited.given({ now: new Date('2026-03-09T10:00:00Z') }))).toEqual([]);
  });

  test('never comes for a silent invitation, unless evenIfSilent says so', () => {
    const silent = invited.settings({ provision: { silent: true } });
    expect(told(silent)).toEqual([]);
    expect(told(silent.settings({ invitations: { evenIfSilent: true } }))).toEqual([reminder('2026-03-04')]);
  });

  test('does not come after the end', () => {
    expect(told(invited.settings({ invitations: { cancelAfterDays: 3 } }))).toEqual([end('2026-03-04')]);
  });
});

describe('the end', () => {
  const ending = invited.settings({ invitations: { cancelAfterDays: 14 } });

  test('comes after its days', () => {
    expect(told(ending)).toEqual([reminder('2026-03-04'), end('2026-03-15')]);
  });

  test('never comes where nobody is taken off the team', () => {
    expect(told(ending.settings({ deprovision: { enabled: false } }))).toEqual([reminder('2026-03-04')]);
  });
});

test('nothing is told of who is no more invited, or not wanted, or was invited nobody knows when', () => {
  expect(told(invited.withMember({ email: P1, status: 'active' }))).toEqual([]);
  expect(told(invited.withPerson({ email: P1, wanted: 'suspended' }))).toEqual([]);
  expect(told(invited.withoutPerson(P1))).toEqual([]);
  expect(told(invited.withMember({ email: P1, invitedOn: null }))).toEqual([]);
});
