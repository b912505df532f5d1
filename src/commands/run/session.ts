import { resolveCredentials } from '../../auth/credentials.ts';
import { VARIABLES } from '../../auth/environment.ts';
import { parseRecord, type Login, type LoginFile } from '../../auth/login-record.ts';
import { openFixed, openSession, type OpenSession } from '../../auth/open-session.ts';
import { Secret } from '../../auth/secret.ts';
import type { Warning } from '../../errors.ts';
import { keychainOf } from '../auth/keychain-of.ts';
import { loginFileOf } from '../auth/login-file.ts';
import { profileFlag, type Context } from '../context.ts';
import { tokenEndpoint, type Line } from './line.ts';

/** The session of a run, and what is known of it. */
export interface RunSession {
  session: OpenSession;
  source: 'environment' | 'file' | 'keychain' | 'sandbox';
  /** The stored login that it comes from; `null` for any other source. */
  login: Login | null;
  warnings: Warning[];
}

/**
 * Opens the session of this run without sending anything: with the credentials of the environment, with the stored login,
 * or, for a sandbox without one, with the token that every sandbox has. Throws when there are none.
 */
export async function sessionFor(context: Context, line: Line): Promise<RunSession> {
  const file = loginFileOf(context);
  const stored = (): ReturnType<typeof parseRecord> => parseRecord(file.read(), file.path);
  if (line.sandbox !== null && stored()?.login == null) {
    const session = openFixed(new Secret(line.sandbox.accessToken));
    return { session, source: 'sandbox', login: null, warnings: file.warnings };
  }
  const credentials = await resolveCredentials({
    env: line.env,
    cwd: context.folders.work,
    origin: line.issuer,
    stored,
    profileFlag: profileFlag(context),
  });
  return {
    session: openSession(credentials, surroundingsOf(context, line, file, credentials.source)),
    source: credentials.source,
    login: credentials.kind === 'login' ? credentials.login : null,
    warnings: file.warnings,
  };
}

/** What a session of this run works with. */
export function surroundingsOf(
  context: Context,
  line: Line,
  file: LoginFile,
  source: RunSession['source'],
): Parameters<typeof openSession>[1] {
  return {
    endpoint: tokenEndpoint(line),
    file,
    keychain: () => keychainOf(context),
    now: () => context.outside.now().getTime(),
    remedy: remedyFor(context, source),
  };
}

/** How to authorize again, by where the credentials came from. */
function remedyFor(context: Context, source: RunSession['source']): string {
  const profile = profileFlag(context);
  switch (source) {
    case 'environment':
      return (
        `Log in again, print the new token with teamsync auth token --show-refresh-token, ` +
        `and put it into ${VARIABLES.refreshToken}.`
      );
    case 'keychain':
      return `Authorize again with: teamsync auth dropbox --keychain${profile}`;
    case 'file':
    case 'sandbox':
      return `Authorize again with: teamsync auth dropbox${profile}`;
  }
}
