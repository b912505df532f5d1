import { describe, expect, test } from 'vitest';
import {
  isAsPlanned,
  leavesTrace,
  standingOf,
  type GroupIdsByName,
  type Standing,
  type Traceable,
} from '../../src/apply/standing.ts';
import type { Member } from '../../src/team.ts';
import { deprovision, provision, recover, suspend, unsuspend, update } from '../helpers/changes.ts';
import { member } from '../helpers/team-builder.ts';
import { ADMIN_ROLE, appoint, dismiss, invite, join, joinNew, leave, transfer } from './changes.ts';

/** What somebody is found to be in a fresh look: fields beside their address, or nobody at all. */
type Now = Partial<Member> | null;
/** `undefined` for somebody whom the plan did not know. */
type Before = Partial<Member> | undefined;

const EMAIL = 'a@x.org';
const NO_GROUPS: GroupIdsByName = new Map();
const ADMIN = { roles: [{ id: 'pid_dbtmr:1', name: 'Team' }] };
const ACTIVE = { status: 'active' } as const;
const INVITED = { status: 'invited' } as const;
const SUSPENDED = { status: 'suspended' } as const;
const REMOVED = { status: 'removed' } as const;
/** Removed by us, brought back by hand, and in again as before but for the day. */
const BACK = { status: 'active', joinedOn: '2026-03-02T11:00:00Z' } as const;
/** Another account under the same address. */
const ANOTHER = { status: 'active', id: 'dbmid:another' } as const;

function standing(
  change: Traceable,
  now: Now,
  planned: Before = ACTIVE,
  groupIds: GroupIdsByName = NO_GROUPS,
): Standing {
  const found = now === null ? undefined : member({ email: EMAIL, ...now });
  const before = change.memberId === null ? undefined : member({ email: EMAIL, ...planned });
  return standingOf(change, found, before, groupIds);
}

describe('a new person', () => {
  const change = provision(EMAIL);
  const identified = provision(EMAIL, { externalId: 'E1' });

  test.each<[string, Traceable, Now, Standing]>([
    ['nobody there', change, null, 'untouched'],
    ['a removed account', change, REMOVED, 'untouched'],
    ['an invitation', change, INVITED, 'done'],
    ['an invitation accepted at once', change, ACTIVE, 'done'],
    ['an invitation with the external id', identified, { ...INVITED, externalId: 'E1' }, 'done'],
    ['an invitation without the external id', identified, INVITED, 'moved'],
    ['an invitation with another external id', identified, { ...INVITED, externalId: 'E2' }, 'moved'],
    ['somebody suspended', change, SUSPENDED, 'moved'],
  ])('%s', (_name, wanted, now, expected) => {
    const found = now === null ? undefined : member({ email: EMAIL, ...now });
    expect(standingOf(wanted, found, undefined, NO_GROUPS)).toBe(expected);
  });
});

test.each<[string, Now, Standing]>([
  ['nobody there', null, 'untouched'],
  ['still removed', REMOVED, 'untouched'],
  ['active again', ACTIVE, 'done'],
  ['back as an invitation', INVITED, 'done'],
  ['back, and suspended as before', SUSPENDED, 'done'],
])('somebody to bring back: %s', (_name, now, expected) => {
  expect(standing(recover(EMAIL), now, REMOVED)).toBe(expected);
});

test.each<[string, Now, Standing]>([
  ['still suspended', SUSPENDED, 'untouched'],
  ['active', ACTIVE, 'done'],
  ['removed meanwhile', REMOVED, 'moved'],
  ['nobody there', null, 'moved'],
])('somebody to unsuspend: %s', (_name, now, expected) => {
  expect(standing(unsuspend(EMAIL), now, SUSPENDED)).toBe(expected);
});

