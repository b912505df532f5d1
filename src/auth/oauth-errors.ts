import { ResponseBodyError } from 'oauth4webapi';
import { UnauthorizedError, UnavailableError, type TeamsyncError } from '../errors.ts';
import type { Grant } from './oauth.ts';

/** As much of Dropbox's own words as a message repeats. */
const QUOTED = 60;
const REQUEST_ID = 'x-dropbox-request-id';

/**
 * Why the token endpoint gave no token, as one of our errors. The library's own error is not kept as the cause, because it
 * holds the whole answer.
 */
export function tokenRefusal(grant: Grant, response: Response, error: unknown): TeamsyncError {
  if (!(error instanceof ResponseBodyError)) {
    return unusableAnswer(grant, `it is not what RFC 6749 describes (status ${String(response.status)})`);
  }
  const code = wordOf(error.error);
  const details = { endpoint: 'oauth2/token', requestId: response.headers.get(REQUEST_ID), error: code };
  if (code === 'invalid_client' || code === 'unauthorized_client') {
    return new UnauthorizedError('app_refused', `Dropbox does not accept the app key or secret (${code}).`, {
      hint: 'Check TEAMSYNC_DROPBOX_APP_KEY and TEAMSYNC_DROPBOX_APP_SECRET, or --app-key, against the page of the app in the App Console.',
      details,
    });
  }
  if (code === 'invalid_request' && /auth function/i.test(error.error_description ?? '')) {
    return new UnauthorizedError(
      'app_secret_needed',
      'Dropbox wants the secret of the app as well: this refresh token was not obtained with PKCE.',
      { hint: 'Set TEAMSYNC_DROPBOX_APP_SECRET, or authorize again with: teamsync auth dropbox', details },
    );
  }
  return grant === 'authorization_code'
    ? codeRefused(code, error, details)
    : refreshRefused(code, error, details);
}

function codeRefused(code: string, error: ResponseBodyError, details: object): UnauthorizedError {
  const mismatch = /redirect/i.test(error.error_description ?? '');
  const why = mismatch
    ? 'it was issued for another redirect URI'
    : code === 'invalid_grant'
      ? 'it is used up, has expired or belongs to another attempt'
      : `Dropbox answered ${code}`;
  return new UnauthorizedError(
    'code_refused',
    `Dropbox does not accept the code: ${why}. Nothing was stored.`,
    {
      hint: 'Start again with: teamsync auth dropbox',
      details,
    },
  );
}

function refreshRefused(code: string, error: ResponseBodyError, details: object): UnauthorizedError {
  if (code !== 'invalid_grant') {
    return new UnauthorizedError(
      'refresh_refused',
      `Dropbox gives no new access token: it answered ${code}.`,
      {
        hint: 'Authorize again with: teamsync auth dropbox',
        details,
      },
    );
  }
  const malformed = /malformed/i.test(error.error_description ?? '');
  return malformed
    ? new UnauthorizedError('malformed_refresh_token', 'The refresh token is not one of Dropbox.', {
        hint: 'Copy it again, whole; teamsync auth token --show-refresh-token prints the stored one.',
        details,
      })
    : new UnauthorizedError(
        'grant_revoked',
        'The authorization was revoked, so there is no new access token.',
        {
          hint: 'Authorize again with: teamsync auth dropbox',
          details,
        },
      );
}

/** An answer with which nothing can be done; nothing of it is repeated. */
export function unusableAnswer(grant: Grant, why: string): UnavailableError {
  const stored = grant === 'authorization_code' ? ' Nothing was stored.' : '';
  return new UnavailableError(
    'unusable_token_answer',
    `Dropbox's answer (oauth2/token) cannot be used: ${why}.${stored}`,
    {
      hint: 'Check TEAMSYNC_DROPBOX_API_URL and any proxy on the way, then run the same command again.',
      details: { endpoint: 'oauth2/token' },
    },
  );
}

/** The error code alone: Dropbox puts a colon and a sentence behind some of them. */
function wordOf(error: string): string {
  const [word = ''] = error.split(':');
  return word.replace(/[^\w.-]+/g, '_').slice(0, QUOTED);
}
