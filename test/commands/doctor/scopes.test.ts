import { expect, test } from 'vitest';
import { SCOPES_OF } from '../../../src/auth/scopes.ts';
import { checkScopes } from '../../../src/commands/doctor/scopes.ts';
import { ForbiddenError, UnavailableError } from '../../../src/errors.ts';
import { settingsSchema } from '../../../src/settings/schema.ts';
import { aLogin } from '../../auth/logins.ts';
import { asked, opened } from './asked.ts';

const REMOVING = settingsSchema.parse({ deprovision: { enabled: true } });
const withScopes = (scopes: readonly string[]) => ({ opened: opened(aLogin({ scopes: [...scopes] })) });

test('a login that has what is enabled is fine', () => {
  expect(checkScopes(asked(withScopes(SCOPES_OF.full)), REMOVING, '')).toMatchObject({
    status: 'ok',
    message: 'It has what is needed: team_info.read, members.read, members.delete.',
  });
});

test('one that lacks something fails with 6 and says how to authorize', () => {
  const finding = checkScopes(asked(withScopes(SCOPES_OF.write)), REMOVING, ' --profile acme');
  expect(finding).toMatchObject({ status: 'failed', error: { exitCode: 6, code: 'missing_scope' } });
  expect(finding?.message).toContain('"members.delete"');
  expect(finding?.hint).toContain('teamsync auth dropbox --access full --profile acme');
});

test('one that may only read is enough where nothing is enabled', () => {
  expect(checkScopes(asked(withScopes(SCOPES_OF.read)), settingsSchema.parse({}), '')).toMatchObject({
    status: 'ok',
  });
});

test('a credential that does not tell them is believed as far as it could read', () => {
  const unknown = { opened: opened(null, 'environment') };
  expect(checkScopes(asked(unknown), REMOVING, '')?.message).toContain('does not tell its scopes');
  const error = new UnavailableError('listing_empty', 'Nobody.');
  expect(checkScopes(asked({ ...unknown, actual: null, error }), REMOVING, '')).toBeNull();
});

test.each(['missing_scope', 'app_lacks_scope'])('what Dropbox itself says of them counts: %s', (code) => {
  const error = new ForbiddenError(code, 'It lacks "members.read".');
  expect(checkScopes(asked({ actual: null, error }), REMOVING, '')).toMatchObject({
    status: 'failed',
    error,
  });
});

test('without credentials or settings there is nothing to compare', () => {
  expect(checkScopes(asked({ opened: null }), REMOVING, '')).toBeNull();
  expect(checkScopes(asked(), null, '')).toBeNull();
});
