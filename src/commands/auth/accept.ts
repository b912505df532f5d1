import type { Keychain } from '../../auth/keychain.ts';
import { recordToStore, type Login, type LoginFile } from '../../auth/login-record.ts';
import type { OAuthApp, TokenAnswer } from '../../auth/oauth.ts';
import { checkGrant } from '../../auth/grant.ts';
import { createSession, type IssuedToken } from '../../auth/session.ts';
import type { Secret } from '../../auth/secret.ts';
import { readIdentity } from '../../dropbox/identity.ts';
import { ForbiddenError, type Warning } from '../../errors.ts';
import type { Context } from '../context.ts';
import { tokenEndpoint, type Line } from '../run/line.ts';

/** What a grant is checked with and where it is kept. */
export interface Acceptance {
  context: Context;
  line: Line;
  file: LoginFile;
  app: OAuthApp;
  /** What was asked for. */
  scopes: readonly string[];
  /** Keeps the refresh token; `null`: the file does. */
  keychain: Keychain | null;
}

/** A login that was found right and kept. */
export interface Accepted {
  login: Login;
  expiresAt: Date | null;
  /** For the browser. */
  page: string;
  warnings: Warning[];
}

/** Checks what was granted, asks whose it is, and only then keeps it. Throws with nothing kept. */
export async function acceptGrant(acceptance: Acceptance, answer: TokenAnswer): Promise<Accepted> {
  const { context, line, keychain, scopes: asked } = acceptance;
  const grant = checkGrant(answer, asked);
  const { identity, issued } = await identify(acceptance, answer, grant.refreshToken);
  const { team, admin } = identity;
  if (team.id !== grant.teamId) {
    throw new ForbiddenError(
      'other_team',
      `Dropbox issued the token for the team ${grant.teamId}, and it opens ${team.name} (${team.id}). Nothing was stored.`,
      { hint: 'Check TEAMSYNC_DROPBOX_API_URL, and start again.' },
    );
  }
  const login: Login = {
    origin: line.issuer,
    team,
    admin,
    scopes: grant.scopes,
    authorizedAt: context.outside.now(),
    store: keychain === null ? 'file' : 'keychain',
    refreshToken: keychain === null ? grant.refreshToken : null,
    accessToken: keychain === null ? issued : null,
  };
  await store(acceptance, login, grant.refreshToken);
  const warnings = [...extraScopes(grant.scopes, asked), ...unknownAdmin(admin)];
  const expiresAt = issued.expiresAt === null ? null : new Date(issued.expiresAt);
  return { login, expiresAt, page: `teamsync is authorized for the team ${team.name}.`, warnings };
}

/** Asks with the new token, which may be renewed already when it was issued for seconds. */
async function identify(
  { context, line, app }: Acceptance,
  answer: TokenAnswer,
  refreshToken: Secret,
): Promise<{ identity: Awaited<ReturnType<typeof readIdentity>>; issued: IssuedToken }> {
  const now = (): number => context.outside.now().getTime();
  let issued: IssuedToken = {
    token: answer.accessToken,
    issuedAt: now(),
    expiresAt: answer.lifetimeMs === null ? null : now() + answer.lifetimeMs,
  };
  const session = createSession({
    cached: issued,
    now,
    refresh: async () => {
      const { refreshAccessToken } = await import('../../auth/oauth.ts');
      return refreshAccessToken(tokenEndpoint(line), app, refreshToken);
    },
    onToken: (renewed) => {
      issued = renewed;
      return Promise.resolve();
    },
  });
  const identity = await readIdentity(session, line.transport);
  return { identity, issued };
}

async function store({ file, app, keychain }: Acceptance, login: Login, refreshToken: Secret): Promise<void> {
  await keychain?.write(refreshToken);
  try {
    await file.update(() => recordToStore({ app, login }));
  } catch (error) {
    await keychain?.remove();
    throw error;
  }
}

function extraScopes(granted: readonly string[], asked: readonly string[]): Warning[] {
  const extra = granted.filter((scope) => !asked.includes(scope));
  if (extra.length === 0) return [];
  const message = `Dropbox granted more than was asked for: ${extra.join(', ')}. teamsync does not use it.`;
  return [{ code: 'extra_scopes', message }];
}

function unknownAdmin(admin: Login['admin']): Warning[] {
  if (admin !== null) return [];
  const message =
    'Dropbox does not say which admin this login belongs to, so nothing destructive will be planned with it.';
  return [{ code: 'admin_unknown', message }];
}
