import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { recordToStore } from '../../../src/auth/login-record.ts';
import { Secret } from '../../../src/auth/secret.ts';
import { builtInSeed } from '../../../src/sandbox/seed.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server.ts';
import { decide, freePort } from '../../helpers/browser.ts';
import { install, type Installation } from '../../helpers/cli.ts';
import { startGateway, type Gateway } from './gateway.ts';

/** Everything that one test of secrets works with. */
export interface Place {
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

/** A registered place that no test ever looks at. */
const SOMEWHERE = 'http://127.0.0.1:8765/callback';

/** An installation that reaches its Dropbox through a gateway and has no credentials yet. */
export async function place(redirectUris: readonly string[] = []): Promise<Place> {
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

/** Tokens as another program obtained them: with the app's secret, which a refresh then needs as well. */
export async function obtainTokens({
  gateway,
  sandbox,
}: Place): Promise<{ access: string; refresh: string }> {
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
export async function store(at: Place, { withAccessToken }: { withAccessToken: boolean }): Promise<void> {
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

/** Has every run use the access token of the team. */
export function useAccessToken(at: Place): Promise<void> {
  at.env['TEAMSYNC_DROPBOX_ACCESS_TOKEN'] = at.sandbox.accessToken;
  return Promise.resolve();
}

/** The value of a secret that went through the gateway under this name. */
export function secretNamed({ secrets }: Place, name: string): string {
  return [...secrets].find(([, other]) => other === name)?.[0] ?? expect.fail(`no ${name} went through`);
}

/** A redirect URI on which nobody listens yet. */
export async function freeUri(): Promise<string> {
  return `http://127.0.0.1:${String(await freePort())}/callback`;
}
