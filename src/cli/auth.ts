import { Option, type Command } from 'commander';
import { parseDuration, parseRedirect } from '../commands/arguments.ts';
import type { AuthDropboxInput } from '../commands/auth/dropbox.ts';
import type { AuthLogoutInput } from '../commands/auth/logout.ts';
import type { AuthStatusInput } from '../commands/auth/status.ts';
import type { AuthTokenInput } from '../commands/auth/token.ts';
import { withExamples } from './examples.ts';
import { called, retryBudget, type Invoke } from './invocation.ts';
import { later } from './later.ts';

const TIMEOUT_MS = 300_000;

/** Declares `auth` and its subcommands. */
export function addAuth(program: Command, invoke: Invoke): void {
  const named = program.command('auth').description('authorize a Dropbox team, once, and see or end that');
  later(named, invoke, declareAuth);
}

function declareAuth(auth: Command, invoke: Invoke): void {
  withExamples(
    auth,
    ['auth dropbox', 'log in once, in the browser, as an admin of the team'],
    ['auth status', 'see whether that login still works'],
  );
  addDropbox(auth, invoke);
  addState(auth, invoke);
  addToken(auth, invoke);
}

function addDropbox(auth: Command, invoke: Invoke): void {
  const dropbox = auth
    .command('dropbox')
    .description('log in to Dropbox in the browser as an admin of the team, and keep the refresh token')
    .option('--app-key <key>', 'the key of the Dropbox app (not secret); its secret is never an option')
    .addOption(
      new Option('--access <level>', 'what to ask for: look, change without removals, or everything')
        .choices(['read', 'write', 'full'])
        .default('full'),
    )
    .addOption(
      new Option('--redirect-uri <uri>', 'another registered address on this machine')
        .argParser(parseRedirect)
        .conflicts('paste'),
    )
    .option('--no-browser', 'print the page instead of opening it, and wait for the redirect')
    .option('--paste', 'no redirect: Dropbox shows a code to type in', false)
    .addOption(
      new Option('--timeout <duration>', 'how long to wait for the browser')
        .argParser(parseDuration)
        .default(TIMEOUT_MS, '5m'),
    )
    .option('--keychain', 'keep the refresh token in the system keychain instead of the file', false)
    .addOption(retryBudget());
  withExamples(
    dropbox,
    ['auth dropbox', 'log in with full access; the browser opens'],
    [
      'auth dropbox --access read --profile ci',
      'log in to look only, and keep that login in a profile of its own',
    ],
    ['auth dropbox --paste', 'log in over SSH or in a container: Dropbox shows a code to type in'],
  ).action((_options, command: Command) =>
    invoke<AuthDropboxInput>({
      ...called('auth dropbox', command),
      input: command.opts(),
      load: async () => (await import('../commands/auth/dropbox.ts')).runAuthDropbox,
    }),
  );
}

function addState(auth: Command, invoke: Invoke): void {
  withExamples(
    auth.command('status'),
    ['auth status', 'ask Dropbox whether the login works'],
    ['auth status --offline --json', 'read what is stored of the login, for a script'],
  )
    .description('tell who is authorized, for which team, with which scopes, and whether it still works')
    .option('--offline', 'call nobody', false)
    .addOption(retryBudget())
    .action((_options, command: Command) =>
      invoke<AuthStatusInput>({
        ...called('auth status', command),
        input: command.opts(),
        load: async () => (await import('../commands/auth/status.ts')).runAuthStatus,
      }),
    );
  withExamples(auth.command('logout'), ['auth logout --profile ci', 'end the login of the profile ci'])
    .description('revoke the grant at Dropbox and forget it here')
    .addOption(retryBudget())
    .action((_options, command: Command) =>
      invoke<AuthLogoutInput>({
        ...called('auth logout', command),
        input: command.opts(),
        load: async () => (await import('../commands/auth/logout.ts')).runAuthLogout,
      }),
    );
}

function addToken(auth: Command, invoke: Invoke): void {
  withExamples(
    auth.command('token'),
    ['auth token --show-refresh-token', 'print the refresh token, after a question'],
    [
      'auth token --show-refresh-token --yes | gh secret set DROPBOX_REFRESH_TOKEN',
      'hand the refresh token to a CI',
    ],
  )
    .description('print the stored refresh token, for the secrets of a CI')
    .option('--show-refresh-token', 'yes, print it', false)
    .option('--yes', 'also into a pipe, and without asking', false)
    .action((_options, command: Command) =>
      invoke<AuthTokenInput>({
        ...called('auth token', command),
        input: command.opts(),
        load: async () => (await import('../commands/auth/token.ts')).runAuthToken,
      }),
    );
}
