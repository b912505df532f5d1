import { expect, test } from 'vitest';
import { deprovision, idOf, provision, recover, suspend, unsuspend, update } from '../helpers/changes.ts';
import {
  ADMIN_ROLE,
  appoint,
  bequeath,
  dismiss,
  HEIR,
  invite,
  join,
  joinNew,
  leave,
  transfer,
} from './changes.ts';
import { run } from './run.ts';

test('every kind of change is the call of its name, with every option said', async () => {
  const { team, outcomes } = await run([
    update('u@x.org', { surname: 'A' }, { surname: 'B', givenName: 'U', externalId: 'E1', email: 'u@x.org' }),
    recover('r@x.org'),
    unsuspend('n@x.org'),
    provision('p@x.org', { externalId: 'E2', options: { silent: true, directoryRestricted: true } }),
    join('a@x.org', 'Eng'),
    joinNew('p@x.org', 'New', { memberId: null }),
    leave('b@x.org', 'Eng'),
    appoint('c@x.org'),
    appoint('p@x.org', { memberId: null }),
    dismiss('e@x.org'),
    suspend('s@x.org', true),
    deprovision('d@x.org', { wipeData: true }),
    deprovision('g@x.org', { method: 'downgrade', retainTeamShares: true }),
    deprovision('h@x.org', { method: 'suspend', wipeData: true }),
    bequeath('i@x.org'),
    invite('j@x.org'),
    transfer('k@x.org'),
  ]);
  expect(new Set(Object.values(outcomes))).toEqual(new Set(['applied']));
  const writes = team.calls.filter(({ method }) => method !== 'lookUp' && method !== 'listGroups');
  const plain = { wipeData: false, keepAccount: false, retainTeamShares: false, transfer: null };
  const { transferToId: destId, transferAdminId: adminId } = HEIR;
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
    ['addToGroup', 'g:Eng', idOf('a@x.org'), null],
    ['createGroup', 'New', null],
    ['addToGroup', 'g:New', 'p@x.org', null],
    ['removeFromGroup', 'g:Eng', idOf('b@x.org'), null],
    ['setRole', idOf('c@x.org'), ADMIN_ROLE.id],
    ['setRole', 'p@x.org', ADMIN_ROLE.id],
    ['setRole', idOf('e@x.org'), null],
    ['suspendMember', idOf('s@x.org'), { wipeData: true }],
    ['removeMember', idOf('d@x.org'), { ...plain, wipeData: true }],
    ['removeMember', idOf('g@x.org'), { ...plain, keepAccount: true, retainTeamShares: true }],
    ['suspendMember', idOf('h@x.org'), { wipeData: true }],
    ['removeMember', idOf('i@x.org'), { ...plain, transfer: { destId, adminId } }],
    ['remindMember', idOf('j@x.org'), null],
    ['moveFiles', idOf('k@x.org'), { destId, adminId }],
  ]);
});

test('an update sends only the fields that change', async () => {
  const { team } = await run([
    update('a@x.org', { surname: 'A' }, { surname: '' }),
    update('b@x.org', { givenName: 'A' }, { givenName: 'B' }),
  ]);
  expect(team.calls.map(({ argument }) => argument)).toEqual([{ surname: '' }, { givenName: 'B' }]);
});

test('a removal whose job passes the files on, and a move of files, are waited for', async () => {
  const { team, outcomes } = await run([bequeath('i@x.org'), transfer('k@x.org')], {
    [idOf('i@x.org')]: { kind: 'job', polls: 1 },
    [idOf('k@x.org')]: { kind: 'job', polls: 1 },
  });
  expect(outcomes).toEqual({ 'deprovision:i@x.org': 'applied', 'transfer:k@x.org': 'applied' });
  const checks = team.calls.filter(({ method }) => method.startsWith('check'));
  expect(checks.map(({ method }) => method)).toEqual([
    'checkRemoveJob',
    'checkRemoveJob',
    'checkMoveJob',
    'checkMoveJob',
  ]);
});
