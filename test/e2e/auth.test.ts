import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { builtInSeed } from '../../src/sandbox/seed.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { checkFaults } from '../../src/sandbox/faults.ts';
import { allow, copyCode, decide, freePort, logIn, type Visit } from '../helpers/browser.ts';
import { install, type Installation, type Ran } from '../helpers/cli.ts';
import { dataOf, documentOf } from '../helpers/documents.ts';
import { startFakeDropbox } from '../helpers/fake-dropbox.ts';

interface Place {
  here: Installation;
  sandbox: Sandbox;
  env: Record<string, string>;
  /** Where the profile is kept. */
  profile: string;
  /** Logs in with a redirect URI of its own. */
  logIn: (args?: readonly string[], options?: { visit?: Visit }) => Promise<Ran>;
  run: (...args: string[]) => Promise<Ran>;
  control: (path: string, body: object) => Promise<void>;
}

/** An installation whose Dropbox is a sandbox that misbehaves as told. */
async function place(...faults: object[]): Promise<Place> {
  const here = await install();
  const redirectUri = `http://127.0.0.1:${String(await freePort())}/callback`;
  const sandbox = await startSandbox({
    team: { seed: builtInSeed() },
    redirectUris: [redirectUri],
    faults: checkFaults(faults, 'this test'),
  });
  onTestFinished(() => sandbox.close());
  const env = {
    TEAMSYNC_DROPBOX_API_URL: sandbox.url,
    TEAMSYNC_DROPBOX_AUTH_URL: sandbox.url,
    TEAMSYNC_DROPBOX_APP_KEY: sandbox.appKey,
  };
  return {
    here,
    sandbox,
    env,
    profile: join(here.folder, 'config', 'default.json'),
    logIn: (args = [], options = {}) =>
      logIn(here, ['--no-browser', '--redirect-uri', redirectUri, ...args], { env, ...options }),
    run: (...args) => here.run(args, { env }),
    control: async (path, body) => {
      const response = await fetch(`${sandbox.url}/_sandbox/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      expect(await response.text()).not.toContain('problems');
    },
  };
}

const DRY_RUN = ['reconcile', 'fixtures/roster.csv', '--dry-run', '--json'];
const tokenCalls = ({ sandbox }: Place): number => sandbox.snapshot().counters.requests['oauth2/token'] ?? 0;
const isStored = async ({ profile }: Place): Promise<boolean> =>
  stat(profile).then(
    () => true,
    () => false,
  );

interface Stored {
  credentials: { login: { refreshToken: string; accessToken: { value: string } } | null };
}
const storedIn = async ({ profile }: Place): Promise<Stored> =>
  JSON.parse(await readFile(profile, 'utf8')) as Stored;

describe('a login', () => {
  test('shows team, admin and scopes, and keeps the tokens in a file that only its owner can read', async () => {
    const at = await place();
    const ran = await at.logIn();
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('Authorized for Rehearsal (dbtid:');
    expect(ran.stdout).toContain('olivia.brandt@example.com');
    expect(ran.stdout).toContain('members.delete');
    expect((await stat(at.profile)).mode & 0o777).toBe(0o600);
    expect((await stat(join(at.here.folder, 'config'))).mode & 0o777).toBe(0o700);
    expect(tokenCalls(at)).toBe(1);
  });

  test('serves the commands that follow without another token request', async () => {
    const at = await place();
    await at.logIn();
    expect((await at.run(...DRY_RUN)).exitCode).toBe(0);
    const status = await at.run('auth', 'status', '--json');
    expect(status.exitCode).toBe(0);
    expect(dataOf(status)).toMatchObject({
      authorized: true,
      source: 'file',
      team: { name: 'Rehearsal' },
      admin: { email: 'olivia.brandt@example.com' },
      missingScopes: [],
      valid: true,
    });
    expect(tokenCalls(at)).toBe(1);
  });

  test('asks for no more than --access says, and names what is missing afterwards', async () => {
    const at = await place();
    const ran = await at.logIn(['--access', 'read', '--json']);
    expect(dataOf(ran)).toMatchObject({
      scopes: ['team_info.read', 'members.read', 'groups.read'],
      missingScopes: ['members.write', 'groups.write', 'members.delete'],
    });
  });

  test('keeps several profiles apart', async () => {
    const at = await place();
    await at.logIn(['--profile', 'acme']);
    expect((await at.run('auth', 'status', '--offline', '--profile', 'acme')).exitCode).toBe(0);
    expect((await at.run('auth', 'status', '--offline')).exitCode).toBe(5);
  });

  test('that another one replaces leaves a warning when the team is another one', async () => {
    const at = await place();
    await at.logIn();
    await at.control('reset', {});
    const again = await at.logIn();
    expect(again.exitCode).toBe(0);
    expect(again.stderr).toContain('was authorized for the team Rehearsal');
  });

  test('warns that a token of the environment wins over it', async () => {
    const at = await place();
    Object.assign(at.env, { TEAMSYNC_DROPBOX_ACCESS_TOKEN: at.sandbox.accessToken });
    const ran = await at.logIn();
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toContain('TEAMSYNC_DROPBOX_ACCESS_TOKEN is set and wins');
    expect(dataOf(await at.run('auth', 'status', '--json'))).toMatchObject({
      source: 'environment',
      scopes: null,
      missingScopes: null,
    });
  });

  test('on the rehearsal team of --sandbox ignores the environment and serves later commands', async () => {
    const { here } = await place();
    const env = { TEAMSYNC_DROPBOX_ACCESS_TOKEN: 'not-one', TEAMSYNC_DROPBOX_APP_KEY: 'none' };
    const ran = await logIn(here, ['--sandbox', '--no-browser'], { env });
    expect(ran.exitCode).toBe(0);
    const status = await here.run(['auth', 'status', '--sandbox', '--json'], { env });
    expect(dataOf(status)).toMatchObject({ source: 'file', valid: true });
    expect((await here.run([...DRY_RUN, '--sandbox'], { env })).exitCode).toBe(0);
    await here.run(['sandbox', 'reset']);
    expect((await here.run(['auth', 'status', '--sandbox'])).exitCode).toBe(5);
    expect((await here.run([...DRY_RUN, '--sandbox'])).exitCode).toBe(0);
  });
});

describe('a code that is pasted', () => {
  test('is read from a line of standard input', async () => {
    const at = await place();
    let stdin: NodeJS.WritableStream | null = null;
    const ran = await logIn(at.here, ['--paste'], {
      env: at.env,
      onStart: (child) => {
        stdin = child.stdin;
        // The end of input is an answer too, so it is kept open until there is a code.
        if (child.stdin !== null) child.stdin.end = () => child.stdin as never;
      },
      visit: async (page) => {
        expect(page.searchParams.has('redirect_uri')).toBe(false);
        stdin?.write(`${await copyCode(page)}\n`);
      },
    });
    expect(ran.exitCode).toBe(0);
    expect(ran.stdout).toContain('Authorized for Rehearsal');
  });

  test('and never comes ends with 5', async () => {
    const at = await place();
    const ran = await at.run('auth', 'dropbox', '--paste');
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toContain('No code was given');
    expect(await isStored(at)).toBe(false);
  });
});

describe('a browser that', () => {
  test('comes back with a refusal ends the login with 5', async () => {
    const at = await place();
    const ran = await at.logIn([], {
      visit: async (page) => {
        await fetch(await decide(page, 'deny'));
      },
    });
    expect(ran.exitCode).toBe(5);
    expect(await isStored(at)).toBe(false);
  });

  test.each(['wrong_state', 'no_code'])(
    'comes back with %s first is told so, and may try again',
    async (kind) => {
      const at = await place({ route: 'oauth2/authorize', authorize: kind });
      const statuses: number[] = [];
      const ran = await at.logIn([], {
        visit: async (page) => {
          statuses.push((await fetch(await decide(page))).status);
          statuses.push((await fetch(await decide(page))).status);
        },
      });
      expect(statuses).toEqual([400, 200]);
      expect(ran.exitCode).toBe(0);
      expect(tokenCalls(at)).toBe(1);
    },
  );

  test('comes back twice is authorized once', async () => {
    const at = await place({ route: 'oauth2/authorize', authorize: 'double' });
    const ran = await at.logIn([], {
      visit: async (page) => {
        const back = await decide(page);
        await fetch(back).catch(() => undefined);
      },
    });
    expect(ran.exitCode).toBe(0);
    expect(tokenCalls(at)).toBe(1);
  });

  test('never comes back ends the login with 5, naming what to check', async () => {
    const at = await place();
    const ran = await at.logIn(['--timeout', '200ms'], { visit: () => Promise.resolve() });
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toContain('redirect');
    expect(await isStored(at)).toBe(false);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('is waited for until %s, which leaves nothing behind', async (signal, code) => {
    const at = await place();
    let interrupt = (): void => undefined;
    const port = await freePort();
    const uri = `http://127.0.0.1:${String(port)}/callback`;
    const ran = await logIn(at.here, ['--no-browser', '--redirect-uri', uri], {
      env: at.env,
      onStart: (child) => {
        interrupt = () => child.kill(signal);
      },
      visit: () => {
        interrupt();
        return Promise.resolve();
      },
    });
    expect(ran.exitCode).toBe(code);
    expect(await isStored(at)).toBe(false);
    await expect(fetch(uri)).rejects.toThrow('fetch failed');
  });

  test('cannot be waited for, because the port is taken, ends the login with 5', async () => {
    const at = await place();
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void squatter.close());
    const uri = `http://127.0.0.1:${String((squatter.address() as AddressInfo).port)}/callback`;
    const ran = await at.run('auth', 'dropbox', '--no-browser', '--redirect-uri', uri);
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toContain(uri);
    expect(ran.stderr).toContain('--paste');
  });
});

