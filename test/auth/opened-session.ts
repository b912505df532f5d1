import { expect } from 'vitest';
import type { Credentials } from '../../src/auth/credentials.ts';
import type { Keychain } from '../../src/auth/keychain.ts';
import type { Login } from '../../src/auth/login-record.ts';
import { openSession, type OpenSession } from '../../src/auth/open-session.ts';
import type { Reply } from '../helpers/fake-dropbox.ts';
import { aLogin, fileWith, NOW, type MemoryFile } from './logins.ts';
import { APP, startTokenEndpoint } from './token-endpoint.ts';

export const NEW = 'sl.u.SENTINEL-new-access_1';
export const NEWER = 'sl.u.SENTINEL-new-access_2';
export const HOURS_4 = 14_400_000;

/** What a dead grant is answered with. */
export const REMEDY = 'Type something.';

export interface Opened {
  session: OpenSession;
  file: MemoryFile;
  forms: () => URLSearchParams[];
  /** Moves the clock forward. */
  pass: (milliseconds: number) => void;
}

/** Opens a session at a real token endpoint that answers as told. */
export async function open(
  credentials: Credentials,
  replies: Reply[],
  changes: { file?: MemoryFile; keychain?: () => Promise<Keychain> } = {},
): Promise<Opened> {
  const { endpoint, forms } = await startTokenEndpoint(...replies);
  const file = changes.file ?? fileWith(null);
  const keychain = changes.keychain ?? (() => expect.fail('the keychain is no part of this'));
  let now = NOW;
  const session = openSession(credentials, { endpoint, file, keychain, now: () => now, remedy: REMEDY });
  const pass = (milliseconds: number): void => {
    now += milliseconds;
  };
  return { session, file, forms, pass };
}

/** The credentials of a stored login. */
export function stored(login: Login, app = APP): Credentials {
  return { kind: 'login', source: login.store, app, login };
}

/** A stored login whose access token is gone. */
export const WITHOUT_ACCESS = aLogin({ accessToken: null });

export async function tokenOf({ session }: Opened): Promise<string> {
  return (await session.accessToken()).reveal();
}
