import type { FaultEffect } from '../fault-effects.ts';
import { newId, newUserId } from '../ids.ts';
import { jsonReply, type Reply } from '../replies.ts';
import type { Scope } from '../scopes.ts';
import type { Team } from '../live-team.ts';
import { ACCESS_TOKEN_SECONDS, issueAccessToken } from './grants.ts';
import { PRIVATE_HEADERS } from './pages.ts';
import type { Grant } from './schema.ts';

/** What a fault makes of the answer of the token endpoint. */
export type TokenFault = Extract<FaultEffect, { kind: 'token' }>['token'];

interface Answer {
  grant: Grant;
  scopes: readonly Scope[];
  /** True when this is the first token of the grant: only then Dropbox tells whose it is and how to renew it. */
  first: boolean;
}

/** The scopes that are really given. */
export function givenScopes(scopes: readonly Scope[], fault: TokenFault | null): Scope[] {
  return fault === 'fewer_scopes' ? scopes.slice(0, -1) : [...scopes];
}

/** Gives out an access token and tells it. */
export function answerWithToken(
  team: Team,
  { grant, scopes, first }: Answer,
  fault: TokenFault | null,
): Reply {
  const stillborn = fault === 'expired';
  const access = issueAccessToken(team, grant, scopes, stillborn ? 0 : ACCESS_TOKEN_SECONDS);
  const told = first && fault !== 'no_refresh_token' ? grant.refreshToken : null;
  const body = {
    access_token: access.token,
    token_type: 'bearer',
    expires_in: stillborn ? 1 : ACCESS_TOKEN_SECONDS,
    ...(told === null ? {} : { refresh_token: told }),
    ...(fault === 'no_scope' ? {} : { scope: scopes.join(' ') }),
    ...(first ? owner(team, fault) : {}),
  };
  return { ...jsonReply(200, body), headers: PRIVATE_HEADERS };
}

/** A team is told by its id and an empty user id; a person by the ids of their account. */
function owner(team: Team, fault: TokenFault | null): Record<string, string> {
  return fault === 'user'
    ? { uid: newUserId(), account_id: newId('dbid') }
    : { uid: '', team_id: team.state.team.id };
}