describe('a token answer that', () => {
  test.each([
    ['is a web page', { html: true }, 8],
    ['ends early', { truncate: true }, 8],
    ['is a 500', { status: 500 }, 8],
    ['never comes', { drop: 'after' }, 8],
    ['points to another host', { token: 'redirect' }, 8],
    ['has no refresh token', { token: 'no_refresh_token' }, 8],
    ['is for one account', { token: 'user' }, 6],
    ['grants less than was asked for', { token: 'fewer_scopes' }, 6],
    ['refuses the code', { token: 'invalid_grant' }, 5],
  ])('%s stores nothing, and the code is sent once', async (_name, effect, code) => {
    const at = await place({ route: 'oauth2/token', times: 0, ...effect });
    const ran = await at.logIn(['--json']);
    expect(ran.exitCode).toBe(code);
    expect(documentOf(ran)).toMatchObject({ ok: false, exitCode: code, data: {} });
    expect(await isStored(at)).toBe(false);
    expect(tokenCalls(at)).toBe(1);
  });

  test('lacks a scope has it named, with what would not work', async () => {
    const at = await place({ route: 'oauth2/token', token: 'fewer_scopes' });
    const ran = await at.logIn();
    expect(ran.stderr).toContain('"members.delete" (removing and recovering members');
  });

  test('is expired at once is renewed before anything is stored', async () => {
    const at = await place({ route: 'oauth2/token', token: 'expired' });
    expect((await at.logIn()).exitCode).toBe(0);
    expect((await at.run('auth', 'status')).exitCode).toBe(0);
  });
});

