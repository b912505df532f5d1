import type { TokenAnswer } from './oauth.ts';
import type { Secret } from './secret.ts';

/** Hands out access tokens to all calls of a run. */
export interface Session {
  /** A token that should still work. */
  accessToken(): Promise<Secret>;
  /** Another token than this one, which Dropbox called expired; `null` where there is no way to get one. */
  renew(expired: Secret): Promise<Secret | null>;
}

/** An access token with what is known of its life, in milliseconds since the epoch. */
export interface IssuedToken {
  token: Secret;
  issuedAt: number;
  /** `null`: until Dropbox says so. */
  expiresAt: number | null;
}

export interface SessionOptions {
  /** Gets a new access token; called once at a time. */
  refresh: () => Promise<TokenAnswer>;
  /** One that an earlier run left. */
  cached: IssuedToken | null;
  now: () => number;
  /** Told of every new token, before anybody uses it. */
  onToken: (issued: IssuedToken, answer: TokenAnswer) => Promise<void>;
}

/** Official SDKs renew five minutes before the end; a short life leaves less of a margin. */
const MARGIN_MS = 300_000;
const MARGIN_SHARE = 0.1;

/** The session of an access token that cannot be renewed. */
export function fixedSession(token: Secret): Session {
  return { accessToken: () => Promise.resolve(token), renew: () => Promise.resolve(null) };
}

/**
 * The session of a refresh token: one refresh at a time however many calls wait for it, before the token expires or when
 * Dropbox says that it has. Throws what `refresh` throws, to everybody who waits.
 */
export function createSession({ refresh, cached, now, onToken }: SessionOptions): Session {
  let current = cached;
  let pending: Promise<Secret> | null = null;

  const renewNow = async (): Promise<Secret> => {
    const answer = await refresh();
    const issuedAt = now();
    const expiresAt = answer.lifetimeMs === null ? null : issuedAt + answer.lifetimeMs;
    const issued = { token: answer.accessToken, issuedAt, expiresAt };
    await onToken(issued, answer);
    current = issued;
    return issued.token;
  };
  const renewOnce = (): Promise<Secret> =>
    (pending ??= renewNow().finally(() => {
      pending = null;
    }));

  return {
    accessToken: () =>
      current !== null && isFresh(current, now()) ? Promise.resolve(current.token) : renewOnce(),
    renew: (expired) =>
      current !== null && current.token.reveal() !== expired.reveal()
        ? Promise.resolve(current.token)
        : renewOnce(),
  };
}

/** False also when the clock went back behind the moment of issue: nobody knows then how old the token is. */
function isFresh({ issuedAt, expiresAt }: IssuedToken, now: number): boolean {
  if (expiresAt === null) return true;
  const margin = Math.min(MARGIN_MS, (expiresAt - issuedAt) * MARGIN_SHARE);
  return now >= issuedAt && now < expiresAt - margin;
}
