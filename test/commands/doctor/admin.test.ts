import { expect, test } from 'vitest';
import { checkAdmin } from '../../../src/commands/doctor/admin.ts';
import { ForbiddenError, UnauthorizedError } from '../../../src/errors.ts';
import type { Member } from '../../../src/team.ts';
import { ADMIN } from '../../helpers/team-builder.ts';
import { actualWith, asked } from './asked.ts';

/** The same team with its admin changed. */
function adminWith(fields: Partial<Member>) {
  const { members } = actualWith({});
  const changed = members.map((member) => (member.email === ADMIN ? { ...member, ...fields } : member));
  return asked({ actual: actualWith({ members: changed }) });
}

test('an active admin is named with the role', () => {
  const roles = [{ id: 'pid_dbtmr:1', name: 'Team' }];
  expect(checkAdmin(adminWith({ roles }), '')).toMatchObject({
    status: 'ok',
    message: `${ADMIN} authorized it, is active and has the role Team.`,
  });
});

test.each<[string, Partial<Member>, string]>([
  ['without a role', { roles: [] }, 'has no admin role'],
  ['who is suspended', { status: 'suspended' }, 'is suspended'],
  ['whom the listing does not know', { id: 'dbmid:other' }, 'is not on the team'],
])('one %s is a warning', (_what, fields, words) => {
  const finding = checkAdmin(adminWith(fields), ' --profile acme');
  expect(finding?.status).toBe('warning');
  expect(finding?.message).toContain(words);
  expect(finding?.hint).toContain('teamsync auth dropbox --profile acme');
});

test('one whom Dropbox does not name is a warning that says what follows', () => {
  const finding = checkAdmin(asked({ actual: actualWith({ admin: null }) }), '');
  expect(finding?.status).toBe('warning');
  expect(finding?.message).toContain('nobody is suspended or removed');
});

test('one who is no longer active fails with 6', () => {
  const error = new ForbiddenError('admin_not_active', 'Gone.');
  expect(checkAdmin(asked({ actual: null, error }), '')).toMatchObject({ status: 'failed', error });
});

test.each([new ForbiddenError('missing_scope', 'No scope.'), new UnauthorizedError('x', 'Revoked.'), null])(
  'where nobody could be asked (%s) nothing is said',
  (error) => {
    expect(checkAdmin(asked({ actual: null, error }), '')).toBeNull();
  },
);
