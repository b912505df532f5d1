import type { Scope } from '../scopes.ts';
import type { Credentials } from '../state.ts';
import type { Parameters } from './parameters.ts';
import { readScopes } from './scope-list.ts';

/** Dropbox's SDK for Java: the longest state that comes back. */
const MAX_STATE_BYTES = 500;

/** RFC 7636: a SHA-256 in base64url without padding. */
const CHALLENGE_SHAPE = /^[\w-]{43}$/;

/** What an app asks of whoever looks at the authorization page. */
export interface AuthorizeRequest {
  scopes: Scope[];
  offline: boolean;
  redirectUri: string | null;
  state: string | null;
  codeChallenge: string | null;
}

/** Checks a request as a whole; a problem is shown on a page, never sent to a redirect URI. */
export function readAuthorizeRequest(
  parameters: Parameters,
  credentials: Credentials,
  registered: readonly string[],
): AuthorizeRequest | { problem: string } {
  const scope = parameters.get('scope') ?? '';
  const asked = scope.trim() === '' ? { scopes: [...credentials.appScopes] } : readScopes(scope);
  const problem =
    clientProblem(parameters, credentials) ??
    redirectProblem(parameters.get('redirect_uri'), registered) ??
    challengeProblem(parameters) ??
    ('unknown' in asked ? `Invalid scope: "${asked.unknown}" is unknown.` : undefined) ??
    stateProblem(parameters.get('state')) ??
    accessTypeProblem(parameters.get('token_access_type'));
  if (problem !== undefined) return { problem };
  const scopes = 'scopes' in asked ? asked.scopes : [];
  const disabled = scopes.find((name) => !credentials.appScopes.includes(name));
  if (disabled !== undefined) return { problem: `Invalid scope: "${disabled}" is not enabled for this app.` };
  return {
    scopes,
    offline: parameters.get('token_access_type') === 'offline',
    redirectUri: parameters.get('redirect_uri') ?? null,
    state: parameters.get('state') ?? null,
    codeChallenge: parameters.get('code_challenge') ?? null,
  };
}

function clientProblem(parameters: Parameters, { appKey }: Credentials): string | undefined {
  const clientId = parameters.get('client_id');
  if (clientId === undefined) return 'Missing client_id.';
  if (clientId !== appKey) return `Invalid client_id: "${clientId}".`;
  const type = parameters.get('response_type');
  if (type === undefined) return 'Missing response_type.';
  return type === 'code' ? undefined : `Invalid response_type: "${type}"; this app must use "code".`;
}

function redirectProblem(uri: string | undefined, registered: readonly string[]): string | undefined {
  if (uri === undefined || registered.includes(uri)) return undefined;
  return `Invalid redirect_uri: "${uri}" is not, character for character, one that this app has registered.`;
}

function challengeProblem(parameters: Parameters): string | undefined {
  const challenge = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method');
  if (challenge === undefined && method === undefined) return undefined;
  if (method !== 'S256')
    return `Invalid code_challenge_method: "${method ?? ''}"; only "S256" is understood.`;
  return CHALLENGE_SHAPE.test(challenge ?? '')
    ? undefined
    : 'Invalid code_challenge: not a SHA-256 in base64url without padding.';
}

function stateProblem(state: string | undefined): string | undefined {
  if (state === undefined || Buffer.byteLength(state) <= MAX_STATE_BYTES) return undefined;
  return `Invalid state: longer than ${String(MAX_STATE_BYTES)} bytes.`;
}

function accessTypeProblem(type: string | undefined): string | undefined {
  if (type === undefined || type === 'offline' || type === 'online') return undefined;
  return `Invalid token_access_type: "${type}"; choose "offline" or "online".`;
}