describe('a configuration file that', () => {
  const login = async (at: Place): Promise<Ran> => at.run('auth', 'dropbox', '--no-browser');

  test.each([
    ['is cut short', '{"credentials": {"ver'],
    ['is not JSON', 'hello'],
    ['holds credentials of an unknown form', '{"credentials": {"version": 9}}'],
  ])('%s is refused with 7 and left as it is', async (_name, content) => {
    const at = await place();
    await mkdir(join(at.here.folder, 'config'), { mode: 0o700 });
    await writeFile(at.profile, content, { mode: 0o600 });
    expect((await login(at)).exitCode).toBe(7);
    expect(await readFile(at.profile, 'utf8')).toBe(content);
  });

  test('is a directory, or a link that leads nowhere, is refused with 7', async () => {
    const at = await place();
    await mkdir(at.profile, { recursive: true });
    expect((await login(at)).exitCode).toBe(7);
    await symlink('/nowhere/at/all', join(at.here.folder, 'config', 'other.json'));
    expect((await at.run('auth', 'status', '--profile', 'other')).exitCode).toBe(7);
  });

  test('others can read is closed to them with a warning', async () => {
    const at = await place();
    await at.logIn();
    const { chmod } = await import('node:fs/promises');
    await chmod(at.profile, 0o644);
    const ran = await at.run(...DRY_RUN);
    expect(ran.exitCode).toBe(0);
    expect(documentOf(ran)['warnings']).toMatchObject([{ code: 'config_mode' }]);
    expect((await stat(at.profile)).mode & 0o777).toBe(0o600);
  });
});

