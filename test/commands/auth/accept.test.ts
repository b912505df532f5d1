import { describe, expect, test } from 'vitest';
import type { Keychain } from '../../../src/auth/keychain.ts';
import { parseRecord, type LoginFile } from '../../../src/auth/login-record.ts';
import type { TokenAnswer } from '../../../src/auth/oauth.ts';
import { SCOPES_OF } from '../../../src/auth/scopes.ts';
import { Secret } from '../../../src/auth/secret.ts';
import { acceptGrant } from '../../../src/commands/auth/accept.ts';
import { EXIT, TeamsyncError } from '../../../src/errors.ts';
import { contextWith } from '../../helpers/context.ts';
import { conflict, healthyTeam, listed, startFakeDropbox, transportTo } from '../../helpers/fake-dropbox.ts';

const APP = { key: 'k1', secret: null };
const answer = (parts: Partial<TokenAnswer> = {}): TokenAnswer => ({
  accessToken: new Secret('sl.access-token'),
  refreshToken: new Secret('refresh-token-1'),
  lifetimeMs: 14_400_000,
  scopes: [...SCOPES_OF.full],
  teamId: 'dbtid:1',
  ...parts,
});

/** A file that keeps what it is given, or fails as told. */
function fileThat(failure: Error | null): LoginFile & { stored: () => unknown } {
  let stored: unknown;
  return {
    path: '/config/default.json',
    read: () => stored,
    stored: () => stored,
    update: (change) => {
      if (failure !== null) return Promise.reject(failure);
      stored = change(stored);
      return Promise.resolve();
    },
  };
}

function keychainThat(log: string[]): Keychain {
  return {
    read: () => Promise.resolve(null),
    write: (value) => {
      log.push(`write ${value.reveal()}`);
      return Promise.resolve();
    },
    remove: () => {
      log.push('remove');
      return Promise.resolve();
    },
  };
}

async function accept(
  granted: TokenAnswer,
  { failure = null as Error | null, keychain = null as Keychain | null, replies = {} } = {},
) {
  const fake = await startFakeDropbox({ ...healthyTeam([listed('ann')]), ...replies });
  const file = fileThat(failure);
  const line = {
    origins: { api: fake.origin, auth: fake.origin },
    issuer: fake.origin,
    env: {},
    sandbox: null,
    transport: transportTo(fake.origin),
    close: () => Promise.resolve(),
  };
  const acceptance = { context: contextWith(), line, file, app: APP, scopes: SCOPES_OF.full, keychain };
  const accepting = acceptGrant(acceptance, granted);
  return { fake, file, outcome: await accepting.catch((error: unknown) => error) };
}

describe('a grant', () => {
  test('that is right is kept, with whose it is and where it came from', async () => {
    const { file, fake, outcome } = await accept(answer());
    expect(outcome).toMatchObject({ warnings: [], page: 'teamsync is authorized for the team Acme.' });
    const record = parseRecord(file.stored(), file.path);
    expect(record?.app.key).toBe('k1');
    expect(record?.login).toMatchObject({
      origin: fake.origin,
      team: { id: 'dbtid:1', name: 'Acme' },
      admin: { memberId: 'dbmid:ann', email: 'ann@example.com' },
      scopes: SCOPES_OF.full,
      store: 'file',
    });
    expect(record?.login?.refreshToken?.reveal()).toBe('refresh-token-1');
    expect(record?.login?.accessToken?.token.reveal()).toBe('sl.access-token');
  });

  test('with more scopes than were asked for is kept with a warning', async () => {
    const { outcome } = await accept(answer({ scopes: [...SCOPES_OF.full, 'events.read'] }));
    expect(outcome).toMatchObject({ warnings: [{ code: 'extra_scopes' }] });
  });

  test('whose admin Dropbox does not know is kept with a warning', async () => {
    const replies = { 'team/token/get_authenticated_admin': conflict('mapping_not_found') };
    const { outcome } = await accept(answer(), { replies });
    expect(outcome).toMatchObject({ login: { admin: null }, warnings: [{ code: 'admin_unknown' }] });
  });

  test.each([
    ['of one account', { teamId: null }, {}, 'not_a_team_token', 6],
    ['that lacks a scope', { scopes: [...SCOPES_OF.write] }, {}, 'scopes_missing', 6],
    ['that opens another team', { teamId: 'dbtid:2' }, {}, 'other_team', 6],
    [
      'of an admin who is none any more',
      {},
      { 'team/token/get_authenticated_admin': conflict('admin_not_active') },
      'admin_not_active',
      6,
    ],
    [
      'of which Dropbox does not tell the team',
      {},
      { 'team/get_info': { status: 403, json: { error: { '.tag': 'invalid_account_type' } } } },
      'invalid_account_type',
      6,
    ],
  ])('%s is not kept', async (_name, parts, replies, code, exitCode) => {
    const { file, outcome } = await accept(answer(parts), { replies: replies });
    expect(outcome).toMatchObject({ code, exitCode });
    expect(file.stored()).toBeUndefined();
  });
});

describe('with a keychain', () => {
  test('no token is in the file', async () => {
    const log: string[] = [];
    const { file } = await accept(answer(), { keychain: keychainThat(log) });
    expect(log).toEqual(['write refresh-token-1']);
    expect(JSON.stringify(file.stored())).not.toMatch(/refresh-token-1|sl\.access-token/);
    expect(parseRecord(file.stored(), file.path)?.login).toMatchObject({ store: 'keychain' });
  });

  test('a file that cannot be written leaves nothing in the keychain either', async () => {
    const log: string[] = [];
    const failure = new TeamsyncError(EXIT.unexpected, 'config_unwritable', 'The disk is full.');
    const { outcome } = await accept(answer(), { failure, keychain: keychainThat(log) });
    expect(outcome).toBe(failure);
    expect(log).toEqual(['write refresh-token-1', 'remove']);
  });
});

test('a disk that is full while storing is passed on, and nothing is kept', async () => {
  const failure = new TeamsyncError(EXIT.unexpected, 'config_unwritable', 'The disk is full.');
  const { file, outcome } = await accept(answer(), { failure });
  expect(outcome).toBe(failure);
  expect(file.stored()).toBeUndefined();
});
