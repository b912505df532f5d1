import { expect, test } from 'vitest';
import { accountOf, rowOf } from '../../../src/commands/explain/sides.ts';
import { member, person } from '../../helpers/team-builder.ts';

const GROUPS = [
  { id: 'g:everyone', name: 'Everyone', management: 'system' },
  { id: 'g:sales', name: 'Sales', management: 'company' },
  { id: 'g:eng', name: 'Engineering', management: 'user' },
  { id: 'g:hr', name: 'HR', management: 'company' },
] as const;
const ana = member({ email: 'ana@x.org', groups: ['g:everyone', 'g:sales', 'g:eng'] });

test('an account is told with the names of its groups, those of the system left out', () => {
  expect(accountOf(ana, GROUPS)).toMatchObject({
    groups: ['g:everyone', 'g:sales', 'g:eng'],
    groupNames: ['Engineering', 'Sales'],
  });
  expect(accountOf(ana, null).groupNames).toBeNull();
});

test('an account is told with its role and its dates', () => {
  expect(accountOf(ana, null)).toMatchObject({
    roles: [],
    role: 'member',
    invitedOn: null,
    joinedOn: '2025-01-01T00:00:00Z',
    suspendedOn: null,
  });
  const roles = [{ id: 'pid_dbtmr:help', name: 'Help' }];
  expect(accountOf({ ...ana, roles }, null)).toMatchObject({ roles: ['Help'], role: 'Help' });
});

test('a row is told with what it says of groups and of the role, or that it says nothing', () => {
  expect(rowOf(person({ email: 'ana@x.org', groups: ['eng'], role: 'Help' }), 'r.csv')).toMatchObject({
    source: 'r.csv',
    groups: ['eng'],
    role: 'Help',
  });
  expect(rowOf(person({ email: 'ana@x.org' }), 'r.csv')).toMatchObject({ groups: null, role: null });
});
