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

/** A sound record in which one value was replaced; undefined takes it away. */
function broken(key: string, value: unknown): unknown {
  const stored: unknown = recordToStore(aRecord(aLogin(), SECRET_APP));
  const names = key.split('.');
  const last = names.pop() ?? '';
  let place = stored as Record<string, unknown>;
  for (const name of names) place = place[name] as Record<string, unknown>;
  place[last] = value;
  return stored;
}

test.each([null, 'SENTINEL', ['SENTINEL'], 7])('%j instead of a record is exit 7', (stored) => {
  const error = thrownBy(() => parseRecord(stored, PATH));
  expect(error).toMatchObject({ code: 'config_broken', exitCode: 7, details: { path: PATH } });
  expect(String(error)).toContain(`${PATH} cannot be used (at "credentials")`);
  expect(everythingOf(error)).not.toContain('SENTINEL');
});

test.each([
  ['version', undefined],
  ['version', 2],
  ['appKey', undefined],
  ['appKey', ''],
  ['appSecret', ''],
  ['appSecret', 7],
  ['login', undefined],
  ['login', 'SENTINEL'],
  ['login.origin', undefined],
  ['login.team.id', ''],
  ['login.admin', undefined],
  ['login.scopes', 'SENTINEL'],
  ['login.authorizedAt', '2026-01-01'],
  ['login.store', 'SENTINEL'],
  ['login.refreshToken', 7],
  ['login.refreshToken', ''],
  ['login.refreshToken', null],
  ['login.accessToken.value', ''],
  ['login.accessToken.issuedAt', null],
  ['login.accessToken.expiresAt', 'SENTINEL'],
])('a record with %s %j is exit 7 with file and key, and without what it holds', (key, value) => {
  const error = thrownBy(() => parseRecord(broken(key, value), PATH));
  expect(error).toMatchObject({ code: 'config_broken', exitCode: 7, details: { path: PATH } });
  expect(String(error)).toContain(`${PATH} cannot be used (at "credentials.${key}")`);
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

test.each(['later', 'login.later', 'login.team.later'])('the unknown field %s does no harm', (key) => {
  expect(parseRecord(broken(key, 1), PATH)?.login?.team.id).toBe('dbtid:AAB');
});
