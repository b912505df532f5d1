import type { IncomingHttpHeaders } from 'node:http';
import { findBearer, type Bearer } from './oauth/grants.ts';
import { authError, callError, type Reply } from './replies.ts';
import type { Route } from './route.ts';
import type { Credentials } from './state.ts';
import type { Team } from './live-team.ts';

/** What Dropbox accepts as the type of a call's body. */
const CONTENT_TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'text/plain; charset=dropbox-cors-hack',
];
const EXPECTED_TYPES = `Expecting one of ${CONTENT_TYPES.map((type) => `"${type}"`).join(', ')}.`;

/** RFC 6750: the characters of a bearer token. */
const TOKEN_SHAPE = /^[\w.~+/-]+=*$/;

/** Checks the form of the authorization first, then whether the token is known and still good. */
export function checkAuthorization(
  path: string,
  header: string | undefined,
  team: Team,
): { refusal: Reply } | { bearer: Bearer } {
  const token = readToken(path, header);
  if (typeof token !== 'string') return { refusal: token };
  const bearer = findBearer(team, token);
  if (bearer === 'invalid') return { refusal: authError('invalid_access_token') };
  return bearer === 'expired' ? { refusal: authError('expired_access_token') } : { bearer };
}

function readToken(path: string, header: string | undefined): string | Reply {
  if (header === undefined) {
    return callError(path, 'Must provide HTTP header "Authorization" or URL parameter "authorization".');
  }
  const [scheme = '', token, ...rest] = header.trim().split(/ +/);
  if (scheme.toLowerCase() !== 'bearer' || token === undefined || rest.length > 0) {
    const shown = `"${scheme.slice(0, 10)} <hidden>"`;
    const expected = 'Expecting "Bearer <oauth2-access-token>".';
    return callError(
      path,
      `Invalid authorization value in HTTP header "Authorization": ${shown}.  ${expected}`,
    );
  }
  return TOKEN_SHAPE.test(token) ? token : callError(path, 'The given OAuth 2 access token is malformed.');
}

/** Checks that the app may ask for what the route needs, and then that the token was granted it. */
export function checkScope({ path, scope }: Route, credentials: Credentials, bearer: Bearer): Reply | null {
  if (scope === null) return null;
  if (!credentials.appScopes.includes(scope)) {
    const lacks = `does not have the required scope '${scope}'`;
    const remedy =
      'The owner of the app can enable the scope for the app using the Permissions tab on the App Console.';
    return callError(
      path,
      `Your app (key: ${credentials.appKey}) is not permitted to access this endpoint because it ${lacks}. ${remedy}`,
    );
  }
  return bearer.scopes.includes(scope) ? null : authError('missing_scope', { required_scope: scope });
}

function normalType(header: string): string {
  return header
    .toLowerCase()
    .replace(/\s*;\s*/, '; ')
    .trim();
}

function parseBody(body: Uint8Array): { value: unknown } | null {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) };
  } catch {
    return null;
  }
}

/** Reads the JSON argument of a call, or says why there is none. */
export function readArgument(
  route: Route,
  headers: IncomingHttpHeaders,
  body: Uint8Array,
): { argument: unknown } | { refusal: Reply } {
  const type = headers['content-type'];
  if (type === undefined && body.length === 0 && !route.takesArgument) return { argument: null };
  if (type === undefined && body.length > 0) {
    return { refusal: callError(route.path, `Missing HTTP "Content-Type" header.  ${EXPECTED_TYPES}`) };
  }
  if (type !== undefined && !CONTENT_TYPES.includes(normalType(type))) {
    return {
      refusal: callError(route.path, `Bad HTTP "Content-Type" header: "${type}".  ${EXPECTED_TYPES}`),
    };
  }
  const parsed = parseBody(body);
  if (parsed === null)
    return { refusal: callError(route.path, 'request body: could not decode input as JSON') };
  return { argument: parsed.value };
}