describe('somebody to update', () => {
  const spelled = update(
    EMAIL,
    { givenName: 'Al', surname: 'Old', externalId: '' },
    { givenName: 'Alma', surname: 'New', externalId: 'E1' },
  );
  const cleared = update(EMAIL, { externalId: 'E1' }, { externalId: '' });
  const renamed = update('new@x.org', { email: EMAIL }, { email: 'new@x.org' });

  test.each<[string, Traceable, Now, Standing]>([
    ['as planned', spelled, { givenName: 'Al', surname: 'Old' }, 'untouched'],
    ['as wanted', spelled, { givenName: 'Alma', surname: 'New', externalId: 'E1' }, 'done'],
    ['only half as wanted', spelled, { givenName: 'Alma', surname: 'Old' }, 'moved'],
    ['spelled in a third way', spelled, { givenName: 'Alma', surname: 'Newer', externalId: 'E1' }, 'moved'],
    ['without the external id that had to go', cleared, {}, 'done'],
    ['with the external id that has to go', cleared, { externalId: 'E1' }, 'untouched'],
    ['under the old address', renamed, {}, 'untouched'],
    ['under the new address', renamed, { email: 'new@x.org' }, 'done'],
    ['under a third address', renamed, { email: 'third@x.org' }, 'moved'],
    ['suspended meanwhile, as wanted otherwise', renamed, { email: 'new@x.org', ...SUSPENDED }, 'done'],
    ['removed meanwhile', renamed, { email: 'new@x.org', ...REMOVED }, 'moved'],
    ['nobody there', renamed, null, 'moved'],
  ])('%s', (_name, change, now, expected) => {
    expect(standing(change, now)).toBe(expected);
  });
});

describe.each([
  ['to suspend', suspend(EMAIL)],
  ['to suspend instead of removing', deprovision(EMAIL, { method: 'suspend' })],
])('somebody %s', (_name, change) => {
  test.each<[string, Now, Before, Standing]>([
    ['as planned', ACTIVE, ACTIVE, 'untouched'],
    ['suspended', SUSPENDED, ACTIVE, 'done'],
    ['brought back by the same plan, and not suspended yet', ACTIVE, REMOVED, 'untouched'],
    ['suspended, as they already were', SUSPENDED, SUSPENDED, 'untouched'],
    [
      'suspended anew after they had been unsuspended by hand',
      { ...SUSPENDED, suspendedOn: '2026-03-02T11:00:00Z' },
      SUSPENDED,
      'moved',
    ],
    ['removed meanwhile', REMOVED, ACTIVE, 'moved'],
    ['nobody there', null, ACTIVE, 'moved'],
    ['brought back by hand', BACK, ACTIVE, 'moved'],
    ['an admin meanwhile', { ...ACTIVE, ...ADMIN }, ACTIVE, 'moved'],
    ['no admin any more', ACTIVE, { ...ACTIVE, ...ADMIN }, 'moved'],
    ['an admin as before', { ...ACTIVE, ...ADMIN }, { ...ACTIVE, ...ADMIN }, 'untouched'],
    ['in the team since, invited when it was planned', ACTIVE, INVITED, 'moved'],
  ])('%s', (_state, now, before, expected) => {
    expect(standing(change, now, before)).toBe(expected);
  });

  test('an active person of whom the plan knew nothing', () => {
    expect(standingOf(change, member({ email: EMAIL }), undefined, NO_GROUPS)).toBe('moved');
  });
});

describe.each([
  ['to remove', deprovision(EMAIL)],
  ['to turn into a personal account', deprovision(EMAIL, { method: 'downgrade' })],
])('somebody %s', (_name, change) => {
  test.each<[string, Now, Before, Standing]>([
    ['as planned', ACTIVE, ACTIVE, 'untouched'],
    ['removed', REMOVED, ACTIVE, 'done'],
    ['nobody there', null, ACTIVE, 'done'],
    ['an invitation as planned', INVITED, INVITED, 'untouched'],
    ['an invitation accepted meanwhile', ACTIVE, INVITED, 'moved'],
    ['removed and brought back by hand since', BACK, ACTIVE, 'moved'],
    ['suspended meanwhile', SUSPENDED, ACTIVE, 'moved'],
    ['an admin meanwhile', { ...ACTIVE, ...ADMIN }, ACTIVE, 'moved'],
    ['another account under the same address', ANOTHER, ACTIVE, 'moved'],
  ])('%s', (_state, now, before, expected) => {
    expect(standing(change, now, before)).toBe(expected);
  });

  test('a person of whom the plan knew nothing', () => {
    expect(standingOf(change, member({ email: EMAIL }), undefined, NO_GROUPS)).toBe('moved');
  });
});

