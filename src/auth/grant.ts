import { ForbiddenError } from '../errors.ts';
import { unusableAnswer } from './oauth-errors.ts';
import type { TokenAnswer } from './oauth.ts';
import { missingFrom, scopePhrase } from './scopes.ts';
import type { Secret } from './secret.ts';

/** What an admin granted, complete. */
export interface Grant {
  refreshToken: Secret;
  teamId: string;
  scopes: string[];
}

/** Checks that a grant is one of a team and has every scope that was asked for. Throws `not_a_team_token` or `scopes_missing`. */
export function checkGrant({ refreshToken, teamId, scopes }: TokenAnswer, asked: readonly string[]): Grant {
  if (refreshToken === null) throw unusableAnswer('authorization_code', 'it has no refresh token');
  if (teamId === null) {
    throw new ForbiddenError(
      'not_a_team_token',
      'Dropbox granted access to one account and not to a team. Nothing was stored.',
      {
        hint: 'Sign in to Dropbox as an admin of the team, use an app that has team scopes (members.read and the like), and start again.',
      },
    );
  }
  const granted = scopes ?? [...asked];
  const missing = missingFrom(granted, asked);
  if (missing.length > 0) {
    throw new ForbiddenError(
      'scopes_missing',
      `Dropbox granted less than was asked for. Missing: ${missing.map(scopePhrase).join(', ')}. Nothing was stored.`,
      {
        hint: 'Tick them on the tab Permissions of the app at https://www.dropbox.com/developers/apps, press Submit, and start again; or ask for less with --access read or --access write.',
        details: { granted, missing },
      },
    );
  }
  return { refreshToken, teamId, scopes: granted };
}
