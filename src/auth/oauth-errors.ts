import * as z from 'zod';
import { UnauthorizedError, UnavailableError, type TeamsyncError } from '../errors.ts';
import type { Grant } from './oauth.ts';
import { redact } from './secret.ts';

/** As much of Dropbox's own words as a message repeats. */
const QUOTED = 60;
const REQUEST_ID = 'x-dropbox-request-id';

const refusalBody = z.looseObject({ error: z.string().min(1), error_description: z.string().optional() });

/** Why the token endpoint gave no token, as one of our errors; a body that is none of RFC 6749, section 5.2, says nothing. */
export async function tokenRefusal(grant: Grant, response: Response): Promise<TeamsyncError> {
  const refusal = await readRefusal(response);
  if (refusal === null) {
    return unusableAnswer(grant, `it is not what RFC 6749 describes (status ${String(response.status)})`);
  }
  const { error, description } = refusal;
  const code = wordOf(error);
  const details = { endpoint: 'oauth2/token', requestId: response.headers.get(REQUEST_ID), error: code };
  if (code === 'invalid_client' || code === 'unauthorized_client') {
    return new UnauthorizedError('app_refused', `Dropbox does not accept the app key or secret (${code}).`, {
      hint: 'Check TEAMSYNC_DROPBOX_APP_KEY and TEAMSYNC_DROPBOX_APP_SECRET, or --app-key, against the page of the app in the App Console.',
      details,
    });
  }
  if (code === 'invalid_request' && /auth function/i.test(description)) {
    return new UnauthorizedError(
      'app_secret_needed',
      'Dropbox wants the secret of the app as well: this refresh token was not obtained with PKCE.',
      { hint: 'Set TEAMSYNC_DROPBOX_APP_SECRET, or authorize again with: teamsync auth dropbox', details },
    );
  }
  return grant === 'authorization_code'
    ? codeRefused(code, description, details)
    : refreshRefused(code, description, details);
}

async function readRefusal(response: Response): Promise<{ error: string; description: string } | null> {
  if (response.status < 400 || response.status > 499) return null;
  try {
    const { error, error_description: description = '' } = refusalBody.parse(await response.json());
    return { error, description };
  } catch {
    return null;
  }
}

function codeRefused(code: string, description: string, details: object): UnauthorizedError {
  const mismatch = /redirect/i.test(description);
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

function refreshRefused(code: string, description: string, details: object): UnauthorizedError {
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
  const malformed = /malformed/i.test(description);
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
  // Before it is cut: half a secret would no longer be known for one.
  const [word = ''] = redact(error).split(':');
  return word.replace(/[^\w.-]+/g, '_').slice(0, QUOTED);
}