describe('a stored login', () => {
  test('is renewed when Dropbox calls its token expired, once for all calls of the run', async () => {
    const at = await place();
    await at.logIn();
    const before = await storedIn(at);
    await at.control('clock', { advanceMs: 5 * 3_600_000 });
    expect((await at.run(...DRY_RUN)).exitCode).toBe(0);
    expect(tokenCalls(at)).toBe(2);
    const after = await storedIn(at);
    expect(after.credentials.login?.refreshToken).toBe(before.credentials.login?.refreshToken);
    expect(after.credentials.login?.accessToken.value).not.toBe(before.credentials.login?.accessToken.value);
  });

  test('survives two processes that renew it at the same time', async () => {
    const at = await place();
    await at.logIn();
    await at.control('team', { token: 'expired' });
    const runs = await Promise.all([at.run(...DRY_RUN), at.run(...DRY_RUN), at.run('auth', 'status')]);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    expect((await at.run('auth', 'status')).exitCode).toBe(0);
  });

  test('whose grant was revoked ends with 5 and the command that mends it, and is kept', async () => {
    const at = await place();
    await at.logIn();
    const before = await readFile(at.profile, 'utf8');
    await at.control('team', { token: 'revoked' });
    const ran = await at.run(...DRY_RUN);
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toContain('teamsync auth dropbox');
    expect(await readFile(at.profile, 'utf8')).toBe(before);
    const status = await at.run('auth', 'status', '--json');
    expect(status.exitCode).toBe(5);
    expect(dataOf(status)).toMatchObject({ source: 'file', team: { name: 'Rehearsal' }, valid: false });
  });

  test.each([
    ['a 500', { status: 500 }],
    ['a web page', { html: true }],
    ['a reset connection', { drop: 'before' }],
  ])('is kept when renewing it meets %s, which ends with 8', async (_name, effect) => {
    const at = await place({ route: 'oauth2/token', nth: 2, times: 0, ...effect });
    await at.logIn();
    const before = await readFile(at.profile, 'utf8');
    await at.control('team', { token: 'expired' });
    expect((await at.run(...DRY_RUN, '--retry-budget', '0s')).exitCode).toBe(8);
    expect(await readFile(at.profile, 'utf8')).toBe(before);
  });

  test('is never sent to another API than the one that issued it', async () => {
    const at = await place();
    await at.logIn();
    const elsewhere = await startFakeDropbox({});
    at.env['TEAMSYNC_DROPBOX_API_URL'] = elsewhere.origin;
    const ran = await at.run(...DRY_RUN);
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toContain(elsewhere.origin);
    expect(elsewhere.seen).toEqual([]);
    expect((await at.run('auth', 'logout')).exitCode).toBe(8);
    expect(elsewhere.seen).toEqual([]);
  });

  test('that opens another team than it was given for ends with 5', async () => {
    const at = await place();
    await at.logIn();
    const { credentials } = await storedIn(at);
    const login = { ...credentials.login, team: { id: 'dbtid:other', name: 'Other' } };
    await writeFile(at.profile, JSON.stringify({ credentials: { ...credentials, login } }));
    const ran = await at.run(...DRY_RUN);
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toContain('dbtid:other');
  });

  test('with --access read plans with a warning, and is told before anything is sent that it cannot apply', async () => {
    const at = await place();
    const settings = join(at.here.folder, 'settings.json');
    await writeFile(
      settings,
      JSON.stringify({ provision: { enabled: true }, deprovision: { enabled: true } }),
    );
    await at.logIn(['--access', 'read']);
    const options = ['--settings', settings];
    const dry = await at.run(...DRY_RUN, ...options);
    expect(dry.exitCode).toBe(0);
    expect(documentOf(dry)['warnings']).toMatchObject([{ code: 'missing_scope' }]);
    const ran = await at.run('reconcile', 'fixtures/roster.csv', '--yes', ...options);
    expect(ran.exitCode).toBe(6);
    expect(ran.stderr).toContain('teamsync auth dropbox --access full');
    expect(at.sandbox.snapshot().counters.writes).toBe(0);
  });
});

