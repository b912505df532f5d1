import { chooseWay, openPage, placeOf, type Way } from '../../auth/browser.ts';
import { readEnvironment, VARIABLES, type Given } from '../../auth/environment.ts';
import { login, type LoginSurroundings } from '../../auth/login.ts';
import { parseRecord, type LoginRecord } from '../../auth/login-record.ts';
import { DEFAULT_REDIRECT_URIS, type RedirectUri } from '../../auth/loopback/redirect-uri.ts';
import { SCOPES_OF, type Access } from '../../auth/scopes.ts';
import type { Warning } from '../../errors.ts';
import { renderLogin } from '../../render/auth.ts';
import { done, type Context, type Outcome } from '../context.ts';
import { openLine, tokenEndpoint, type Line } from '../run/line.ts';
import { acceptGrant, type Accepted } from './accept.ts';
import { appFor } from './app.ts';
import { readPastedCode } from './code.ts';
import { keychainOf } from './keychain-of.ts';
import { loginFileOf } from './login-file.ts';
import { isTerminal, promptsOf } from './prompting.ts';
import { statusOf } from './status-of.ts';
import { styleOf } from './style-of.ts';

export interface AuthDropboxInput {
  appKey?: string;
  access: Access;
  redirectUri?: RedirectUri;
  browser: boolean;
  paste: boolean;
  /** Milliseconds. */
  timeout: number;
  keychain: boolean;
  /** Milliseconds. */
  retryBudget: number;
}

/** Has an admin allow the app in the browser, and keeps the refresh token once everything about it is right. */
export async function runAuthDropbox(context: Context, input: AuthDropboxInput): Promise<Outcome> {
  const { env, platform } = context.outside;
  const place = await placeOf(env, platform, isTerminal(context));
  const way = chooseWay({ paste: input.paste, noBrowser: !input.browser }, place);
  const redirectUris = input.redirectUri === undefined ? DEFAULT_REDIRECT_URIS : [input.redirectUri];
  const registered = redirectUris.map(({ text }) => text);
  const line = await openLine(context, input.retryBudget, { redirectUris: registered });
  try {
    return await authorize(context, input, line, way, redirectUris);
  } finally {
    await line.close();
  }
}

async function authorize(
  context: Context,
  input: AuthDropboxInput,
  line: Line,
  way: Way,
  redirectUris: readonly RedirectUri[],
): Promise<Outcome> {
  const file = loginFileOf(context);
  const stored = parseRecord(file.read(), file.path);
  const given = await readEnvironment(line.env, context.folders.work);
  const scopes = SCOPES_OF[input.access];
  const app = await appFor({
    typed: input.appKey,
    given,
    sandboxKey: line.sandbox?.appKey ?? null,
    stored,
    prompts: context.interactive ? () => promptsOf(context) : null,
    guide: { scopes, redirectUris: redirectUris.map(({ text }) => text) },
  });
  // Asked for now: a keychain that does not exist must not cost anybody an authorization.
  const keychain = input.keychain ? await keychainOf(context) : null;
  const request = {
    app,
    scopes,
    authOrigin: line.origins.auth,
    endpoint: tokenEndpoint(line),
    way,
    redirectUris,
    timeoutMs: input.timeout,
  };
  const accepted = await login(request, surroundingsOf(context), (answer) =>
    acceptGrant({ context, line, file, app, scopes, keychain }, answer),
  );
  return outcomeOf(context, accepted, [
    ...file.warnings,
    ...accepted.warnings,
    ...changeWarnings(stored, accepted),
    ...environmentWarnings(given),
  ]);
}

function surroundingsOf(context: Context): LoginSurroundings {
  const { stderr, env, sleep, signal } = context.outside;
  return {
    // Also with --quiet: without these lines nobody could go on.
    say: (text) => stderr.write(`${text}\n`),
    readCode: (limit) => readPastedCode(context, limit),
    openPage: (url) =>
      openPage(url, env, () => stderr.write('The browser could not be started; open the page yourself.\n')),
    sleep,
    signal,
  };
}

function outcomeOf(context: Context, { login: stored, expiresAt }: Accepted, warnings: Warning[]): Outcome {
  const status = statusOf({
    source: stored.store,
    known: stored,
    scopes: stored.scopes,
    expiresAt,
    valid: true,
  });
  return done(status, renderLogin(status, styleOf(context)), warnings);
}

/** Whoever authorizes another team under the same name may have meant another profile. */
function changeWarnings(before: LoginRecord | null, { login: now }: Accepted): Warning[] {
  const team = before?.login?.team;
  if (team === undefined || team.id === now.team.id) return [];
  const message = `This profile was authorized for the team ${team.name} (${team.id}) before; that login is gone from here, and lives on at Dropbox.`;
  return [{ code: 'team_changed', message }];
}

/** A variable that wins makes the login look as if it had no effect. */
function environmentWarnings({ accessToken, refreshToken }: Given): Warning[] {
  const name =
    accessToken !== null ? VARIABLES.accessToken : refreshToken !== null ? VARIABLES.refreshToken : null;
  if (name === null) return [];
  return [
    {
      code: 'environment_wins',
      message: `${name} is set and wins over this login; unset it to use what was stored now.`,
    },
  ];
}
