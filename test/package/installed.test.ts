import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manifest } from './manifest.ts';
import { packInto } from './packed.ts';
import { execute, ROOT } from './place.ts';

const ROSTER = `email,first_name,last_name,status
ana.lopez@example.com,Ana,Lopez,active
new.person@example.com,New,Person,active
`;

let home: string;
let env: Record<string, string>;

// As somebody gets it who has never seen the checkout: from the archive, without the registry.
beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'teamsync-installed-')));
  env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    TEAMSYNC_CONFIG_DIR: join(home, 'config'),
    TEAMSYNC_STATE_DIR: join(home, 'state'),
  };
  const dependencies = Object.keys(manifest.dependencies).map((name) => join(ROOT, 'node_modules', name));
  const quiet = ['--offline', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund'];
  const archive = await packInto(home);
  await execute('npm', ['install', ...quiet, archive, ...dependencies], { cwd: home, env });
  await writeFile(join(home, 'roster.csv'), ROSTER);
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function teamsync(...args: string[]): Promise<string> {
  const { stdout } = await execute(join(home, 'node_modules', '.bin', 'teamsync'), args, { cwd: home, env });
  return stdout;
}

test('the installed program tells its version', async () => {
  expect(await teamsync('--version')).toBe(`${manifest.version}\n`);
});

test('the installed program shows its settings', async () => {
  const shown: unknown = JSON.parse(await teamsync('settings', 'show', '--json'));
  expect(shown).toMatchObject({ ok: true, data: { settings: { provision: { enabled: false } } } });
});

test('the installed program plans a roster against the rehearsal team', async () => {
  const text = await teamsync('reconcile', 'roster.csv', '--sandbox', '--dry-run', '--only', 'new.person@*');
  expect(text).toContain('+ provision new.person@example.com  New Person');
});
