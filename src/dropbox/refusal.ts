import type { DropboxResponseError } from 'dropbox';
import {
  ForbiddenError,
  RequestRefusedError,
  UnauthorizedError,
  UnavailableError,
  type TeamsyncError,
} from '../errors.ts';
import { REQUEST_ID } from './request-id.ts';
import { scopePhrase } from '../auth/scopes.ts';
import { redact } from '../auth/secret.ts';
import { sentenceFor } from './tags.ts';
import { errorBody } from './wire.ts';

/** As much of Dropbox's own words as a message repeats. */
const QUOTED = 200;
const UNSAFE = /[\p{Cc}\p{Cf}]+/gu;
const REAUTHORIZE =
  'Authorize again with: teamsync auth dropbox; where a token comes from the environment, replace it there.';

interface Refusal {
  route: string;
  status: number;
  tag: string;
  scope: string | undefined;
  /** A plain text body, cleaned and cut; empty for JSON. */
  text: string;
  where: string;
  details: { endpoint: string; requestId: string | null };
}

/** An answer of Dropbox that is not a success, as one of our errors: who it concerns, and what mends it. */
export function refusalFrom(route: string, error: DropboxResponseError<unknown>): TeamsyncError {
  const refusal = parse(route, error);
  switch (refusal.status) {
    case 400:
      return badRequest(refusal);
    case 401:
      return unauthorized(refusal);
    case 403:
      return forbidden(refusal);
    case 409:
      return refused(refusal);
    default:
      return unexpected(refusal);
  }
}

function parse(route: string, error: DropboxResponseError<unknown>): Refusal {
  const body = errorBody.safeParse(error.error);
  const headers: unknown = error.headers;
  const requestId = headers instanceof Headers ? headers.get(REQUEST_ID) : null;
  const id = requestId === null ? '' : `, request ${requestId}`;
  return {
    route,
    status: error.status,
    tag: body.success ? body.data.error['.tag'] : `status_${String(error.status)}`,
    scope: body.success ? body.data.error.required_scope : undefined,
    text: typeof error.error === 'string' ? plainText(error.error) : '',
    where: `${route}${id}`,
    details: { endpoint: route, requestId },
  };
}

/** The route understood the request and refuses it for this person. */
function refused({ tag, where, details }: Refusal): TeamsyncError {
  return new RequestRefusedError(tag, `${sentenceFor(tag).replace(/\.$/, '')} (${where}).`, { details });
}

/** A status that the API does not have; it concerns every request, not this person. */
function unexpected({ status, where, details }: Refusal): TeamsyncError {
  return new UnavailableError(
    'unexpected_status',
    `Dropbox answered with status ${String(status)}, which is not one that it has (${where}).`,
    { hint: 'Check TEAMSYNC_DROPBOX_API_URL and any proxy on the way.', details },
  );
}

/** Dropbox's own words, without the route that they begin with and that is said anyway. */
function plainText(body: string): string {
  return redact(body)
    .replace(UNSAFE, ' ')
    .replace(/^Error in call to API function "[^"]*": ?/, '')
    .slice(0, QUOTED);
}

function badRequest({ text, where, details }: Refusal): TeamsyncError {
  const scope = /required scope ['"]([\w.]+)['"]/.exec(text)?.[1];
  if (scope !== undefined) {
    return new ForbiddenError(
      'app_lacks_scope',
      `The Dropbox app does not have the scope ${scopePhrase(scope)} (${where}).`,
      {
        hint: 'Enable it on the Permissions tab of the app in the App Console, then authorize again: tokens made before do not get it.',
        details: { ...details, scope },
      },
    );
  }
  if (/access token is malformed|authorization value/i.test(text)) {
    return new UnauthorizedError(
      'malformed_token',
      `Dropbox does not recognise the access token as one (${where}).`,
      {
        hint: REAUTHORIZE,
        details,
      },
    );
  }
  if (/(select|team|user).{0,60}token|token.{0,60}(team|user)/i.test(text)) {
    return new ForbiddenError(
      'not_a_team_token',
      `The access token is not one of a Dropbox team (${where}).`,
      {
        hint: 'Authorize as an admin of the team, with an app that has team scopes.',
        details,
      },
    );
  }
  const words = text === '' ? '' : ` Dropbox says: ${text}`;
  return new RequestRefusedError(
    'bad_request',
    `Dropbox called the request malformed (${where}), so nothing in it was done.${words}`,
    {
      details,
    },
  );
}

function unauthorized({ tag, scope, where, details }: Refusal): TeamsyncError {
  switch (tag) {
    case 'missing_scope':
      return new ForbiddenError(
        'missing_scope',
        `The access token lacks the scope ${scopePhrase(scope ?? 'unknown')} (${where}).`,
        {
          hint: 'Authorize again with that scope; enabling it for the app does not change tokens that exist.',
          details: { ...details, scope: scope ?? null },
        },
      );
    case 'expired_access_token':
      return new UnauthorizedError('expired_access_token', `The access token has expired (${where}).`, {
        hint: REAUTHORIZE,
        details,
      });
    case 'user_suspended':
      return new UnauthorizedError(
        'user_suspended',
        `The admin who authorized the token is suspended (${where}).`,
        {
          hint: 'Authorize again as an admin who is active.',
          details,
        },
      );
    default:
      return new UnauthorizedError(
        tag,
        `Dropbox does not accept the access token: ${tag} (${where}). It may have been revoked.`,
        {
          hint: REAUTHORIZE,
          details,
        },
      );
  }
}

function forbidden({ tag, where, details }: Refusal): TeamsyncError {
  return new ForbiddenError(tag, `Dropbox denies access to this team or plan: ${tag} (${where}).`, {
    hint: 'Check that the app is approved for the team and that the admin who authorized it still has a full admin role.',
    details,
  });
}
