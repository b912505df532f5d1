import { textReply, type Reply } from '../replies.ts';
import { send, strike } from '../strike.ts';
import type { Team } from '../live-team.ts';
import type { Delivery, HttpRequest, World } from '../world.ts';
import { identifyClient, type ClientProof } from './client.ts';
import { DEAD_CODE, redeemCode } from './exchange.ts';
import { openGrant } from './grants.ts';
import { readParameters, type Parameters } from './parameters.ts';
import { TOKEN_ROUTE } from './paths.ts';
import { DEAD_REFRESH_TOKEN, redeemRefreshToken } from './refresh.ts';
import { answerWithToken, givenScopes, type TokenFault } from './token-answer.ts';
import { missingParameter, noAuthFunction, tokenError, TokenRefusal } from './token-refusal.ts';

/** A host that can never exist (RFC 2606): whoever follows a redirect there fails. */
const ELSEWHERE = 'https://dropbox.invalid/oauth2/token';

/** Answers the token endpoint. */
export function answerToken({ store, faults }: World, request: HttpRequest): Delivery {
  if (request.method !== 'POST') {
    return send({ ...textReply(405, `Bad HTTP method "${request.method}".`), headers: { Allow: 'POST' } });
  }
  const logged = store.count(TOKEN_ROUTE, false);
  const team = store.current();
  const parameters = readParameters(request);
  if ('problem' in parameters) return send(tokenError('invalid_request', parameters.problem));
  const settled = (fault: TokenFault | null): Reply => {
    const reply = settle(team, parameters, request.headers.authorization, fault);
    store.save();
    return reply;
  };
  const struck = faults.strike(TOKEN_ROUTE, team.now().getTime());
  logged.struck = struck?.kind ?? null;
  return strike(struck, (effect) => settled(effect?.kind === 'token' ? effect.token : null), tokenError);
}

function settle(
  team: Team,
  parameters: Parameters,
  authorization: string | undefined,
  fault: TokenFault | null,
): Reply {
  if (fault === 'redirect') {
    return { status: 307, contentType: null, body: '', headers: { Location: ELSEWHERE } };
  }
  try {
    const type = grantTypeOf(parameters);
    const proof = proofOf(team, parameters, authorization);
    return type === 'authorization_code'
      ? exchange(team, parameters, proof, fault)
      : refresh(team, parameters, proof, fault);
  } catch (error) {
    if (error instanceof TokenRefusal) return tokenError(error.code, error.description);
    throw error;
  }
}

function grantTypeOf(parameters: Parameters): 'authorization_code' | 'refresh_token' {
  const type = parameters.get('grant_type');
  if (type === undefined) throw missingParameter('grant_type');
  if (type === 'authorization_code' || type === 'refresh_token') return type;
  throw new TokenRefusal('unsupported_grant_type', `grant_type "${type}" is not supported`);
}

function proofOf(team: Team, parameters: Parameters, authorization: string | undefined): ClientProof {
  const proof = identifyClient(parameters, authorization, team.state.credentials);
  if (proof === 'anonymous') throw noAuthFunction();
  if (proof === 'invalid') throw new TokenRefusal('invalid_client: Invalid client_id or client_secret');
  return proof;
}

function exchange(team: Team, parameters: Parameters, proof: ClientProof, fault: TokenFault | null): Reply {
  if (fault === 'invalid_grant') throw new TokenRefusal('invalid_grant', DEAD_CODE);
  const code = redeemCode(team, parameters, proof);
  const scopes = givenScopes(code.scopes, fault);
  const grant = openGrant(team, { ...code, scopes });
  return answerWithToken(team, { grant, scopes, first: true }, fault);
}

function refresh(team: Team, parameters: Parameters, proof: ClientProof, fault: TokenFault | null): Reply {
  if (fault === 'invalid_grant') throw new TokenRefusal('invalid_grant', DEAD_REFRESH_TOKEN);
  const { grant, scopes } = redeemRefreshToken(team, parameters, proof);
  return answerWithToken(team, { grant, scopes: givenScopes(scopes, fault), first: false }, fault);
}
