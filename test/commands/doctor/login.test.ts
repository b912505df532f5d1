import { expect, test } from 'vitest';
import { checkLogin } from '../../../src/commands/doctor/login.ts';
import {
  ForbiddenError,
  InvalidInputError,
  UnauthorizedError,
  UnavailableError,
} from '../../../src/errors.ts';
import { aLogin, keychainLogin } from '../../auth/logins.ts';
import { contextWith } from '../../helpers/context.ts';
import { asked, opened } from './asked.ts';

const context = contextWith();
const check = (fields: Parameters<typeof asked>[0]) => checkLogin(context, asked(fields));

test.each([
  ['file', opened(aLogin()), 'is stored in the profile default in '],
  ['keychain', opened(keychainLogin(), 'keychain'), 'is in the system keychain. Dropbox renews it.'],
  ['environment', opened(null, 'environment'), 'from the environment. Dropbox renews it.'],
])('one of the %s that Dropbox renews is fine', (_source, session, words) => {
  const { status, message } = check({ opened: session });
  expect(status).toBe('ok');
  expect(message).toContain(words);
});

test('the rehearsal team needs none', () => {
  const { status, message } = check({ opened: opened(null, 'sandbox'), renewal: 'impossible' });
  expect([status, message]).toEqual(['ok', 'The rehearsal team needs none.']);
});

test('one that cannot be renewed is a warning with the variables to set instead', () => {
  const { status, hint } = check({ opened: opened(null, 'environment'), renewal: 'impossible' });
  expect(status).toBe('warning');
  expect(hint).toContain('TEAMSYNC_DROPBOX_REFRESH_TOKEN');
});

test('one of which nobody could be asked says so', () => {
  const { status, message } = check({ actual: null, renewal: 'unknown' });
  expect(status).toBe('warning');
  expect(message).toContain('Dropbox cannot be reached');
});

test.each([
  [new UnauthorizedError('not_authorized', 'None.'), null],
  [new InvalidInputError('app_key_missing', 'No key.'), null],
  [new UnauthorizedError('grant_revoked', 'Revoked.'), opened(aLogin())],
  [new UnauthorizedError('other_team', 'Another one.'), opened(aLogin())],
  [new ForbiddenError('not_a_team_token', 'Of a person.'), opened(aLogin())],
  [new UnavailableError('dropbox_unavailable', 'No new token.'), opened(aLogin())],
])('%s fails', (error, session) => {
  const finding = check({ error, opened: session, actual: null, renewal: 'unknown' });
  expect(finding).toMatchObject({ name: 'login', status: 'failed', error });
});

test('one that Dropbox renews and then refuses fails', () => {
  const error = new UnauthorizedError('user_suspended', 'Suspended.');
  expect(check({ error, actual: null })).toMatchObject({ status: 'failed', error });
});

test.each([
  new ForbiddenError('missing_scope', 'No scope.'),
  new ForbiddenError('admin_not_active', 'No admin.'),
  new UnavailableError('listing_empty', 'Nobody.'),
])('%s is told by another check', (error) => {
  expect(check({ error, actual: null })).toMatchObject({ status: 'ok' });
});