describe('somebody for a group', () => {
  const eng = join(EMAIL, 'Eng');
  const created = joinNew(EMAIL, 'New');
  const joiner = joinNew(EMAIL, 'New', { memberId: null });
  const left = leave(EMAIL, 'Eng');
  const IN_ENG = { groups: ['g:everyone', 'g:Eng'] };
  const IN_NEW = { groups: ['g:everyone', 'g:New'] };
  const NEW = new Map([['New', 'g:New']]);

  test.each<[string, Traceable, Now, Before, GroupIdsByName, Standing]>([
    ['to come into it is not in it', eng, {}, ACTIVE, NO_GROUPS, 'untouched'],
    ['to come into it is in it', eng, IN_ENG, ACTIVE, NO_GROUPS, 'done'],
    ['to come into it is invited, and in it', eng, { ...INVITED, ...IN_ENG }, INVITED, NO_GROUPS, 'done'],
    [
      'to come into it is in another of that name',
      eng,
      IN_NEW,
      ACTIVE,
      new Map([['Eng', 'g:New']]),
      'untouched',
    ],
    ['to come into it was removed', eng, REMOVED, ACTIVE, NO_GROUPS, 'moved'],
    ['to come into it is nobody', eng, null, ACTIVE, NO_GROUPS, 'moved'],
    ['brought back by the same plan does not show yet', eng, REMOVED, REMOVED, NO_GROUPS, 'untouched'],
    ['to come into a new one, which is not there', created, {}, ACTIVE, NO_GROUPS, 'untouched'],
    ['to come into a new one is not in it', created, {}, ACTIVE, NEW, 'untouched'],
    ['to come into a new one is in it', created, IN_NEW, ACTIVE, NEW, 'done'],
    ['new on the team is in it', joiner, IN_NEW, undefined, NEW, 'done'],
    ['new on the team does not show yet', joiner, null, undefined, NEW, 'untouched'],
    ['to leave it is in it', left, IN_ENG, ACTIVE, NO_GROUPS, 'untouched'],
    ['to leave it is not in it', left, {}, ACTIVE, NO_GROUPS, 'done'],
    ['to leave it was removed', left, { ...REMOVED, ...IN_ENG }, ACTIVE, NO_GROUPS, 'done'],
    ['to leave it is nobody', left, null, ACTIVE, NO_GROUPS, 'done'],
  ])('%s', (_name, change, now, before, groupIds, expected) => {
    expect(standing(change, now, before, groupIds)).toBe(expected);
  });
});

describe('somebody whose role changes', () => {
  const up = appoint(EMAIL);
  const down = dismiss(EMAIL);
  const joiner = appoint(EMAIL, { memberId: null });
  const OWN = { roles: [ADMIN_ROLE] };
  const OTHER = { roles: [{ id: 'pid_dbtmr:other', name: 'Support' }] };
  const BOTH = { roles: [...OTHER.roles, ADMIN_ROLE] };

  test.each<[string, Traceable, Now, Before, Standing]>([
    ['to an admin, and is none', up, {}, {}, 'untouched'],
    ['to an admin, and is one', up, OWN, {}, 'done'],
    ['to an admin, and is one of another kind', up, OTHER, {}, 'moved'],
    ['to an admin, and is one of another kind as before', up, OTHER, OTHER, 'untouched'],
    ['to an admin, and is one of two kinds', up, BOTH, {}, 'moved'],
    ['to a plain member, and is an admin', down, OWN, OWN, 'untouched'],
    ['to a plain member, and is one', down, {}, OWN, 'done'],
    ['and who was removed', up, REMOVED, {}, 'moved'],
    ['and who is nobody', up, null, {}, 'moved'],
    ['and who was brought back by the same plan', up, OTHER, REMOVED, 'untouched'],
    ['and who was brought back by the same plan, and does not show yet', up, REMOVED, REMOVED, 'untouched'],
    ['and who is new on the team', joiner, INVITED, undefined, 'untouched'],
    ['and who is new on the team, and an admin', joiner, { ...INVITED, ...OWN }, undefined, 'done'],
    ['and who is new on the team, and does not show yet', joiner, null, undefined, 'untouched'],
    ['and who is new on the team, and an admin of another kind', joiner, OTHER, undefined, 'moved'],
  ])('%s', (_name, change, now, before, expected) => {
    expect(standing(change, now, before)).toBe(expected);
  });
});

test('reminders and moved files are the only changes that nobody can see in people', () => {
  const seen = [suspend(EMAIL), join(EMAIL, 'Eng'), leave(EMAIL, 'Eng'), appoint(EMAIL), deprovision(EMAIL)];
  expect(seen.every(leavesTrace)).toBe(true);
  expect([invite(EMAIL), transfer(EMAIL)].some(leavesTrace)).toBe(false);
});

test('a person is as planned whatever their names, groups and external id have become', () => {
  const planned = member({ email: EMAIL });
  const now = { ...planned, givenName: 'Al', externalId: 'E1', groups: [], secondaryEmails: ['b@x.org'] };
  expect(isAsPlanned(now, planned)).toBe(true);
  expect(isAsPlanned(now, undefined)).toBe(false);
});
