import { InvalidInputError, UnauthorizedError } from '../errors.ts';
import { appOf, readEnvironment, VARIABLES, type Environment, type Given } from './environment.ts';
import type { Login, LoginRecord } from './login-record.ts';
import type { OAuthApp } from './oauth.ts';
import type { Secret } from './secret.ts';

/** What opens a team, and where it came from. */
export type Credentials =
  | { kind: 'access'; source: 'environment'; accessToken: Secret }
  | { kind: 'refresh'; source: 'environment'; app: OAuthApp; refreshToken: Secret }
  | { kind: 'login'; source: 'file' | 'keychain'; app: OAuthApp; login: Login };

export interface Sources {
  env: Environment;
  cwd: string;
  /** Of the API in force. */
  origin: string;
  /** What a profile remembers, read only when the environment has no token. */
  stored: () => LoginRecord | null;
  /** What has to be typed to use the same profile, with a space before it. */
  profileFlag: string;
}

/**
 * The credentials in force: an access token of the environment wins over a refresh token there, and both over what is
 * stored. Throws `not_authorized` when there are none, and never sends a stored token to an API that did not issue it.
 */
export async function resolveCredentials(sources: Sources): Promise<Credentials> {
  const given = await readEnvironment(sources.env, sources.cwd);
  if (given.accessToken !== null) {
    return { kind: 'access', source: 'environment', accessToken: given.accessToken };
  }
  if (given.refreshToken !== null) {
    const app = appOf(given);
    if (app === null) {
      throw new InvalidInputError(
        'app_key_missing',
        `${VARIABLES.refreshToken} is set and ${VARIABLES.appKey} is not: a refresh token works only with the key of its app.`,
        { hint: `Set ${VARIABLES.appKey} as well.` },
      );
    }
    return { kind: 'refresh', source: 'environment', app, refreshToken: given.refreshToken };
  }
  return fromStored(sources, given);
}

function fromStored({ stored, origin, profileFlag }: Sources, given: Given): Credentials {
  const record = stored();
  if (record?.login == null) throw notAuthorized(profileFlag);
  const { app, login } = record;
  checkOrigin(login, origin, profileFlag);
  if (given.appKey !== null && given.appKey !== app.key) {
    throw new UnauthorizedError(
      'other_app',
      `The stored login belongs to the app ${app.key}, and ${VARIABLES.appKey} names ${given.appKey}.`,
      { hint: `Unset ${VARIABLES.appKey}, or authorize that app: teamsync auth dropbox${profileFlag}` },
    );
  }
  return {
    kind: 'login',
    source: login.store,
    app: { key: app.key, secret: given.appSecret ?? app.secret },
    login,
  };
}

/** A token is never sent to an API that did not issue it. */
export function checkOrigin(login: Login, origin: string, profileFlag: string): void {
  if (login.origin === origin) return;
  throw new UnauthorizedError(
    'other_origin',
    `The stored login was issued by ${login.origin}, and this run would call ${origin}. It was not sent there.`,
    {
      hint: `Unset TEAMSYNC_DROPBOX_API_URL, or authorize there: teamsync auth dropbox${profileFlag}`,
      details: { issuedBy: login.origin, origin },
    },
  );
}

/** The error of a run without any credentials. */
export function notAuthorized(profileFlag: string): UnauthorizedError {
  return new UnauthorizedError('not_authorized', 'No Dropbox team is authorized.', {
    hint:
      `Authorize one with: teamsync auth dropbox${profileFlag}. Unattended: set ${VARIABLES.refreshToken} and ` +
      `${VARIABLES.appKey}, or ${VARIABLES.accessToken}. To rehearse: --sandbox.`,
  });
}

/** A login opens the team that it was given for, and no other one. */
export function checkTeam(login: Login, team: { id: string; name: string }, profileFlag: string): void {
  if (login.team.id === team.id) return;
  throw new UnauthorizedError(
    'other_team',
    `This login was given for the team ${login.team.name} (${login.team.id}), and it opens ${team.name} (${team.id}).`,
    {
      hint: `Authorize again with: teamsync auth dropbox${profileFlag}`,
      details: { authorized: login.team.id, opened: team.id },
    },
  );
}
