import type { ChildProcess } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { recordToStore } from '../../src/auth/login-record.ts';
import { exchangeCode, refreshAccessToken } from '../../src/auth/oauth.ts';
import { Secret } from '../../src/auth/secret.ts';
import { fixedSession } from '../../src/auth/session.ts';
import { readIdentity } from '../../src/dropbox/identity.ts';
import { createTransport, type Transport } from '../../src/dropbox/transport.ts';
import { builtInSeed } from '../../src/sandbox/seed.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { decide, freePort, logIn } from '../helpers/browser.ts';
import { install, type Installation, type Ran } from '../helpers/cli.ts';
import { dataOf } from '../helpers/documents.ts';
import { startFakeDropbox, type Reply } from '../helpers/fake-dropbox.ts';
import { everyFile, findSecrets, formsOf } from '../helpers/secrets.ts';

/** A way to Dropbox that passes everything on, or answers by repeating all that it was sent. */
interface Gateway {
  origin: string;
  /** Method and address of every request. */
  seen: string[];
  /** Every secret that went through, with its name. */
  secrets: Map<string, string>;
  /** How what was sent is written into the answer; `null` passes requests on. */
  repeats: ((sent: string) => string) | null;
  /** Called before somebody's decision is passed on. */
  onDecision: () => Promise<void>;
  close: () => void;
}

const FORM_SECRETS = ['code', 'code_verifier', 'refresh_token', 'client_secret'];
const ANSWER_SECRETS = ['access_token', 'refresh_token'];