describe('logging out', () => {
  test('revokes the grant and forgets it, and the key of the app stays', async () => {
    const at = await place();
    await at.logIn();
    const { credentials } = await storedIn(at);
    const ran = await at.run('auth', 'logout', '--json');
    expect(ran.exitCode).toBe(0);
    expect(dataOf(ran)).toEqual({ revoked: true, forgotten: true });
    expect((await storedIn(at)).credentials).toMatchObject({ login: null, appKey: at.sandbox.appKey });
    const env = { ...at.env, TEAMSYNC_DROPBOX_REFRESH_TOKEN: credentials.login?.refreshToken ?? '' };
    expect((await at.here.run(DRY_RUN, { env })).exitCode).toBe(5);
    expect((await at.run('auth', 'logout')).exitCode).toBe(0);
  });

  test('works with an access token that has expired', async () => {
    const at = await place();
    await at.logIn();
    await at.control('team', { token: 'expired' });
    expect((await at.run('auth', 'logout')).exitCode).toBe(0);
  });

  test('forgets the login although Dropbox cannot be reached, says that the grant may live, and ends with 8', async () => {
    const at = await place();
    await at.logIn();
    await at.sandbox.close();
    const ran = await at.run('auth', 'logout', '--retry-budget', '0s');
    expect(ran.exitCode).toBe(8);
    expect(ran.stderr).toContain('may still live');
    expect(ran.stderr).toContain('https://www.dropbox.com/team/admin/settings/team_apps');
    expect((await storedIn(at)).credentials.login).toBeNull();
  });

  test('without a login, or with one that is dead already, ends with 0', async () => {
    const at = await place();
    expect((await at.run('auth', 'logout')).exitCode).toBe(0);
    await at.logIn();
    await at.control('team', { token: 'revoked' });
    expect((await at.run('auth', 'logout')).exitCode).toBe(0);
  });

  test('forgets credentials that cannot be read', async () => {
    const at = await place();
    await mkdir(join(at.here.folder, 'config'), { mode: 0o700 });
    await writeFile(at.profile, '{"credentials": {"version": 9}, "settings": {}}', { mode: 0o600 });
    expect((await at.run('auth', 'logout')).exitCode).toBe(8);
    expect(JSON.parse(await readFile(at.profile, 'utf8'))).toEqual({ settings: {} });
  });
});

