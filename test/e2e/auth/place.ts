import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { checkFaults } from '../../../src/sandbox/faults.ts';
import { builtInSeed } from '../../../src/sandbox/seed.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/server.ts';
import { freePort, logIn } from '../../helpers/browser.ts';
import { install, type Installation, type Ran } from '../../helpers/cli.ts';

type LoginOptions = NonNullable<Parameters<typeof logIn>[2]>;

/** Everything that one test of a login works with. */
export interface Place {
  here: Installation;
  sandbox: Sandbox;
  env: Record<string, string>;
  /** Where the profile is kept. */
  profile: string;
  /** Logs in with a redirect URI of its own. */
  logIn: (args?: readonly string[], options?: LoginOptions) => Promise<Ran>;
  run: (...args: string[]) => Promise<Ran>;
  control: (path: string, body: object) => Promise<void>;
}

/** An installation whose Dropbox is a sandbox that misbehaves as told. */
export async function place(...faults: object[]): Promise<Place> {
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

/** A run that reads the team and changes nothing. */
export const DRY_RUN = ['reconcile', 'fixtures/roster.csv', '--dry-run', '--json'];

/** How often a token was asked for. */
export const tokenCalls = ({ sandbox }: Place): number =>
  sandbox.snapshot().counters.requests['oauth2/token'] ?? 0;

/** Whether there is a profile on disk. */
export const isStored = async ({ profile }: Place): Promise<boolean> =>
  stat(profile).then(
    () => true,
    () => false,
  );

interface Stored {
  credentials: { login: { refreshToken: string; accessToken: { value: string } } | null };
}

/** What the profile on disk holds. */
export const storedIn = async ({ profile }: Place): Promise<Stored> =>
  JSON.parse(await readFile(profile, 'utf8')) as Stored;
