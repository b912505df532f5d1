import type { Scope } from '../scopes.ts';
import type { Team } from '../live-team.ts';
import type { ClientProof } from './client.ts';
import { findRefreshable } from './grants.ts';
import type { Parameters } from './parameters.ts';
import type { Grant } from './schema.ts';
import { readScopes } from './scope-list.ts';
import { missingParameter, noAuthFunction, TokenRefusal } from './token-refusal.ts';

/** Shape of the refresh tokens that are given out. */
const TOKEN_SHAPE = /^[\w-]{64}$/;

/** What Dropbox says of a refresh token that was revoked or never was. */
export const DEAD_REFRESH_TOKEN = 'refresh token is invalid or revoked';

/** Finds what a refresh token renews, and with which scopes; throws a `TokenRefusal` otherwise. */
export function redeemRefreshToken(
  team: Team,
  parameters: Parameters,
  proof: ClientProof,
): { grant: Grant; scopes: Scope[] } {
  const presented = parameters.get('refresh_token');
  if (presented === undefined) throw missingParameter('refresh_token');
  if (!TOKEN_SHAPE.test(presented)) {
    throw new TokenRefusal('invalid_grant', 'refresh token is malformed');
  }
  const grant = findRefreshable(team, presented);
  if (grant === undefined) throw new TokenRefusal('invalid_grant', DEAD_REFRESH_TOKEN);
  if (proof === 'none' && !grant.viaPkce) throw noAuthFunction();
  return { grant, scopes: narrowed(grant.scopes, parameters.get('scope') ?? '') };
}

function narrowed(granted: readonly Scope[], wanted: string): Scope[] {
  if (wanted.trim() === '') return [...granted];
  const read = readScopes(wanted);
  const stranger = 'unknown' in read ? read.unknown : read.scopes.find((scope) => !granted.includes(scope));
  if (stranger !== undefined) throw new TokenRefusal('invalid_scope', `"${stranger}" was not granted`);
  return 'scopes' in read ? read.scopes : [];
}
