import { newAccessToken, newRefreshToken } from '../ids.ts';
import type { Scope } from '../scopes.ts';
import type { Team } from '../live-team.ts';
import type { AccessToken, AuthorizationCode, Grant } from './schema.ts';

/** Dropbox gives an access token four hours, in seconds. */
export const ACCESS_TOKEN_SECONDS = 14_400;

/** A program that refreshes for ever must not make the team file grow for ever. */
const MAX_ACCESS_TOKENS = 50;
const MAX_GRANTS = 100;

/** What a call presents itself with. */
export interface Bearer {
  /** `null` for the token that the team came with. */
  grant: Grant | null;
  scopes: readonly Scope[];
}

/** Records what was allowed, once its code was exchanged. */
export function openGrant(team: Team, { scopes, offline, codeChallenge }: AuthorizationCode): Grant {
  const { grants, credentials } = team.state;
  if (grants.length >= MAX_GRANTS) {
    const dead = grants.findIndex(({ revoked }) => revoked);
    grants.splice(Math.max(dead, 0), 1);
  }
  const grant: Grant = {
    refreshToken: offline ? newRefreshToken() : null,
    scopes: [...scopes],
    appKey: credentials.appKey,
    viaPkce: codeChallenge !== null,
    revoked: false,
    createdAt: team.timestamp(),
    accessTokens: [],
  };
  grants.push(grant);
  return grant;
}

/** Gives out an access token of a grant; beyond the limit the one that ends first is forgotten. */
export function issueAccessToken(
  team: Team,
  grant: Grant,
  scopes: readonly Scope[],
  seconds: number,
): AccessToken {
  const expiresAt = new Date(team.now().getTime() + seconds * 1000).toISOString();
  const issued = { token: newAccessToken(), expiresAt, scopes: [...scopes] };
  const byEnd = (a: AccessToken, b: AccessToken): number => Date.parse(a.expiresAt) - Date.parse(b.expiresAt);
  grant.accessTokens = [...grant.accessTokens.toSorted(byEnd).slice(1 - MAX_ACCESS_TOKENS), issued];
  return issued;
}

/** The living grant that this refresh token renews, or `undefined`. */
export function findRefreshable(team: Team, refreshToken: string): Grant | undefined {
  return team.state.grants.find((grant) => !grant.revoked && grant.refreshToken === refreshToken);
}

/** Whom a bearer token stands for, or why it opens nothing. */
export function findBearer(team: Team, token: string): Bearer | 'invalid' | 'expired' {
  const { credentials, grants } = team.state;
  if (token === credentials.accessToken) {
    if (credentials.token === 'valid') return { grant: null, scopes: credentials.scopes };
    return credentials.token === 'expired' ? 'expired' : 'invalid';
  }
  for (const grant of grants) {
    const found = grant.accessTokens.find((known) => known.token === token);
    if (found === undefined) continue;
    if (grant.revoked) return 'invalid';
    return team.now().getTime() < Date.parse(found.expiresAt) ? { grant, scopes: found.scopes } : 'expired';
  }
  return 'invalid';
}

/** Ends what a call presents itself with: the token, its siblings and what could renew them. */
export function revoke(team: Team, { grant }: Bearer): void {
  if (grant === null) team.state.credentials.token = 'revoked';
  else grant.revoked = true;
}

/** Ends every grant. */
export function revokeAllGrants(team: Team): void {
  for (const grant of team.state.grants) grant.revoked = true;
}

/** Ends every access token that was given out so far; grants can still renew them. */
export function expireAllAccessTokens(team: Team): void {
  const now = team.now();
  for (const { accessTokens } of team.state.grants) {
    for (const access of accessTokens) {
      if (Date.parse(access.expiresAt) > now.getTime()) access.expiresAt = now.toISOString();
    }
  }
}
