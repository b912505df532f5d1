import { resolve } from 'node:path';
import { InvalidInputError } from '../errors.ts';
import type { OAuthApp } from './oauth.ts';
import { Secret } from './secret.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = 'TEAMSYNC_DROPBOX_';

/** The variables that hold credentials; each has a twin that ends in `_FILE` and names a file. */
export const VARIABLES = {
  appKey: `${PREFIX}APP_KEY`,
  appSecret: `${PREFIX}APP_SECRET`,
  refreshToken: `${PREFIX}REFRESH_TOKEN`,
  accessToken: `${PREFIX}ACCESS_TOKEN`,
} as const;

/** The variable that says where notifications go: whoever knows such an address can write to the channel behind it. */
export const WEBHOOK_VARIABLE = 'TEAMSYNC_WEBHOOK_URL';

/** Names of the variables whose values no other process may inherit. */
export const SECRET_VARIABLES: readonly string[] = [
  VARIABLES.appSecret,
  VARIABLES.refreshToken,
  VARIABLES.accessToken,
  WEBHOOK_VARIABLE,
];

/** RFC 6750, section 2.1: the characters of a bearer token. */
const BEARER_TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;
/** An app key is 15 lower-case letters and digits today; other lengths cost nothing. */
const APP_KEY = /^[A-Za-z0-9._-]{1,64}$/;

/** What the environment says of credentials; `null` where it says nothing. */
export interface Given {
  appKey: string | null;
  appSecret: Secret | null;
  refreshToken: Secret | null;
  accessToken: Secret | null;
}

/** Reads the variables, or the files that their twins name. Throws for what cannot be used, and never repeats its value. */
export async function readEnvironment(env: Environment, cwd: string): Promise<Given> {
  const [appKey, appSecret, refreshToken, accessToken] = await Promise.all([
    valueOf(env, cwd, VARIABLES.appKey),
    valueOf(env, cwd, VARIABLES.appSecret),
    valueOf(env, cwd, VARIABLES.refreshToken),
    valueOf(env, cwd, VARIABLES.accessToken),
  ]);
  return {
    appKey: appKey === null ? null : checkAppKey(appKey.text, appKey.name),
    appSecret: secretFrom(appSecret, 'bad_secret', 'an app secret'),
    refreshToken: secretFrom(refreshToken, 'bad_token', 'a refresh token'),
    accessToken: secretFrom(accessToken, 'bad_token', 'an access token'),
  };
}

/** The app that the environment names, if it names one. */
export function appOf({ appKey, appSecret }: Given): OAuthApp | null {
  return appKey === null ? null : { key: appKey, secret: appSecret };
}

/** Accepts what may be the key of a Dropbox app; `origin` is where it came from. */
export function checkAppKey(text: string, origin: string): string {
  if (APP_KEY.test(text)) return text;
  throw new InvalidInputError('bad_app_key', `${origin} is not an app key.`, {
    hint: 'Copy the App key from the page of the app at https://www.dropbox.com/developers/apps; it is 15 letters and digits.',
  });
}

interface Found {
  /** The variable, or the file of its twin. */
  name: string;
  text: string;
}

function secretFrom(found: Found | null, code: string, what: string): Secret | null {
  if (found === null) return null;
  if (BEARER_TOKEN.test(found.text)) return new Secret(found.text);
  throw new InvalidInputError(
    code,
    `${found.name} does not hold ${what}: it is empty or has characters that none has.`,
    { hint: 'Copy it again, without spaces or line breaks inside.' },
  );
}

/** A variable, or the file that its `_FILE` twin names; surrounding white space does not count. */
async function valueOf(env: Environment, cwd: string, name: string): Promise<Found | null> {
  const direct = env[name] ?? '';
  const path = env[`${name}_FILE`] ?? '';
  if (direct !== '' && path !== '') {
    throw new InvalidInputError('two_credentials', `Both ${name} and ${name}_FILE are set.`, {
      hint: 'Unset one of them.',
    });
  }
  if (direct !== '') return { name, text: direct.trim() };
  if (path === '') return null;
  try {
    const { readFile } = await import('node:fs/promises');
    const text = await readFile(resolve(cwd, path), 'utf8');
    return { name: `The file of ${name}_FILE`, text: text.trim() };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    // Neither the path nor the system's own words: somebody may have put the secret itself there.
    throw new InvalidInputError(
      'credential_unreadable',
      `Cannot read the file that ${name}_FILE names (${reason}).`,
      { hint: 'Check that it names a file, and that the secret is mounted and readable by this user.' },
    );
  }
}
