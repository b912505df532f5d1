import { expect, test } from 'vitest';
import { freePort } from '../../helpers/browser.ts';
import { dataOf } from '../../helpers/documents.ts';
import { obtainTokens, place, secretNamed, store, useAccessToken, type Place } from './place.ts';
import { APPLY, DRY_RUN, LOGOUT, PLAN, RECONCILE, STATUS, expectSilence, leaksOf, run } from './silence.ts';

/** Every command there is; what one list does may matter to the next. */
const EVERY_COMMAND = [
  [STATUS, 'auth status --offline', DRY_RUN, 'settings show --verbose --json'],
  [PLAN, 'settings get update.enabled --json', 'settings path --verbose', 'settings edit --verbose'],
  [APPLY, 'settings set --provision --json --verbose', 'auth dropbox --verbose', 'sandbox show --json'],
  [
    'doctor --json --verbose --retry-budget 0s',
    'member list --csv --verbose --retry-budget 0s',
    'member show ana.lopez@example.com --json --retry-budget 0s',
    'roster export --verbose --retry-budget 0s',
  ],
  [
    'roster check fixtures/roster.csv --verbose',
    'roster diff fixtures/roster.csv fixtures/roster.json --json',
    'roster schema',
    'history verify --json --verbose',
  ],
  ['member suspend ana.lopez@example.com --yes --json --verbose --retry-budget 0s'],
  [RECONCILE, 'settings unset provision.enabled --verbose', 'sandbox start --seed nowhere.json --verbose'],
  ['auth token --verbose', 'auth token --show-refresh-token --json', 'frobnicate --verbose', 'auth --json'],
  [
    'auth dropbox --no-browser --timeout 1ms --redirect-uri REDIRECT',
    'auth dropbox --paste --json --verbose',
  ],
  ['reconcile --nonsense --json', 'sandbox reset --verbose', 'auth dropbox --keychain --no-browser --json'],
  [LOGOUT],
];

const WEBHOOK = 'Zq8vXk3LmP0sT9uYw2Rb7NcD';

/** Where credentials come from, and how a question for the stored refresh token is refused then. */
const ORIGINS: [name: string, arrange: (at: Place) => Promise<void>, token: number][] = [
  ['a stored login', (at) => store(at, { withAccessToken: true }), 7],
  ['an access token in the environment', useAccessToken, 5],
  [
    'a refresh token, app key and app secret in the environment',
    async (at) => {
      const { appKey, appSecret } = at.sandbox;
      at.env['TEAMSYNC_DROPBOX_REFRESH_TOKEN'] = (await obtainTokens(at)).refresh;
      at.env['TEAMSYNC_DROPBOX_APP_KEY'] = appKey;
      at.env['TEAMSYNC_DROPBOX_APP_SECRET'] = appSecret;
    },
    5,
  ],
];

test.each(ORIGINS)('no command shows a secret that comes from %s', async (_name, arrange, token) => {
  const at = await place();
  await arrange(at);
  // Nobody listens there, so each message fails and is warned of.
  at.env['TEAMSYNC_WEBHOOK_URL'] = `http://127.0.0.1:${String(await freePort())}/services/${WEBHOOK}`;
  at.secrets.set(WEBHOOK, 'secret part of the webhook');
  const uri = `http://127.0.0.1:${String(await freePort())}/callback`;
  const waves = EVERY_COMMAND.map((lines) => lines.map((line) => line.replace('REDIRECT', uri)));
  const exitCodes = await expectSilence(at, ...waves);
  for (const line of [STATUS, DRY_RUN, PLAN, APPLY, RECONCILE, LOGOUT])
    expect(exitCodes).toHaveProperty([line], 0);
  expect(exitCodes).toHaveProperty(['auth token --show-refresh-token --json'], token);
});

test('the one command that prints the refresh token prints it once, and nothing else has it', async () => {
  const at = await place();
  await store(at, { withAccessToken: true });
  const { stdout, stderr } = await run(at, 'auth token --show-refresh-token --yes --verbose');
  const token = secretNamed(at, 'refresh token');
  expect(token).toHaveLength(64);
  expect(stdout).toBe(`${token}\n`);
  expect(await leaksOf(at, { token: { stdout: '', stderr, exitCode: 0 } })).toEqual([]);
  const document = await run(at, 'auth token --show-refresh-token --yes --json');
  expect(dataOf(document)).toEqual({ appKey: at.sandbox.appKey, refreshToken: token });
  const rest = document.stdout.replace(token, '');
  expect(await leaksOf(at, { document: { ...document, stdout: rest } })).toEqual([]);
});
