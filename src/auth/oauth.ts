import {
  allowInsecureRequests,
  calculatePKCECodeChallenge,
  ClientSecretPost,
  customFetch,
  generateRandomCodeVerifier,
  generateRandomState,
  genericTokenEndpointRequest,
  None,
  processGenericTokenEndpointResponse,
  type AuthorizationServer,
  type ClientAuth,
  type TokenEndpointResponse,
} from 'oauth4webapi';
import { tokenRefusal, unusableAnswer } from './oauth-errors.ts';
import { Secret } from './secret.ts';

/** A Dropbox app: its key, and its secret where the app has to prove itself; with PKCE it need not. */
export interface OAuthApp {
  key: string;
  secret: Secret | null;
}

/** Sends a form to `/oauth2/token`; what is not repeatable is sent again only when it certainly did not arrive. */
type SendForm = (
  form: { method: string; headers: Record<string, string>; body: string },
  repeatable: boolean,
) => Promise<{ status: number; headers: Readonly<Record<string, string>>; body: string }>;

/** Where tokens come from. */
export interface TokenEndpoint {
  /** Of the API, such as `https://api.dropboxapi.com`. */
  origin: string;
  send: SendForm;
}

/** What the token endpoint gave. */
export interface TokenAnswer {
  accessToken: Secret;
  /** Only after a code; Dropbox does not rotate them. */
  refreshToken: Secret | null;
  /** How long the access token lives; `null` when the answer does not say. */
  lifetimeMs: number | null;
  /** What was granted; `null` when the answer does not say, which RFC 6749, section 5.1, allows when it is what was asked for. */
  scopes: string[] | null;
  /** `dbtid:…`, set exactly for the token of a team. */
  teamId: string | null;
}

/** What one attempt at a login needs to keep to itself until the code comes back. */
export interface Attempt {
  /** 32 random bytes, base64url. */
  state: string;
  /** PKCE (RFC 7636): 32 random bytes, base64url. */
  verifier: string;
  /** SHA-256 of the verifier. */
  challenge: string;
}

/** Makes the secrets of one attempt at a login. */
export async function newAttempt(): Promise<Attempt> {
  const verifier = generateRandomCodeVerifier();
  return { state: generateRandomState(), verifier, challenge: await calculatePKCECodeChallenge(verifier) };
}

/** The page at which an admin allows the app what it asks for; without a redirect URI it shows a code to copy. */
export function authorizeUrl(
  authOrigin: string,
  request: { appKey: string; scopes: readonly string[]; redirectUri: string | null; attempt: Attempt },
): URL {
  const { appKey, scopes, redirectUri, attempt } = request;
  const url = new URL('/oauth2/authorize', authOrigin);
  const parameters = {
    client_id: appKey,
    response_type: 'code',
    scope: scopes.join(' '),
    token_access_type: 'offline',
    state: attempt.state,
    code_challenge: attempt.challenge,
    code_challenge_method: 'S256',
    // Of two linked accounts the one for work is meant.
    require_role: 'work',
    // An approval given earlier would send the browser back without showing anybody what is granted.
    force_reapprove: 'true',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  if (redirectUri === null) url.searchParams.delete('state');
  else url.searchParams.set('redirect_uri', redirectUri);
  return url;
}

/** Turns a code into tokens. A code works once, so it is never sent a second time. */
export function exchangeCode(
  endpoint: TokenEndpoint,
  app: OAuthApp,
  { code, verifier, redirectUri }: { code: Secret; verifier: string; redirectUri: string | null },
): Promise<TokenAnswer> {
  return requestToken(endpoint, app, 'authorization_code', {
    code: code.reveal(),
    code_verifier: new Secret(verifier).reveal(),
    ...(redirectUri === null ? {} : { redirect_uri: redirectUri }),
  });
}

/** Gets a new access token. */
export function refreshAccessToken(
  endpoint: TokenEndpoint,
  app: OAuthApp,
  refreshToken: Secret,
): Promise<TokenAnswer> {
  return requestToken(endpoint, app, 'refresh_token', { refresh_token: refreshToken.reveal() });
}

export type Grant = 'authorization_code' | 'refresh_token';

async function requestToken(
  { origin, send }: TokenEndpoint,
  app: OAuthApp,
  grant: Grant,
  parameters: Record<string, string>,
): Promise<TokenAnswer> {
  const server: AuthorizationServer = { issuer: origin, token_endpoint: `${origin}/oauth2/token` };
  const client = { client_id: app.key };
  const authentication: ClientAuth = app.secret === null ? None() : ClientSecretPost(app.secret.reveal());
  const response = await genericTokenEndpointRequest(server, client, authentication, grant, parameters, {
    [customFetch]: async (_url, { method, headers, body }) => {
      const answer = await send({ method, headers, body: body.toString() }, grant === 'refresh_token');
      return new Response(answer.body, { status: answer.status, headers: { ...answer.headers } });
    },
    // `endpoints.ts` has refused every http origin that is not on this very machine.
    [allowInsecureRequests]: true,
  });
  if (!response.ok) throw await tokenRefusal(grant, response);
  let answer: TokenEndpointResponse;
  try {
    answer = await processGenericTokenEndpointResponse(server, client, response);
  } catch {
    // The library's own error holds the whole answer, so it goes no further.
    throw unusableAnswer(grant, 'it is not what RFC 6749 describes');
  }
  return checkAnswer(grant, answer);
}

/** RFC 6750, section 2.1: what may stand behind "Bearer". */
const BEARER_TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

function checkAnswer(grant: Grant, answer: TokenEndpointResponse): TokenAnswer {
  const { access_token: access, refresh_token: refresh, expires_in: seconds, scope, team_id: team } = answer;
  if (answer.token_type !== 'bearer') throw unusableAnswer(grant, 'its token is of an unknown type');
  if (!BEARER_TOKEN.test(access)) throw unusableAnswer(grant, 'its access token cannot be one');
  if (refresh !== undefined && !BEARER_TOKEN.test(refresh))
    throw unusableAnswer(grant, 'its refresh token cannot be one');
  if (grant === 'authorization_code' && refresh === undefined)
    throw unusableAnswer(grant, 'it has no refresh token');
  return {
    accessToken: new Secret(access),
    refreshToken: refresh === undefined ? null : new Secret(refresh),
    lifetimeMs: seconds === undefined ? null : Math.min(seconds, LONGEST_LIFETIME_S) * 1000,
    scopes: scope === undefined ? null : scope.split(/[ ,]+/).filter((name) => name !== ''),
    teamId: typeof team === 'string' && team !== '' ? team : null,
  };
}

/** Dropbox's access tokens live four hours; an answer that promises more than a day is not believed. */
const LONGEST_LIFETIME_S = 86_400;
