import { notAuthorized } from '../../auth/credentials.ts';
import { parseRecord } from '../../auth/login-record.ts';
import type { Secret } from '../../auth/secret.ts';
import { DeclinedError, InvalidInputError } from '../../errors.ts';
import { clean } from '../../render/clean.ts';
import { done, profileFlag, type Context, type Outcome } from '../context.ts';
import { keychainOf } from './keychain-of.ts';
import { loginFileOf } from './login-file.ts';
import { promptsOf } from './prompting.ts';

export interface AuthTokenInput {
  showRefreshToken: boolean;
  yes: boolean;
}

/** Prints the stored refresh token, for the secrets of a CI: the one place where a secret is ever shown. */
export async function runAuthToken(context: Context, input: AuthTokenInput): Promise<Outcome> {
  if (!input.showRefreshToken) {
    throw new InvalidInputError('nothing_to_show', 'teamsync auth token shows a secret only when told to.', {
      hint: `To print the refresh token: teamsync auth token --show-refresh-token${profileFlag(context)}`,
    });
  }
  const file = loginFileOf(context);
  const record = parseRecord(file.read(), file.path);
  if (record?.login == null) throw notAuthorized(profileFlag(context));
  const { app, login } = record;
  if (!input.yes) await agree(context, login.team.name);
  const token = login.refreshToken ?? (await fromKeychain(context));
  if (!context.options.json) context.outside.stdout.write(`${token.reveal()}\n`);
  context.note(
    `For a CI, keep this as the secret TEAMSYNC_DROPBOX_REFRESH_TOKEN,\nand ${app.key} as TEAMSYNC_DROPBOX_APP_KEY.`,
  );
  const data = { appKey: app.key, refreshToken: token.reveal() };
  return { ...done(data, '', file.warnings), reveals: true };
}

/** A token in a log is a token lost, so only a terminal gets it for a mere yes. */
async function agree(context: Context, team: string): Promise<void> {
  if (!context.interactive || context.outside.stdout.isTTY !== true) {
    throw new InvalidInputError(
      'confirmation_needed',
      'The refresh token would go into a pipe or a file, where it may stay. It was not printed.',
      {
        hint: `If that is what you want: teamsync auth token --show-refresh-token --yes${profileFlag(context)}`,
      },
    );
  }
  const prompts = await promptsOf(context);
  const question = `Whoever has this token controls every account of ${clean(team)}. Print it here?`;
  if (!(await prompts.yesNo(question, false))) throw new DeclinedError('Not printed.');
}

async function fromKeychain(context: Context): Promise<Secret> {
  const token = await (await keychainOf(context)).read();
  if (token === null) throw notAuthorized(profileFlag(context));
  return token;
}
