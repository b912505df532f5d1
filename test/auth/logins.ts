import type { Keychain } from '../../src/auth/keychain.ts';
import {
  parseRecord,
  recordToStore,
  type Login,
  type LoginFile,
  type LoginRecord,
} from '../../src/auth/login-record.ts';
import type { OAuthApp } from '../../src/auth/oauth.ts';
import { Secret } from '../../src/auth/secret.ts';
import { APP, REFRESH } from './token-endpoint.ts';

export const API = 'https://api.dropboxapi.com';
/** The moment at which these tests happen. */
export const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
export const OLD_ACCESS = 'sl.u.SENTINEL-old-access_0000';

/** A login that is kept in the file, with an access token that is good for hours. */
export function aLogin(changes: Partial<Login> = {}): Login {
  return {
    origin: API,
    team: { id: 'dbtid:AAB', name: 'Acme' },
    admin: { memberId: 'dbmid:ann', email: 'ann@example.com' },
    scopes: ['members.read', 'team_info.read'],
    authorizedAt: new Date(NOW - 86_400_000),
    store: 'file',
    refreshToken: new Secret(REFRESH),
    accessToken: { token: new Secret(OLD_ACCESS), issuedAt: NOW - 1000, expiresAt: NOW + 14_399_000 },
    ...changes,
  };
}

/** The same login with its refresh token in the keychain. */
export function keychainLogin(): Login {
  return aLogin({ store: 'keychain', refreshToken: null, accessToken: null });
}

export function aRecord(login: Login | null = aLogin(), app: OAuthApp = APP): LoginRecord {
  return { app, login };
}

/** A profile's file in memory, which counts how often it was written. */
export interface MemoryFile extends LoginFile {
  writes: number;
  /** What it holds now. */
  record: () => LoginRecord | null;
  replace: (record: LoginRecord | null) => void;
}

export function fileWith(record: LoginRecord | null): MemoryFile {
  const path = '/home/ann/.config/teamsync/config.json';
  const plain = (value: object | null): unknown =>
    value === null ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
  let stored = plain(record === null ? null : recordToStore(record));
  const file: MemoryFile = {
    path,
    writes: 0,
    read: () => stored,
    record: () => parseRecord(stored, path),
    replace: (next) => {
      stored = plain(next === null ? null : recordToStore(next));
    },
    update: (change) => {
      file.writes += 1;
      const next = change(stored);
      stored = typeof next === 'object' ? plain(next) : next;
      return Promise.resolve();
    },
  };
  return file;
}

/** A keychain in memory, which counts how often it was read. */
export function keychainWith(value: string | null): Keychain & { reads: number } {
  let kept = value;
  const keychain = {
    reads: 0,
    read: () => {
      keychain.reads += 1;
      return Promise.resolve(kept === null ? null : new Secret(kept));
    },
    write: (secret: Secret) => {
      kept = secret.reveal();
      return Promise.resolve();
    },
    remove: () => {
      kept = null;
      return Promise.resolve();
    },
  };
  return keychain;
}
