import { expect, test } from 'vitest';
import { deprovision, idOf, provision, recover, suspend, unsuspend, update } from '../helpers/changes.ts';
import { run } from './run.ts';

test('every kind of change is the call of its name, with every option said', async () => {
  const { team, outcomes } = await run([
    update('u@x.org', { surname: 'A' }, { surname: 'B', givenName: 'U', externalId: 'E1', email: 'u@x.org' }),
    recover('r@x.org'),
    unsuspend('n@x.org'),
    provision('p@x.org', { externalId: 'E2', options: { silent: true, directoryRestricted: true } }),
    suspend('s@x.org', true),
    deprovision('d@x.org', { wipeData: true }),
    deprovision('g@x.org', { method: 'downgrade', retainTeamShares: true }),
    deprovision('h@x.org', { method: 'suspend', wipeData: true }),
  ]);
  expect(new Set(Object.values(outcomes))).toEqual(new Set(['applied']));
  const writes = team.calls.filter(({ method }) => method !== 'lookUp');
  expect(writes.map(({ method, who, argument }) => [method, ...who, argument])).toEqual([
    ['setProfile', idOf('u@x.org'), { surname: 'B', givenName: 'U', externalId: 'E1', email: 'u@x.org' }],
    ['recoverMember', idOf('r@x.org'), null],
    ['unsuspendMember', idOf('n@x.org'), null],
    [
      'addMembers',
      'p@x.org',
      [
        {
          email: 'p@x.org',
          givenName: 'Pia',
          surname: 'Paz',
          externalId: 'E2',
          sendWelcomeEmail: false,
          directoryRestricted: true,
        },
      ],
    ],
    ['suspendMember', idOf('s@x.org'), { wipeData: true }],
    ['removeMember', idOf('d@x.org'), { wipeData: true, keepAccount: false, retainTeamShares: false }],
    ['removeMember', idOf('g@x.org'), { wipeData: false, keepAccount: true, retainTeamShares: true }],
    ['suspendMember', idOf('h@x.org'), { wipeData: true }],
  ]);
});

test('an update sends only the fields that change', async () => {
  const { team } = await run([
    update('a@x.org', { surname: 'A' }, { surname: '' }),
    update('b@x.org', { givenName: 'A' }, { givenName: 'B' }),
  ]);
  expect(team.calls.map(({ argument }) => argument)).toEqual([{ surname: '' }, { givenName: 'B' }]);
});
