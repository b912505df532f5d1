import type { DropboxResponseError } from 'dropbox';
import {
  ForbiddenError,
  RequestRefusedError,
  UnauthorizedError,
  UnavailableError,
  type TeamsyncError,
} from '../errors.ts';
import { scopePhrase } from '../auth/scopes.ts';
import { refusedAnswer, type RefusedAnswer } from './refused-answer.ts';
import { sentenceFor } from './tags.ts';

/** As many names of a list as a message repeats; the details hold all of them. */
const MOST_NAMED = 5;
const REAUTHORIZE =
  'Authorize again with: teamsync auth dropbox; where a token comes from the environment, replace it there.';

/** An answer of Dropbox that is not a success, as one of our errors: who it concerns, and what mends it. */
export function refusalFrom(route: string, error: DropboxResponseError<unknown>): TeamsyncError {
  const refusal = refusedAnswer(route, error);
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

/** The route understood the request and refuses it for this person, or for some of those whom it is about. */
function refused({ tag, named, where, details }: RefusedAnswer): TeamsyncError {
  const sentence = sentenceFor(tag).replace(/\.$/, '');
  if (named.length === 0) return new RequestRefusedError(tag, `${sentence} (${where}).`, { details });
  return new RequestRefusedError(tag, `${sentence}: ${listed(named)} (${where}).`, {
    details: { ...details, named },
  });
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  const shown = names.slice(0, MOST_NAMED).join(', ');
  return more > 0 ? `${shown} and ${String(more)} more` : shown;
}

/** A status that the API does not have; it concerns every request, not this person. */
function unexpected({ status, where, details }: RefusedAnswer): TeamsyncError {
  return new UnavailableError(
    'unexpected_status',
    `Dropbox answered with status ${String(status)}, which is not one that it has (${where}).`,
    { hint: 'Check TEAMSYNC_DROPBOX_API_URL and any proxy on the way.', details },
  );
}

function badRequest({ text, where, details }: RefusedAnswer): TeamsyncError {
  const scope = /required scope ['"]([\w.]+)['"]/.exec(text)?.[1];
  if (scope !== undefined) {
    return new ForbiddenError(
      'app_lacks_scope',
      `The Dropbox app does not have the scope ${scopePhrase(scope)} (${where}).`,
      {
        hint: 'Enable it on the Permissions tab of the app in the App Console, then: teamsync auth dropbox. Tokens made before do not get it.',
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
        hint: 'Authorize as an admin of the team, with an app that has team scopes: teamsync auth dropbox',
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

function unauthorized({ tag, scope, where, details }: RefusedAnswer): TeamsyncError {
  switch (tag) {
    case 'missing_scope':
      return new ForbiddenError(
        'missing_scope',
        `The access token lacks the scope ${scopePhrase(scope ?? 'unknown')} (${where}).`,
        {
          hint: 'Authorize again with that scope: teamsync auth dropbox --access full. Enabling it for the app does not change tokens that exist.',
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
          hint: 'Authorize again as an admin who is active: teamsync auth dropbox',
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

function forbidden({ tag, where, details }: RefusedAnswer): TeamsyncError {
  return new ForbiddenError(tag, `Dropbox denies access to this team or plan: ${tag} (${where}).`, {
    hint: 'Check that the app is approved for the team and that the admin who authorized it still has a full admin role.',
    details,
  });
}
