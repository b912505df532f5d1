import { createHash } from 'node:crypto';
import type { Team } from '../live-team.ts';
import type { ClientProof } from './client.ts';
import type { Parameters } from './parameters.ts';
import type { AuthorizationCode } from './schema.ts';
import { missingParameter, noAuthFunction, TokenRefusal } from './token-refusal.ts';

/** RFC 7636, section 4.1. */
const VERIFIER_SHAPE = /^[\w.~-]{43,128}$/;

/** What Dropbox says of a code that was used, is too old, or never was. */
export const DEAD_CODE = "code doesn't exist or has expired";

/** Takes the code out of circulation, and gives what was allowed; throws a `TokenRefusal` otherwise. */
export function redeemCode(team: Team, parameters: Parameters, proof: ClientProof): AuthorizationCode {
  const presented = parameters.get('code');
  if (presented === undefined) throw missingParameter('code');
  const verifier = parameters.get('code_verifier');
  if (proof === 'none' && verifier === undefined) throw noAuthFunction();
  const code = take(team, presented);
  if (code === undefined || Date.parse(code.expiresAt) <= team.now().getTime()) {
    throw new TokenRefusal('invalid_grant', DEAD_CODE);
  }
  if (proof === 'none' && code.codeChallenge === null) throw noAuthFunction();
  if ((parameters.get('redirect_uri') ?? null) !== code.redirectUri) {
    throw new TokenRefusal('invalid_grant', 'redirect_uri mismatch');
  }
  if (!answers(verifier, code.codeChallenge)) {
    throw new TokenRefusal('invalid_grant', 'invalid code verifier');
  }
  return code;
}

/** A code is used up by whoever presents it, whatever comes of that. */
function take(team: Team, presented: string): AuthorizationCode | undefined {
  const { codes } = team.state;
  const index = codes.findIndex(({ code }) => code === presented);
  return index === -1 ? undefined : codes.splice(index, 1)[0];
}

/** A verifier without a challenge fails too: somebody took the challenge out on the way (RFC 9700). */
function answers(verifier: string | undefined, challenge: string | null): boolean {
  if (verifier === undefined) return challenge === null;
  if (!VERIFIER_SHAPE.test(verifier)) return false;
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}