async function startGateway(target: string): Promise<Gateway> {
  const server = createServer((incoming, response) => {
    void readText(incoming).then((body) => answer(gateway, target, incoming, body, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(close);
  const gateway: Gateway = {
    origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    seen: [],
    secrets: new Map(),
    repeats: null,
    onDecision: () => Promise.resolve(),
    close,
  };
  return gateway;
}

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

async function answer(
  gateway: Gateway,
  target: string,
  incoming: IncomingMessage,
  body: string,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url = '', headers } = incoming;
  const { secrets, repeats } = gateway;
  gateway.seen.push(`${method} ${url}`);
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) secrets.set(bearer, 'access token');
  const isToken = url.startsWith('/oauth2/token');
  const form = new URLSearchParams(isToken ? body : '');
  for (const name of FORM_SECRETS) if (form.has(name)) secrets.set(form.get(name) ?? '', name);
  if (repeats !== null && !url.startsWith('/oauth2/authorize')) {
    const said = repeats(isToken ? body : `Bearer ${bearer ?? ''}`);
    response.writeHead(400, { 'content-type': isToken ? 'application/json' : 'text/plain' });
    response.end(isToken ? JSON.stringify({ error: said, error_description: said }) : said);
    return;
  }
  if (method === 'POST' && url.startsWith('/oauth2/authorize')) await gateway.onDecision();
  const onward = ask(target + url, { method, headers, agent: false }, (reply) => {
    response.writeHead(reply.statusCode ?? 0, reply.headers);
    reply.pipe(response);
    if (isToken) void readText(reply).then((text) => remember(secrets, text));
  });
  onward.on('error', () => incoming.socket.resetAndDestroy());
  onward.end(body);
}

function remember(secrets: Map<string, string>, text: string): void {
  try {
    const answered = JSON.parse(text) as Record<string, unknown>;
    for (const name of ANSWER_SECRETS) {
      const value = answered[name];
      if (typeof value === 'string') secrets.set(value, name.replace('_', ' '));
    }
  } catch {
    // An answer that is no JSON gives nobody a token.
  }
}

interface Place {
  here: Installation;
  sandbox: Sandbox;
  gateway: Gateway;
  env: Record<string, string>;
  secrets: Map<string, string>;
  profile: string;
  /** The files that are meant to hold secrets. */
  keepers: string[];
  control: (path: string, body: object) => Promise<void>;
}

/** Settings under which the roster leads to changes that no rail refuses. */
const SETTINGS = { provision: { enabled: true }, update: { enabled: true } };

/** An installation that reaches its Dropbox through a gateway and has no credentials yet. */
async function place(redirectUris: readonly string[] = []): Promise<Place> {
  const here = await install();
  const sandbox = await startSandbox({ team: { seed: builtInSeed() }, redirectUris: [SOMEWHERE, ...redirectUris] });
  onTestFinished(() => sandbox.close());
  const gateway = await startGateway(sandbox.url);
  const { secrets } = gateway;
  secrets.set(sandbox.accessToken, 'access token of the team').set(sandbox.appSecret, 'app secret');
  const profile = join(here.folder, 'config', 'default.json');
  await mkdir(join(here.folder, 'config'), { mode: 0o700 });
  await writeFile(join(here.folder, 'settings.json'), JSON.stringify(SETTINGS));
  return {
    here,
    sandbox,
    gateway,
    env: { TEAMSYNC_DROPBOX_API_URL: gateway.origin, TEAMSYNC_DROPBOX_AUTH_URL: gateway.origin },
    secrets,
    profile,
    keepers: [profile],
    control: async (path, body) => {
      const response = await fetch(`${sandbox.url}/_sandbox/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      expect(await response.text()).not.toContain('problems');
    },
  };
}

/** A registered place that no test ever looks at. */
const SOMEWHERE = 'http://127.0.0.1:8765/callback';

/** Tokens as another program obtained them: with the app's secret, which a refresh then needs as well. */
async function obtainTokens({ gateway, sandbox }: Place): Promise<{ access: string; refresh: string }> {
  const app = { client_id: sandbox.appKey, redirect_uri: SOMEWHERE };
  const page = new URL('/oauth2/authorize', gateway.origin);
  page.search = String(new URLSearchParams({ ...app, response_type: 'code', token_access_type: 'offline' }));
  const code = (await decide(page)).searchParams.get('code') ?? '';
  const form = { ...app, grant_type: 'authorization_code', code, client_secret: sandbox.appSecret };
  const response = await fetch(`${gateway.origin}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  const tokens = (await response.json()) as { access_token: string; refresh_token: string };
  return { access: tokens.access_token, refresh: tokens.refresh_token };
}

/** A login in the file, as one that succeeded leaves it; without an access token the next run has to get one. */
async function store(at: Place, { withAccessToken }: { withAccessToken: boolean }): Promise<void> {
  const { access, refresh } = await obtainTokens(at);
  const { team } = at.sandbox.snapshot();
  const now = Date.now();
  const credentials = recordToStore({
    app: { key: at.sandbox.appKey, secret: new Secret(at.sandbox.appSecret) },
    login: {
      origin: at.gateway.origin,
      team: { id: team.id, name: team.name },
      admin: null,
      scopes: ['team_info.read', 'members.read', 'members.write', 'members.delete', 'groups.read', 'groups.write'],
      authorizedAt: new Date(now),
      store: 'file',
      refreshToken: new Secret(refresh),
      accessToken: withAccessToken
        ? { token: new Secret(access), issuedAt: now, expiresAt: now + 14_400_000 }
        : null,
    },
  });
  await writeFile(at.profile, JSON.stringify({ credentials }), { mode: 0o600 });
}

const SETTINGS_FILE = 'SETTINGS';
const PLAN_FILE = 'PLAN';
const ROSTER = 'fixtures/roster.csv';
const NO_RETRIES = '--retry-budget 0s';

/** Runs a command line in which files of the installation stand under their names. */
function run({ here, env }: Place, line: string, onStart?: (child: ChildProcess) => void): Promise<Ran> {
  const files: Record<string, string> = {
    [SETTINGS_FILE]: join(here.folder, 'settings.json'),
    [PLAN_FILE]: join(here.folder, 'plans', 'plan.json'),
  };
  const args = line.split(' ').map((word) => files[word] ?? word);
  return here.run(args, { env, ...(onStart === undefined ? {} : { onStart }) });
}

/** Where a secret came out: in what a run printed, in a file, or in an address. */
async function leaksOf(at: Place, printed: Record<string, Ran>): Promise<string[]> {
  const texts = [
    ...Object.entries(printed).flatMap(([line, { stdout, stderr }]) => [
      { name: `${line}: standard output`, text: stdout },
      { name: `${line}: standard error`, text: stderr },
    ]),
    ...(await everyFile(at.here.folder, at.keepers)),
    { name: 'addresses', text: at.gateway.seen.join('\n') },
  ];
  return texts.flatMap(({ name, text }) => findSecrets(text, at.secrets).map((what) => `${name}: ${what}`));
}

/** Runs command lines, those of one list side by side, and expects no secret anywhere; answers with the exit codes. */
async function expectSilence(
  at: Place,
  ...waves: (readonly string[])[]
): Promise<Record<string, number | null>> {
  const printed: Record<string, Ran> = {};
  for (const lines of waves) {
    await Promise.all(
      lines.map(async (line) => {
        printed[line] = await run(at, line);
      }),
    );
    expect(await leaksOf(at, printed)).toEqual([]);
  }
  expect(at.gateway.seen.filter((each) => /^POST \/(oauth2\/token|2\/).*\?/.test(each))).toEqual([]);
  return Object.fromEntries(Object.entries(printed).map(([line, { exitCode }]) => [line, exitCode]));
}

const STATUS = `auth status --json --verbose ${NO_RETRIES}`;
const DRY_RUN = `reconcile ${ROSTER} --settings ${SETTINGS_FILE} --dry-run --verbose ${NO_RETRIES}`;
const PLAN = `plan ${ROSTER} --settings ${SETTINGS_FILE} --out ${PLAN_FILE} --json --verbose ${NO_RETRIES}`;
const APPLY = `apply ${PLAN_FILE} --yes --verbose ${NO_RETRIES}`;
const RECONCILE = `reconcile ${ROSTER} --settings ${SETTINGS_FILE} --yes --json --verbose ${NO_RETRIES}`;
const LOGOUT = `auth logout --json --verbose ${NO_RETRIES}`;

/** Every command there is; what one list does may matter to the next. */
const EVERY_COMMAND = [
  [STATUS, 'auth status --offline', DRY_RUN, 'settings show --verbose --json'],
  [PLAN, 'settings get update.enabled --json', 'settings path --verbose', 'settings edit --verbose'],
  [APPLY, 'settings set --provision --json --verbose', 'auth dropbox --verbose', 'sandbox show --json'],
  [RECONCILE, 'settings unset provision.enabled --verbose', 'sandbox start --seed nowhere.json --verbose'],
  ['auth token --verbose', 'auth token --show-refresh-token --json', 'frobnicate --verbose', 'auth --json'],
  ['auth dropbox --no-browser --timeout 1ms --redirect-uri REDIRECT', 'auth dropbox --paste --json --verbose'],
  ['reconcile --nonsense --json', 'sandbox reset --verbose', 'auth dropbox --keychain --no-browser --json'],
  [LOGOUT],
];

/** Puts credentials of the environment into files that a container would mount. */
async function mount(at: Place, values: Record<string, string>): Promise<void> {
  const folder = join(at.here.folder, 'mounted');
  await mkdir(folder);
  for (const [name, value] of Object.entries(values)) {
    const path = join(folder, name.toLowerCase());
    await writeFile(path, `${value}\n`, { mode: 0o600 });
    at.keepers.push(path);
    at.env[`TEAMSYNC_DROPBOX_${name}_FILE`] = path;
  }
}

/** Where credentials come from, and how the first status and the first dry run end with them. */
const ORIGINS: [name: string, arrange: (at: Place) => Promise<void>, status: number, dryRun: number][] = [
  ['a stored login', (at) => store(at, { withAccessToken: true }), 0, 0],
  [
    'an access token in the environment',
    (at) => {
      at.env['TEAMSYNC_DROPBOX_ACCESS_TOKEN'] = at.sandbox.accessToken;
      return Promise.resolve();
    },
    0,
    0,
  ],
  [
    'a refresh token, app key and app secret in the environment',
    async (at) => {
      at.env['TEAMSYNC_DROPBOX_REFRESH_TOKEN'] = (await obtainTokens(at)).refresh;
      at.env['TEAMSYNC_DROPBOX_APP_KEY'] = at.sandbox.appKey;
      at.env['TEAMSYNC_DROPBOX_APP_SECRET'] = at.sandbox.appSecret;
    },
    0,
    0,
  ],
  [
    'a refresh token, app key and app secret in mounted files',
    async (at) => {
      const { refresh } = await obtainTokens(at);
      const { appKey, appSecret } = at.sandbox;
      await mount(at, { REFRESH_TOKEN: refresh, APP_KEY: appKey, APP_SECRET: appSecret });
    },
    0,
    0,
  ],
  ['an access token in a mounted file', (at) => mount(at, { ACCESS_TOKEN: at.sandbox.accessToken }), 0, 0],
];

describe('no command shows a secret', () => {
  test.each(ORIGINS)('that comes from %s', async (_name, arrange, status, dryRun) => {
    const at = await place();
    await arrange(at);
    const waves = await withFreePort(EVERY_COMMAND);
    expect(await expectSilence(at, ...waves)).toMatchObject({
      [STATUS]: status,
      [DRY_RUN]: dryRun,
      [PLAN]: 0,
      [APPLY]: 0,
      [RECONCILE]: 0,
      [LOGOUT]: 0,
      'frobnicate --verbose': 7,
      'auth token --show-refresh-token --json': at.env['TEAMSYNC_DROPBOX_ACCESS_TOKEN'] === undefined ? 7 : 5,
    });
  });
});

async function withFreePort(waves: readonly (readonly string[])[]): Promise<string[][]> {
  const uri = `http://127.0.0.1:${String(await freePort())}/callback`;
  return waves.map((lines) => lines.map((line) => line.replace('REDIRECT', uri)));
}
