import { checkOrigin } from '../../auth/credentials.ts';
import { readEnvironment } from '../../auth/environment.ts';
import { parseRecord, recordToStore, type Login, type LoginFile } from '../../auth/login-record.ts';
import type { OAuthApp } from '../../auth/oauth.ts';
import { openSession } from '../../auth/open-session.ts';
import { revokeGrant } from '../../dropbox/revoke.ts';
import { TeamsyncError, UnavailableError, type Warning } from '../../errors.ts';
import { done, profileFlag, type Context, type Outcome } from '../context.ts';
import { openLine } from '../run/line.ts';
import { surroundingsOf } from '../run/session.ts';
import { keychainOf } from './keychain-of.ts';
import { loginFileOf } from './login-file.ts';

/** Where an admin sees and removes the apps of the team. */
const TEAM_APPS = 'https://www.dropbox.com/team/admin/settings/team_apps';

export interface AuthLogoutInput {
  /** Milliseconds. */
  retryBudget: number;
}

/** Revokes the grant of the stored login at Dropbox and forgets it here, whatever Dropbox says. */
export async function runAuthLogout(context: Context, { retryBudget }: AuthLogoutInput): Promise<Outcome> {
  const file = loginFileOf(context);
  const found = find(file);
  switch (found.kind) {
    case 'none':
      return done(
        { revoked: null, forgotten: false },
        'No login is stored, so there is nothing to forget.\n',
        file.warnings,
      );
    case 'broken':
      await file.update(() => undefined);
      return outcomeOf(found.error, file.warnings);
    case 'login': {
      const { app, login } = found;
      const unrevoked = await caught(() => revoke(context, retryBudget, found, file));
      const unremoved = login.store === 'keychain' ? await caught(() => emptyKeychain(context)) : null;
      await file.update(() => recordToStore({ app, login: null }));
      return outcomeOf(unrevoked ?? unremoved, file.warnings);
    }
  }
}

type Found =
  | { kind: 'none' }
  | { kind: 'broken'; error: TeamsyncError }
  | { kind: 'login'; app: OAuthApp; login: Login };

function find(file: LoginFile): Found {
  const stored = file.read();
  try {
    const record = parseRecord(stored, file.path);
    if (record?.login == null) return { kind: 'none' };
    return { kind: 'login', app: record.app, login: record.login };
  } catch (error) {
    if (error instanceof TeamsyncError) return { kind: 'broken', error };
    throw error;
  }
}

/** Sends nothing to an API that did not issue the login. */
async function revoke(
  context: Context,
  retryBudget: number,
  { app, login }: { app: OAuthApp; login: Login },
  file: LoginFile,
): Promise<void> {
  const line = await openLine(context, retryBudget);
  try {
    checkOrigin(login, line.issuer, profileFlag(context));
    const { appKey, appSecret } = await readEnvironment(line.env, context.folders.work);
    const secret = appKey === null || appKey === app.key ? (appSecret ?? app.secret) : app.secret;
    const credentials = { kind: 'login', source: login.store, app: { key: app.key, secret }, login } as const;
    const session = openSession(credentials, surroundingsOf(context, line, file, login.store));
    await revokeGrant(session, line.transport);
  } finally {
    await line.close();
  }
}

async function emptyKeychain(context: Context): Promise<void> {
  await (await keychainOf(context)).remove();
}

async function caught(work: () => Promise<void>): Promise<TeamsyncError | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof TeamsyncError) return error;
    throw error;
  }
}

function outcomeOf(failure: TeamsyncError | null, warnings: Warning[]): Outcome {
  if (failure === null) {
    return done({ revoked: true, forgotten: true }, 'Revoked at Dropbox and forgotten here.\n', warnings);
  }
  const error = new UnavailableError(
    'not_revoked',
    `The login is forgotten here, but the grant may still live at Dropbox: ${failure.message}`,
    {
      hint: `End it by removing the app from the team at ${TEAM_APPS}`,
      details: failure.details,
      cause: failure,
    },
  );
  const data = { revoked: false, forgotten: true };
  return { exitCode: error.exitCode, data, warnings, error, text: '' };
}
