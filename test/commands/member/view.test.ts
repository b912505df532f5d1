import { expect, test } from 'vitest';
import { detailsOf, viewsOf } from '../../../src/commands/member/view.ts';
import type { Group } from '../../../src/team.ts';
import { member } from '../../helpers/team-builder.ts';

const group = (id: string, name: string, management: Group['management'] = 'company'): Group => ({
  id,
  name,
  management,
});
const groups = [
  group('g:everyone', 'Everyone at Acme', 'system'),
  group('g:s', 'Sales'),
  group('g:e', 'Engineering'),
  group('g:b', 'Book Club', 'user'),
];
const ana = member({
  email: 'ana@x.org',
  givenName: 'Ana',
  surname: 'Lopez',
  externalId: 'E1',
  groups: ['g:everyone', 'g:s', 'g:e', 'g:b', 'g:unknown'],
  roles: [{ id: 'pid_dbtmr:t', name: 'Team' }],
});

test('a member is shown with the names of groups and role, the group of everybody left out', () => {
  expect(viewsOf({ groups })(ana)).toEqual({
    email: 'ana@x.org',
    memberId: ana.id,
    externalId: 'E1',
    status: 'active',
    name: 'Ana Lopez',
    groups: ['Book Club', 'Engineering', 'Sales'],
    role: 'Team',
  });
});

test('where groups were not read they are not known, and whoever has no role is a member', () => {
  const plain = member({ email: 'ben@x.org', status: 'invited' });
  expect(viewsOf({ groups: null })(plain)).toMatchObject({ groups: null, role: 'member', name: null });
});

test('details are what Dropbox says of the account', () => {
  const gone = member({ email: 'cy@x.org', status: 'removed', recoverable: true, membership: 'limited' });
  expect(detailsOf(gone, { groups })).toEqual({
    ...viewsOf({ groups })(gone),
    secondaryEmails: [],
    emailVerified: false,
    membership: 'limited',
    invitedOn: null,
    joinedOn: null,
    suspendedOn: null,
    recoverable: true,
  });
});
