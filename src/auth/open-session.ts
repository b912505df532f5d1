import { UnauthorizedError } from '../errors.ts';
import type { Credentials } from './credentials.ts';
import type { Keychain } from './keychain.ts';
import { parseRecord, recordToStore, type Login, type LoginFile } from './login-record.ts';
import type { OAuthApp, TokenAnswer, TokenEndpoint } from './oauth.ts';
import type { Secret } from './secret.ts';
import { createSession, fixedSession, type IssuedToken, type Session } from './session.ts';

/** A session with what is known of its token. */
export interface OpenSession extends Session {
  /** When the token in use expires, as far as that is known. */
  expiresAt(): Date | null;
  /** Gets another access token, whether or not the one in use still works. */
  refresh(): Promise<Secret | null>;
}

/** What opening a session needs from outside. */
export interface SessionSurroundings {
  endpoint: TokenEndpoint;
  file: LoginFile;
  keychain: () => Promise<Keychain>;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** What to type when Dropbox gives no more access tokens. */
  remedy: string;
}

/** Opens the session of these credentials; nothing is sent before the first token is asked for. */
export function openSession(credentials: Credentials, outside: SessionSurroundings): OpenSession {
  switch (credentials.kind) {
    case 'access':
      return openFixed(credentials.accessToken);
    case 'refresh': {
      const { app, refreshToken } = credentials;
      return renewable(outside, app, null, () => Promise.resolve(refreshToken), null);
    }
    case 'login': {
      const { app, login } = credentials;
      const known = login.refreshToken;
      const token = known === null ? () => fromKeychain(outside) : () => Promise.resolve(known);
      return renewable(outside, app, login.accessToken, token, login);
    }
  }
}

/** The session of an access token that cannot be renewed, and whose end nobody knows. */
export function openFixed(token: Secret): OpenSession {
  return {
    ...fixedSession(token),
    expiresAt: () => null,
    refresh: () => Promise.resolve(null),
  };
}

function renewable(
  outside: SessionSurroundings,
  app: OAuthApp,
  cached: IssuedToken | null,
  readToken: () => Promise<Secret>,
  login: Login | null,
): OpenSession {
  const { endpoint, now, remedy } = outside;
  let latest = cached;
  let rotated: Secret | null = null;
  const session = createSession({
    cached,
    now,
    refresh: async () => {
      const { refreshAccessToken } = await import('./oauth.ts');
      const token = rotated ?? (await readToken());
      return withRemedy(remedy, () => refreshAccessToken(endpoint, app, token));
    },
    onToken: async (issued, answer) => {
      rotated = answer.refreshToken ?? rotated;
      if (login !== null) await keep(outside, login, issued, answer);
      latest = issued;
    },
  });
  return {
    ...session,
    expiresAt: () => (latest?.expiresAt == null ? null : new Date(latest.expiresAt)),
    refresh: () => (latest === null ? session.accessToken() : session.renew(latest.token)),
  };
}

/** Refusals that only another authorization mends. */
const DEAD: ReadonlySet<string> = new Set(['grant_revoked', 'refresh_refused', 'malformed_refresh_token']);

/** How to authorize again depends on where the refused token came from. */
async function withRemedy(remedy: string, work: () => Promise<TokenAnswer>): Promise<TokenAnswer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UnauthorizedError) || !DEAD.has(error.code)) throw error;
    throw new UnauthorizedError(error.code, error.message, { hint: remedy, details: error.details });
  }
}

/**
 * Keeps a new access token for the next run, if the file still holds the login that it belongs to. In keychain mode it
 * stays in memory: beside the file it would be the one thing that the keychain was to protect.
 */
async function keep(
  { file, keychain }: SessionSurroundings,
  login: Login,
  issued: IssuedToken,
  answer: TokenAnswer,
): Promise<void> {
  if (login.store === 'keychain') {
    if (answer.refreshToken !== null) await (await keychain()).write(answer.refreshToken);
    return;
  }
  try {
    await file.update((stored) => {
      const record = parseRecord(stored, file.path);
      if (record?.login == null) return stored;
      if (record.login.authorizedAt.getTime() !== login.authorizedAt.getTime()) return stored;
      const refreshToken = answer.refreshToken ?? record.login.refreshToken;
      return recordToStore({ ...record, login: { ...record.login, refreshToken, accessToken: issued } });
    });
  } catch (error) {
    // A run goes on without the copy, which only saves the next one a request; a new refresh token must not be lost.
    if (answer.refreshToken !== null) throw error;
  }
}

async function fromKeychain({ keychain }: SessionSurroundings): Promise<Secret> {
  const token = await (await keychain()).read();
  if (token !== null) return token;
  throw new UnauthorizedError('keychain_empty', 'The system keychain no longer holds the refresh token.', {
    hint: 'Authorize again with: teamsync auth dropbox --keychain',
  });
}
