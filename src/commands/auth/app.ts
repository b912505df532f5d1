import { checkAppKey, type Given } from '../../auth/environment.ts';
import type { LoginRecord } from '../../auth/login-record.ts';
import type { OAuthApp } from '../../auth/oauth.ts';
import { Secret } from '../../auth/secret.ts';
import { InvalidInputError } from '../../errors.ts';
import { renderAppGuide } from '../../render/app-guide.ts';
import type { Prompts } from '../../settings/prompts.ts';

/** Where the app of a login may be named, the first one winning. */
export interface AppSources {
  /** `--app-key`. */
  typed: string | undefined;
  given: Given;
  /** The key of the sandbox's own app; `null` for Dropbox. */
  sandboxKey: string | null;
  stored: LoginRecord | null;
  /** Asks whoever logs in; `null` where nobody can be asked. */
  prompts: (() => Promise<Prompts>) | null;
  /** What the app must be registered with. */
  guide: { scopes: readonly string[]; redirectUris: readonly string[] };
}

/** The app to log in with: typed, from the environment, remembered, or asked for. Throws `app_key_missing` otherwise. */
export async function appFor(sources: AppSources): Promise<OAuthApp> {
  const { typed, given, sandboxKey, stored } = sources;
  if (typed !== undefined) {
    const key = checkAppKey(typed, '--app-key');
    return { key, secret: secretOf(key, sources) };
  }
  const key = given.appKey ?? sandboxKey ?? stored?.app.key;
  return key === undefined ? askForApp(sources) : { key, secret: secretOf(key, sources) };
}

/** The secret of the environment, or the one remembered of the very same app. */
function secretOf(key: string, { given, stored }: AppSources): Secret | null {
  return given.appSecret ?? (stored?.app.key === key ? stored.app.secret : null);
}

async function askForApp({ prompts, given, guide }: AppSources): Promise<OAuthApp> {
  if (prompts === null) {
    throw new InvalidInputError('app_key_missing', 'The key of the Dropbox app is not known.', {
      hint: 'Give it with --app-key KEY or in TEAMSYNC_DROPBOX_APP_KEY; it stands on the page of the app at https://www.dropbox.com/developers/apps.',
    });
  }
  const terminal = await prompts();
  terminal.say(renderAppGuide(guide));
  const key = await terminal.text('App key:', '', (answer) => {
    try {
      checkAppKey(answer.trim(), 'That');
      return true;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  });
  if (given.appSecret !== null) return { key: key.trim(), secret: given.appSecret };
  const secret = (await terminal.hidden('App secret (not needed; press Enter to go on without):')).trim();
  return { key: key.trim(), secret: secret === '' ? null : new Secret(secret) };
}
