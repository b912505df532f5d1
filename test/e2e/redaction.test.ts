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
import { TeamsyncError } from '../../src/errors.ts';
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
    if (isToken)
      void readText(reply).then((text) => {
        remember(secrets, text);
      });
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
  const sandbox = await startSandbox({
    team: { seed: builtInSeed() },
    redirectUris: [SOMEWHERE, ...redirectUris],
  });
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
      scopes: [
        'team_info.read',
        'members.read',
        'members.write',
        'members.delete',
        'groups.read',
        'groups.write',
      ],
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
  const args = line.split(/ +/).map((word) => files[word] ?? word);
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
  const queries = at.gateway.seen.filter((each) => /^\S+ \/(oauth2\/token|2\/)[^?]*\?/.test(each));
  return [
    ...texts.flatMap(({ name, text }) => findSecrets(text, at.secrets).map((what) => `${name}: ${what}`)),
    ...queries.map((each) => `a query: ${each}`),
  ];
}

/** Runs command lines, those of one list side by side, and expects no secret anywhere; answers with the exit codes. */
async function expectSilence(at: Place, ...waves: (readonly string[])[]): Promise<Record<string, unknown>> {
  const exitCodes: Record<string, unknown> = {};
  for (const lines of waves) {
    const ran = await Promise.all(lines.map(async (line) => [line, await run(at, line)] as const));
    for (const [line, { exitCode }] of ran) exitCodes[line] = exitCode;
    expect(await leaksOf(at, Object.fromEntries(ran))).toEqual([]);
  }
  return exitCodes;
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
  [
    'auth dropbox --no-browser --timeout 1ms --redirect-uri REDIRECT',
    'auth dropbox --paste --json --verbose',
  ],
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

function useAccessToken(at: Place): Promise<void> {
  at.env['TEAMSYNC_DROPBOX_ACCESS_TOKEN'] = at.sandbox.accessToken;
  return Promise.resolve();
}

test.each(ORIGINS)('no command shows a secret that comes from %s', async (_name, arrange, token) => {
  const at = await place();
  await arrange(at);
  const uri = `http://127.0.0.1:${String(await freePort())}/callback`;
  const waves = EVERY_COMMAND.map((lines) => lines.map((line) => line.replace('REDIRECT', uri)));
  const exitCodes = await expectSilence(at, ...waves);
  for (const line of [STATUS, DRY_RUN, PLAN, APPLY, RECONCILE, LOGOUT])
    expect(exitCodes).toHaveProperty([line], 0);
  expect(exitCodes).toHaveProperty(['auth token --show-refresh-token --json'], token);
});

describe('no run shows what it read in mounted files:', () => {
  test('an access token', async () => {
    const at = await place();
    await mount(at, { ACCESS_TOKEN: at.sandbox.accessToken });
    expect(await expectSilence(at, [STATUS, DRY_RUN])).toEqual({ [STATUS]: 0, [DRY_RUN]: 0 });
  });

  test('a refresh token, app key and app secret', async () => {
    const at = await place();
    const { appKey, appSecret } = at.sandbox;
    const { refresh } = await obtainTokens(at);
    await mount(at, { REFRESH_TOKEN: refresh, APP_KEY: appKey, APP_SECRET: appSecret });
    const exitCodes = await expectSilence(at, [STATUS, DRY_RUN], [PLAN], [APPLY], [RECONCILE, LOGOUT]);
    expect(Object.values(exitCodes)).toEqual([0, 0, 0, 0, 0, 0]);
  });
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

test('a rehearsal keeps the secrets of its own team to itself', async () => {
  const at = await place();
  const ran = await logIn(at.here, ['--sandbox', '--no-browser', '--redirect-uri', await freeUri()]);
  expect(ran.exitCode).toBe(0);
  const team = join(at.here.folder, 'state', 'sandbox', 'team.json');
  const login = join(at.here.folder, 'config', 'sandbox.json');
  for (const path of [team, login]) {
    for (const [name, value] of secretsIn(JSON.parse(await readFile(path, 'utf8'))))
      at.secrets.set(value, name);
  }
  expect([...at.secrets.values()]).toEqual(
    expect.arrayContaining(['appSecret', 'accessToken', 'refreshToken']),
  );
  at.keepers.push(team, login);
  expect(await leaksOf(at, { login: ran })).toEqual([]);
  const lines = ['auth status', 'sandbox show', 'sandbox show --json', `reconcile ${ROSTER} --yes --json`];
  const exitCodes = await expectSilence(
    at,
    lines.map((line) => `${line} --verbose --sandbox`),
  );
  expect(Object.values(exitCodes).slice(0, 3)).toEqual([0, 0, 0]);
});

function secretNamed({ secrets }: Place, name: string): string {
  return [...secrets].find(([, other]) => other === name)?.[0] ?? expect.fail(`no ${name} went through`);
}

/** Every value of a document whose key says that it is a secret. */
function secretsIn(value: unknown, key = ''): [string, string][] {
  if (typeof value === 'string')
    return /secret|token|^value$/i.test(key) && value.length > 8 ? [[key, value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => secretsIn(inner, name));
}

async function freeUri(): Promise<string> {
  return `http://127.0.0.1:${String(await freePort())}/callback`;
}

interface Misfortune {
  name: string;
  /** Sets it, given the access token in use. */
  set: (at: Place, access: string) => Promise<void> | void;
  /** How the status, a run and the logout end. */
  ends: [status: number, run: number, logout: number];
}

const everyCall =
  (fault: (access: string) => object, route = '*') =>
  (at: Place, access: string): Promise<void> =>
    at.control('faults', { route, times: 0, ...fault(access) });

function refusal(tag: string): object {
  return { error_summary: `${tag}/..`, error: { '.tag': tag, required_scope: tag } };
}

const API_MISFORTUNES: Misfortune[] = [
  {
    name: 'a 400 that repeats the token and calls it malformed',
    set: everyCall((token) => ({ status: 400, body: `Invalid authorization value: "Bearer ${token}"` })),
    ends: [5, 5, 8],
  },
  {
    name: 'a 400 that repeats the token twice',
    set: everyCall((token) => ({
      status: 400,
      body: `Error in call to API function "x": ${token} ${token}?`,
    })),
    ends: [1, 1, 8],
  },
  {
    name: 'a 401: expired',
    set: everyCall(() => ({ status: 401, body: refusal('expired_access_token') }), 'team/get_info'),
    ends: [5, 5, 0],
  },
  {
    name: 'a 401: a scope is missing',
    set: everyCall(() => ({ status: 401, body: refusal('missing_scope') })),
    ends: [6, 6, 8],
  },
  {
    name: 'a 401: the admin is suspended',
    set: everyCall(() => ({ status: 401, body: refusal('user_suspended') })),
    ends: [5, 5, 8],
  },
  {
    name: 'a 401 whose tag is the token',
    set: everyCall((token) => ({ status: 401, body: refusal(token) })),
    ends: [5, 5, 8],
  },
  {
    name: 'a 403 whose tag has the token',
    set: everyCall((token) => ({ status: 403, body: refusal(`access_denied ${token}`) })),
    ends: [6, 6, 8],
  },
  {
    name: 'a 409 whose tag has the token',
    set: everyCall((token) => ({ error: `unheard_of ${token}` })),
    ends: [1, 1, 8],
  },
  {
    name: 'a 418 that repeats the token',
    set: everyCall((token) => ({ status: 418, body: `Teapot: ${token}` })),
    ends: [8, 8, 8],
  },
  {
    name: 'a 500 that repeats the token',
    set: everyCall((token) => ({ status: 500, body: token, headers: { 'x-dropbox-request-id': token } })),
    ends: [8, 8, 8],
  },
  {
    name: 'a 200 of the wrong shape with the token for a key',
    set: everyCall((token) => ({ status: 200, body: { name: [token], [token]: token } }), 'team/get_info'),
    ends: [8, 8, 0],
  },
  { name: 'a reset connection', set: everyCall(() => ({ drop: 'after' })), ends: [8, 8, 8] },
  { name: 'half an answer', set: everyCall(() => ({ truncate: true })), ends: [8, 8, 8] },
  { name: 'a web page', set: everyCall(() => ({ html: true })), ends: [8, 8, 8] },
  {
    name: 'no answer, because nobody listens',
    set: ({ gateway }) => {
      gateway.close();
    },
    ends: [8, 8, 8],
  },
  {
    name: 'the news that the grant was revoked',
    set: (at) => at.control('team', { token: 'revoked' }),
    ends: [5, 5, 0],
  },
  {
    name: 'everything that it was sent, as it came',
    set: (at) => {
      repeat(at, (sent) => `Cannot understand ${sent}`);
    },
    ends: [1, 1, 8],
  },
  {
    name: 'the token that it was sent, in base64',
    set: (at) => {
      repeat(at, (sent) => `Cannot understand the authorization ${inBase64(sent.replace('Bearer ', ''))}`);
    },
    ends: [1, 1, 8],
  },
];

function named(fates: readonly Misfortune[]): [string, Misfortune][] {
  return fates.map((fate) => [fate.name, fate]);
}

function inBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function repeat({ gateway }: Place, repeats: Gateway['repeats']): void {
  gateway.repeats = repeats;
}

test.each(named(API_MISFORTUNES))('an API that answers with %s gets no secret shown', async (_name, fate) => {
  const at = await place();
  await store(at, { withAccessToken: true });
  const access = secretNamed(at, 'access token');
  await fate.set(at, access);
  const exitCodes = await expectSilence(at, [STATUS, RECONCILE], [LOGOUT]);
  expect(Object.values(exitCodes)).toEqual(fate.ends);
});

test('a change that fails with a repeated token shows its reason without it', async () => {
  const at = await place();
  await store(at, { withAccessToken: true });
  const access = secretNamed(at, 'access token');
  await everyCall(() => ({ status: 400, body: `What is ${access}?` }), 'team/members/set_profile_v2')(
    at,
    access,
  );
  const text = RECONCILE.replace('--json', '');
  expect(await expectSilence(at, [RECONCILE], [text])).toEqual({ [RECONCILE]: 4, [text]: 4 });
});

const TOKEN_MISFORTUNES: Misfortune[] = [
  { name: 'a 500', set: everyCall(() => ({ status: 500, body: 'Sorry' }), 'oauth2/token'), ends: [8, 8, 8] },
  { name: 'a web page', set: everyCall(() => ({ html: true }), 'oauth2/token'), ends: [8, 8, 8] },
  { name: 'half of the tokens', set: everyCall(() => ({ truncate: true }), 'oauth2/token'), ends: [8, 8, 8] },
  { name: 'a reset', set: everyCall(() => ({ drop: 'after' }), 'oauth2/token'), ends: [8, 8, 8] },
  {
    name: 'tokens that are no bearer tokens',
    set: everyCall(() => ({ status: 200, body: UNUSABLE }), 'oauth2/token'),
    ends: [8, 8, 8],
  },
  {
    name: 'invalid_grant',
    set: everyCall(() => ({ token: 'invalid_grant' }), 'oauth2/token'),
    ends: [5, 5, 0],
  },
  {
    name: 'a redirect to another host',
    set: everyCall(() => ({ token: 'redirect' }), 'oauth2/token'),
    ends: [8, 8, 8],
  },
  {
    name: 'the form that it was sent',
    set: (at) => {
      repeat(at, (sent) => sent);
    },
    ends: [5, 5, 8],
  },
  {
    name: 'every value that it was sent, one by one',
    set: (at) => {
      repeat(at, (sent) => [...new URLSearchParams(sent).values()].toReversed().join(' '));
    },
    ends: [5, 5, 8],
  },
];

const UNUSABLE = {
  access_token: 'sl.u.SENTINEL-access-token-of-an-answer-that-cannot-be-used',
  refresh_token: 'SENTINEL-refresh-token-of-an-answer-that-cannot-be-used',
  token_type: 'mac',
};

test.each(named(TOKEN_MISFORTUNES))(
  'a token endpoint that answers with %s gets no secret shown',
  async (_name, fate) => {
    const uri = await freeUri();
    const at = await place([uri]);
    await store(at, { withAccessToken: false });
    await fate.set(at, '');
    at.env['TEAMSYNC_DROPBOX_APP_KEY'] = at.sandbox.appKey;
    at.env['TEAMSYNC_DROPBOX_APP_SECRET'] = at.sandbox.appSecret;
    let page = '';
    const [login, status] = await Promise.all([
      logIn(at.here, ['--no-browser', '--redirect-uri', uri, '--json', '--verbose'], {
        env: at.env,
        visit: async (asked) => {
          page = await (await fetch(await decide(asked))).text();
        },
      }),
      run(at, STATUS),
    ]);
    expect(page).toContain('Not authorized');
    expect([...at.secrets.values()]).toEqual(
      expect.arrayContaining(['code', 'code_verifier', 'refresh_token']),
    );
    expect(await leaksOf(at, { login, status, page: { ...login, stdout: page, stderr: '' } })).toEqual([]);
    const logout = await expectSilence(at, [LOGOUT]);
    expect([status.exitCode, login.exitCode, logout[LOGOUT]]).toEqual(fate.ends);
  },
);

describe('a profile file whose credentials', () => {
  test.each<[string, (secrets: { refresh: string; appSecret: string }) => string]>([
    [
      'are cut short',
      ({ refresh, appSecret }) =>
        JSON.stringify({ credentials: { version: 1, appSecret, refreshToken: refresh } }).slice(0, -20),
    ],
    ['lack their quotes', ({ refresh }) => `{"credentials": {"refreshToken": ${refresh}}}`],
    ['are a bare word', ({ refresh }) => refresh],
    ['are one text', ({ refresh }) => JSON.stringify({ credentials: refresh })],
    [
      'have another form',
      ({ refresh, appSecret }) =>
        JSON.stringify({
          credentials: {
            version: 1,
            appKey: 'k',
            appSecret,
            login: { refreshToken: [refresh], store: refresh },
          },
        }),
    ],
  ])('%s is refused without a word of them', async (_name, content) => {
    const at = await place();
    const { refresh } = await obtainTokens(at);
    await writeFile(at.profile, content({ refresh, appSecret: at.sandbox.appSecret }), { mode: 0o600 });
    const exitCodes = await expectSilence(
      at,
      [STATUS, 'auth token --show-refresh-token --yes --verbose', 'settings set --provision --verbose'],
      [LOGOUT],
    );
    expect(exitCodes).toMatchObject({ [STATUS]: 7, 'auth token --show-refresh-token --yes --verbose': 7 });
  });
});

describe('a mistake in the environment is named without its value:', () => {
  test.each<[string, (token: string) => Record<string, string>]>([
    ['a token with a space inside', (token) => ({ ACCESS_TOKEN: `${token} ${token}` })],
    ['a refresh token with a line break inside', (token) => ({ REFRESH_TOKEN: `${token}\n${token}` })],
    ['an app secret with a quote', (token) => ({ ACCESS_TOKEN: 'x'.repeat(20), APP_SECRET: `"${token}"` })],
    ['a refresh token without its app', (token) => ({ REFRESH_TOKEN: token })],
    ['a token and its file', (token) => ({ ACCESS_TOKEN: token, ACCESS_TOKEN_FILE: '/nowhere' })],
    ['a token where the path of its file belongs', (token) => ({ ACCESS_TOKEN_FILE: token })],
    ['a refresh token where the key of the app belongs', (token) => ({ APP_KEY: `${token}${token}` })],
    ['a password in the address of the API', (token) => ({ API_URL: `https://me:${token}@127.0.0.1` })],
  ])('%s', async (_name, variables) => {
    const at = await place();
    const { refresh } = await obtainTokens(at);
    for (const [name, value] of Object.entries(variables(refresh)))
      at.env[`TEAMSYNC_DROPBOX_${name}`] = value;
    expect(await expectSilence(at, [STATUS, DRY_RUN])).toEqual({ [STATUS]: 7, [DRY_RUN]: 7 });
  });
});

test('the password of a proxy that cannot be reached is not shown', async () => {
  const at = await place();
  const password = 'SENTINEL-password-of-the-proxy-0123456789';
  at.secrets
    .set(password, 'password of the proxy')
    .set(inBase64(`me:${password}`), 'credentials of the proxy');
  // Nobody listens there, so nothing leaves this machine whatever the address of the API.
  at.env['HTTPS_PROXY'] = `http://me:${password}@127.0.0.1:${String(await freePort())}`;
  Reflect.deleteProperty(at.env, 'TEAMSYNC_DROPBOX_API_URL');
  await useAccessToken(at);
  expect(await expectSilence(at, [STATUS, DRY_RUN])).toEqual({ [STATUS]: 8, [DRY_RUN]: 8 });
});

test('what --verbose prints of an unexpected end has no secret', async () => {
  const at = await place();
  await store(at, { withAccessToken: true });
  const unwritable = PLAN.replace(PLAN_FILE, join(at.here.folder, 'settings.json', 'plan.json'));
  const ran = await run(at, unwritable);
  expect(ran.exitCode).toBe(1);
  expect(ran.stderr).toMatch(/^ {4}at /m);
  expect(await leaksOf(at, { plan: ran })).toEqual([]);
  at.env['TEAMSYNC_STATE_DIR'] = join(at.here.folder, 'settings.json');
  // A folder of state that is a file; how that ends is not what this is about.
  const exitCodes = await expectSilence(at, [DRY_RUN, RECONCILE]);
  for (const exitCode of Object.values(exitCodes)) expect(exitCode).toBeOneOf([1, 7]);
});

test.runIf(process.platform === 'linux')(
  'no process of a login that waits has a secret among its arguments',
  async () => {
    const uri = await freeUri();
    const at = await place([uri]);
    await store(at, { withAccessToken: true });
    const browser = join(at.here.folder, 'browser.mjs');
    await writeFile(browser, BROWSER, { mode: 0o755 });
    Object.assign(at.env, { BROWSER: browser, TEAMSYNC_DROPBOX_APP_SECRET: at.sandbox.appSecret });
    let pid = 0;
    let commandLines: string[] = [];
    at.gateway.onDecision = async () => {
      commandLines = await commandLinesUnder(pid);
    };
    const ran = await at.here.runInTerminal(['auth', 'dropbox', '--redirect-uri', uri], {
      columns: 100,
      env: at.env,
      onStart: (child) => {
        pid = child.pid ?? 0;
      },
    });
    expect(ran.exitCode).toBe(0);
    const text = commandLines.join('\n');
    expect(text).toContain('teamsync.js auth dropbox');
    expect(text).toContain('browser.mjs http://127.0.0.1:');
    expect(findSecrets(text, at.secrets)).toEqual([]);
    expect(await leaksOf(at, { login: ran })).toEqual([]);
  },
);

/** Allows the app and follows the redirect, as a browser would. */
const BROWSER = `#!${process.execPath}
const body = new URLSearchParams({ decision: 'allow' });
const sent = await fetch(process.argv[2], { method: 'POST', body, redirect: 'manual' });
await fetch(sent.headers.get('location'));
`;

/** The arguments of a process and of all that it started. */
async function commandLinesUnder(pid: number): Promise<string[]> {
  const own = (await readFile(`/proc/${String(pid)}/cmdline`, 'utf8')).replaceAll('\0', ' ');
  const threads = await readdir(`/proc/${String(pid)}/task`);
  const children = await Promise.all(
    threads.map((thread) => readFile(`/proc/${String(pid)}/task/${thread}/children`, 'utf8')),
  );
  const pids = children.flatMap((list) => list.split(' ').filter((word) => word !== ''));
  return [own, ...(await Promise.all(pids.map((child) => commandLinesUnder(Number(child))))).flat()];
}

describe('an error that is thrown has no secret in any of its properties', () => {
  const access = `sl.u.${'SENTINELaccess'.repeat(9)}`;
  const refresh = 'SENTINEL-refresh-token-0123456789-0123456789';
  const code = 'SENTINEL-authorization-code-0123456789';
  const verifier = 'SENTINEL-code-verifier-0123456789-0123456789';
  const appSecret = 'sentinelsecret0';
  const secrets = new Map([
    [access, 'access token'],
    [refresh, 'refresh token'],
    [code, 'code'],
    [verifier, 'verifier'],
    [appSecret, 'app secret'],
  ]);
  const raw = (text: string): Reply => ({ raw: (response) => response.socket?.end(text) });
  const far = 'x'.repeat(60);

  test.each<[string, (sent: string) => Reply]>([
    ['a 400 that has it', (sent) => ({ status: 400, text: sent })],
    ['a 400 that has it as in a URL', (sent) => ({ status: 400, text: far + encodeURIComponent(sent) })],
    ['a 400 that has it in base64', (sent) => ({ status: 400, text: far + inBase64(sent) })],
    ['an error whose code is it', (sent) => ({ status: 400, json: { error: sent } })],
    [
      'an error whose description is it',
      (sent) => ({ status: 400, json: { error: 'x', error_description: sent } }),
    ],
    ['a 401 that has it', (sent) => ({ status: 401, json: refusal(sent) })],
    ['a 409 that has it', (sent) => ({ status: 409, json: refusal(sent) })],
    ['a 500 that has it', (sent) => ({ status: 500, text: sent })],
    [
      'a redirect that has it',
      (sent) => ({ status: 307, headers: { location: `https://x.invalid/?${sent}` } }),
    ],
    ['what is no HTTP', (sent) => raw(`${sent}\r\n\r\n`)],
    ['a header that is none', (sent) => raw(`HTTP/1.1 200 OK\r\n${sent}\r\n\r\n`)],
    ['half a document', (sent) => raw(`HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n{"name":"${sent}`)],
    ['a document of another shape', (sent) => ({ json: { name: [sent], [sent]: 1, token_type: sent } })],
  ])('when Dropbox answers what it was sent with %s', async (_name, reply) => {
    const { origin } = await startFakeDropbox({
      'team/get_info': reply(access),
      'team/token/get_authenticated_admin': reply(access),
      '/oauth2/token': [reply(`${appSecret} ${verifier} ${code}`), reply(refresh)],
    });
    const transport = transportTo(origin);
    const endpoint = {
      origin,
      send: (init: RequestInit, repeatable: boolean) =>
        transport.send({ path: '/oauth2/token', route: 'oauth2/token', init, repeatable }),
    };
    const app = { key: 'abc123def456ghi', secret: new Secret(appSecret) };
    const attempts = [
      () => readIdentity(fixedSession(new Secret(access)), transport),
      () => exchangeCode(endpoint, app, { code: new Secret(code), verifier, redirectUri: null }),
      () => refreshAccessToken(endpoint, app, new Secret(refresh)),
    ];
    for (const attempt of attempts) {
      const error: unknown = await attempt().then(
        () => expect.fail('it should have failed'),
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(TeamsyncError);
      expect(findSecrets(inspect(error, { depth: null, showHidden: true }), secrets)).toEqual([]);
    }
  });
});

function transportTo(origin: string): Transport {
  return createTransport({
    origin,
    version: '1.2.3',
    send: fetch,
    sleep: () => Promise.resolve(),
    random: () => 0,
    monotonic: () => 0,
    now: () => 0,
    retryBudgetMs: 0,
    signal: new AbortController().signal,
  });
}

describe('these tests would find', () => {
  const token = 'sl.u.A/b+c=d"e\\f~ä?>_0123456789-0123456789 z';

  test.each(formsOf(token))('a secret that is $name: $text', ({ text }) => {
    const secrets = new Map([[token, 'the token']]);
    expect(findSecrets(`before "${text}" after`, secrets)).not.toEqual([]);
    expect(findSecrets('before "[redacted]" after', secrets)).toEqual([]);
  });

  test('forms of every kind', () => {
    const names = [
      'plain',
      'URL-encoded',
      'form-encoded',
      'JSON-escaped',
      'base64',
      'inside base64',
      'base64url',
    ];
    expect(formsOf(token).map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  });

  test.each([0, 1, 2, 3])('a secret in base64 of more than itself, %i characters in', (before) => {
    const text = Buffer.from(`${'x'.repeat(before)}${token}yz`).toString('base64');
    expect(findSecrets(text, new Map([[token, 'the token']]))).not.toEqual([]);
  });

  test('a secret of which only a part is left, and no short one by a coincidence', () => {
    expect(findSecrets(token.slice(5, 29), new Map([[token, 'the token']]))).toEqual([
      'a part of the token, plain',
    ]);
    expect(findSecrets('abcdefghijklmn', new Map([['abcdefghijklmno', 'the secret']]))).toEqual([]);
  });

  test('a secret in a file, in the name of a file and in neither', async () => {
    const at = await place();
    at.secrets.set('SENTINEL-in-a-file', 'the secret');
    await writeFile(join(at.here.folder, 'a'), 'x SENTINEL-in-a-file x');
    await writeFile(join(at.here.folder, 'SENTINEL-in-a-file'), '');
    expect(await leaksOf(at, {})).toEqual(expect.arrayContaining(['a: the secret, plain']));
    expect(await leaksOf(at, {})).toHaveLength(2);
  });

  test('a secret in an address, and any query in a call', async () => {
    const at = await place();
    await fetch(`${at.gateway.origin}/oauth2/token?client_secret=${at.sandbox.appSecret}`, {
      method: 'POST',
    });
    const leaks = await leaksOf(at, {});
    expect(leaks).toHaveLength(2);
    expect(leaks[0]).toBe('addresses: app secret, plain');
  });
});