describe('without a stored login', () => {
  test('a refresh token of the environment serves a run, and nothing is written to disk', async () => {
    const at = await place();
    await at.logIn(['--profile', 'maker']);
    const maker = await at.run('auth', 'token', '--show-refresh-token', '--yes', '--profile', 'maker');
    const env = {
      ...at.env,
      TEAMSYNC_DROPBOX_REFRESH_TOKEN: maker.stdout.trim(),
      TEAMSYNC_CONFIG_DIR: join(at.here.folder, 'empty'),
    };
    expect((await at.here.run(DRY_RUN, { env })).exitCode).toBe(0);
    const status = await at.here.run(['auth', 'status', '--json'], { env });
    expect(dataOf(status)).toMatchObject({ source: 'environment', valid: true, scopes: null });
    await expect(readdir(join(at.here.folder, 'empty'))).rejects.toThrow('ENOENT');
  });

  test('nobody is authorized, and the data of the status says so', async () => {
    const { here } = await place();
    const ran = await here.run(['auth', 'status', '--json']);
    expect(ran.exitCode).toBe(5);
    expect(dataOf(ran)).toEqual({
      authorized: false,
      source: null,
      team: null,
      admin: null,
      scopes: null,
      missingScopes: null,
      expiresAt: null,
      valid: false,
    });
  });

  test('a login without a terminal ends at once with 5 and names the variables', async () => {
    const { here } = await place();
    const ran = await here.run(['auth', 'dropbox']);
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toContain('TEAMSYNC_DROPBOX_REFRESH_TOKEN');
    expect(ran.stderr).toContain('TEAMSYNC_DROPBOX_ACCESS_TOKEN');
  });

  test('a keychain that does not exist is said before anybody has to authorize', async () => {
    const at = await place();
    const ran = await at.run('auth', 'dropbox', '--no-browser', '--keychain');
    expect(ran.exitCode).toBe(5);
    expect(ran.stderr).toContain('keychain');
    expect(ran.stderr).not.toContain('/oauth2/authorize');
  });

  test.each(['TEAMSYNC_DROPBOX_API_URL', 'TEAMSYNC_DROPBOX_AUTH_URL'])(
    'an address in %s that is http and not on this machine is refused with 7',
    async (name) => {
      const at = await place();
      at.env[name] = 'http://dropbox.example.com';
      expect((await at.run('auth', 'dropbox', '--no-browser')).exitCode).toBe(7);
    },
  );
});

test('the refresh token goes into a pipe only with --yes', async () => {
  const at = await place();
  await at.logIn();
  const token = (await storedIn(at)).credentials.login?.refreshToken ?? '';
  const refused = await at.run('auth', 'token', '--show-refresh-token');
  expect(refused.exitCode).toBe(7);
  expect(refused.stdout + refused.stderr).not.toContain(token);
  const shown = await at.run('auth', 'token', '--show-refresh-token', '--yes');
  expect(shown.stdout).toBe(`${token}\n`);
  const document = await at.run('auth', 'token', '--show-refresh-token', '--yes', '--json');
  expect(dataOf(document)).toMatchObject({ refreshToken: token });
});

test('a page that is opened by BROWSER brings the login to its end, and the program inherits no secret', async () => {
  const at = await place();
  const browser = join(at.here.folder, 'browser.mjs');
  const seen = join(at.here.folder, 'environment.json');
  await writeFile(
    browser,
    `#!${process.execPath}
import { writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(seen)}, JSON.stringify(process.env));
const page = process.argv[2];
const sent = await fetch(page, { method: 'POST', body: new URLSearchParams({ decision: 'allow' }), redirect: 'manual' });
await fetch(sent.headers.get('location'));
`,
    { mode: 0o755 },
  );
  const redirect = `http://127.0.0.1:${String(await freePort())}/callback`;
  await at.control('team', { redirectUris: [redirect] });
  const ran = await at.here.runInTerminal(['auth', 'dropbox', '--redirect-uri', redirect], {
    columns: 100,
    env: {
      ...at.env,
      BROWSER: browser,
      TEAMSYNC_DROPBOX_APP_SECRET: at.sandbox.appSecret,
    },
  });
  expect(ran.stdout).toContain('Authorized for Rehearsal');
  expect(ran.exitCode).toBe(0);
  const inherited = await readFile(seen, 'utf8');
  expect(inherited).toContain('BROWSER');
  expect(inherited).not.toContain(at.sandbox.appSecret);
});

test('allowing twice in a row gives two logins, of which the last one counts', async () => {
  const at = await place();
  await at.logIn();
  const first = await storedIn(at);
  await at.logIn([], { visit: allow });
  const second = await storedIn(at);
  expect(second.credentials.login?.refreshToken).not.toBe(first.credentials.login?.refreshToken);
});
