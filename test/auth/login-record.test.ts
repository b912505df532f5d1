import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRecord, recordToStore, type LoginRecord } from '../../src/auth/login-record.ts';
import { Secret } from '../../src/auth/secret.ts';
import { aLogin, aRecord } from './logins.ts';
import { everythingOf, thrownBy } from './surroundings.ts';
import { SECRET_APP } from './token-endpoint.ts';

const PATH = '/home/ann/.config/teamsync/config.json';

/** The record with its secrets laid open, so that two can be compared. */
function opened({ app, login }: LoginRecord): object {
  return {
    app: { key: app.key, secret: app.secret?.reveal() ?? null },
    login: login && {
      ...login,
      refreshToken: login.refreshToken?.reveal() ?? null,
      accessToken: login.accessToken && { ...login.accessToken, token: login.accessToken.token.reveal() },
    },
  };
}

/** A record as it is after it went into the file and came back. */
function throughTheFile(record: LoginRecord): LoginRecord | null {
  return parseRecord(JSON.parse(JSON.stringify(recordToStore(record))), PATH);
}

const text = fc.string({ minLength: 1, unit: 'grapheme' });
const secret = text.map((value) => new Secret(value));
const moment = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });
const nullable = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });

const record: fc.Arbitrary<LoginRecord> = fc.record({
  app: fc.record({ key: text, secret: nullable(secret) }),
  login: nullable(
    fc
      .record({
        origin: text,
        team: fc.record({ id: text, name: fc.string() }),
        admin: nullable(fc.record({ memberId: fc.string(), email: fc.string() })),
        scopes: fc.array(fc.string()),
        authorizedAt: moment.map((time) => new Date(time)),
        store: fc.constantFrom('file', 'keychain'),
        refreshToken: secret,
        accessToken: nullable(fc.record({ token: secret, issuedAt: moment, expiresAt: nullable(moment) })),
      })
      .map((login) => (login.store === 'keychain' ? { ...login, refreshToken: null } : login)),
  ),
});

test('every record comes back from the file as it was', () => {
  fc.assert(
    fc.property(record, (before) => {
      const after = throughTheFile(before);
      expect(after && opened(after)).toEqual(opened(before));
    }),
  );
});

test('where nothing stands there is no record', () => {
  expect(parseRecord(undefined, PATH)).toBeNull();
});

test('a record that was read shows no secret', () => {
  const shown = throughTheFile(aRecord(aLogin(), SECRET_APP));
  expect(shown?.login?.refreshToken?.reveal()).toContain('SENTINEL');
  expect(everythingOf(shown) + JSON.stringify(shown)).not.toContain('SENTINEL');
});

/** A sound record in which one thing was changed. */
function broken(change: (stored: Record<string, unknown>, login: Record<string, unknown>) => void): unknown {
  const stored = recordToStore(aRecord(aLogin(), SECRET_APP)) as Record<string, unknown>;
  change(stored, stored['login'] as Record<string, unknown>);
  return stored;
}

test.each([
  ['credentials', 'null', null],
  ['credentials', 'a text', 'SENTINEL'],
  ['credentials', 'a list', ['SENTINEL']],
  ['credentials.version', 'an empty object', {}],
  ['credentials.version', 'another version', broken((stored) => void (stored['version'] = 2))],
  ['credentials.appKey', 'no app key', broken((stored) => void delete stored['appKey'])],
  ['credentials.appKey', 'an empty app key', broken((stored) => void (stored['appKey'] = ''))],
  ['credentials.appSecret', 'an empty app secret', broken((stored) => void (stored['appSecret'] = ''))],
  ['credentials.appSecret', 'a secret of another type', broken((stored) => void (stored['appSecret'] = 7))],
  ['credentials.login', 'no login and no null', broken((stored) => void delete stored['login'])],
  ['credentials.login', 'a login that is a text', broken((stored) => void (stored['login'] = 'SENTINEL'))],
  ['credentials.login.origin', 'no origin', broken((_, login) => void delete login['origin'])],
  [
    'credentials.login.team.id',
    'an empty team id',
    broken((_, login) => void (login['team'] = { id: '', name: 'SENTINEL' })),
  ],
  ['credentials.login.admin', 'no admin and no null', broken((_, login) => void delete login['admin'])],
  ['credentials.login.scopes', 'scopes in a text', broken((_, login) => void (login['scopes'] = 'SENTINEL'))],
  [
    'credentials.login.authorizedAt',
    'a day for a time',
    broken((_, login) => void (login['authorizedAt'] = '2026-01-01')),
  ],
  ['credentials.login.store', 'an unknown store', broken((_, login) => void (login['store'] = 'SENTINEL'))],
  [
    'credentials.login.refreshToken',
    'a token that is a number',
    broken((_, login) => void (login['refreshToken'] = 7)),
  ],
  [
    'credentials.login.refreshToken',
    'an empty token',
    broken((_, login) => void (login['refreshToken'] = '')),
  ],
  [
    'credentials.login.accessToken.expiresAt',
    'an end that is no time',
    broken((_, login) => {
      login['accessToken'] = {
        value: 'SENTINEL',
        issuedAt: '2026-01-01T00:00:00.000Z',
        expiresAt: 'SENTINEL',
      };
    }),
  ],
])('broken at %s (%s) is exit 7 with file and key, and without what it holds', (key, _name, stored) => {
  const error = thrownBy(() => parseRecord(stored, PATH));
  expect(error).toMatchObject({ code: 'config_broken', exitCode: 7, details: { path: PATH } });
  expect(String(error)).toContain(`${PATH} cannot be used (at "${key}")`);
  expect(everythingOf(error)).not.toContain('SENTINEL');
});

test('no shape whatever makes anything but a record or a clear refusal', () => {
  fc.assert(
    fc.property(fc.anything(), (stored) => {
      fc.pre(stored !== undefined);
      expect(thrownBy(() => parseRecord(stored, PATH))).toMatchObject({ code: 'config_broken', exitCode: 7 });
    }),
  );
});

test('fields of a later version of the record do no harm', () => {
  const stored = broken((whole, login) => {
    whole['later'] = 1;
    login['later'] = 1;
  });
  expect(parseRecord(stored, PATH)?.login?.team.id).toBe('dbtid:AAB');
});
