import { readFile } from 'node:fs/promises';
import { InvalidInputError, UnauthorizedError } from '../errors.ts';
import { Secret } from './secret.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const ACCESS_TOKEN = 'TEAMSYNC_DROPBOX_ACCESS_TOKEN';
/** RFC 6750, section 2.1: the characters of a bearer token. */
const BEARER_TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

export interface Credentials {
  accessToken: Secret;
  source: 'environment';
}

/** The credentials of this run. Throws `not_authorized` when there are none, and never repeats a value that is not usable. */
export async function readCredentials(env: Environment): Promise<Credentials> {
  const value = await fromEnvironment(env, ACCESS_TOKEN);
  if (value === null) {
    throw new UnauthorizedError('not_authorized', 'No Dropbox team is authorized.', {
      hint: `Set ${ACCESS_TOKEN} (or ${ACCESS_TOKEN}_FILE) to a team access token, or rehearse with --sandbox.`,
    });
  }
  if (!BEARER_TOKEN.test(value.text)) {
    throw new InvalidInputError(
      'bad_token',
      `${value.name} does not hold an access token: it is empty or has characters that no token has.`,
      { hint: 'Copy the token again, without spaces or line breaks inside.' },
    );
  }
  return { accessToken: new Secret(value.text), source: 'environment' };
}

/** A variable, or the file that its `_FILE` twin names; surrounding white space does not count. */
async function fromEnvironment(
  env: Environment,
  name: string,
): Promise<{ name: string; text: string } | null> {
  const direct = env[name] ?? '';
  const path = env[`${name}_FILE`] ?? '';
  if (direct !== '' && path !== '') {
    throw new InvalidInputError('two_tokens', `Both ${name} and ${name}_FILE are set.`, {
      hint: 'Unset one of them.',
    });
  }
  if (direct !== '') return { name, text: direct.trim() };
  if (path === '') return null;
  try {
    return { name: `The file of ${name}_FILE`, text: (await readFile(path, 'utf8')).trim() };
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new InvalidInputError('token_file_unreadable', `Cannot read ${path} of ${name}_FILE (${reason}).`, {
      hint: 'Check that the secret is mounted and readable by this user.',
      cause,
    });
  }
}
