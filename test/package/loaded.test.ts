import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { builtInSeed } from '../../src/sandbox/seed.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { install, type Installation } from '../helpers/cli.ts';

const MARK = 'loaded: ';
const KB = 1024;

/** Tells on standard error which files of ours are read, with their sizes. */
const WATCH = `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const { readFileSync } = fs;
  fs.readFileSync = (path, ...options) => {
    const content = readFileSync(path, ...options);
    const [, name] = /[/\\\\]dist[/\\\\]([\\w-]+)\\.js$/.exec(String(path)) ?? [];
    if (name !== undefined) process.stderr.write('${MARK}' + name + ' ' + content.length + '\\n');
    return content;
  };
  syncBuiltinESMExports();
`;

interface Loaded {
  files: string[];
  bytes: number;
}

/** What a command loads of our files; names without the hash of their content. */
async function loadedBy(here: Installation, args: readonly string[], env = {}): Promise<Loaded> {
  const { stderr } = await here.run(args, {
    env: { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(WATCH)}`, ...env },
  });
  const lines = stderr.split('\n').filter((line) => line.startsWith(MARK));
  const parts = lines.map((line) => line.slice(MARK.length).split(' '));
  return {
    files: parts.map(([name = '']) => name.replace(/-[\w-]{8}$/, '')),
    bytes: parts.reduce((sum, [, size]) => sum + Number(size), 0),
  };
}

const ALWAYS = ['main', 'start', 'rolldown-runtime'];

test('help and version load what declares the commands, and nothing that runs them', async () => {
  const here = await install();
  for (const line of ['--help', '--version', 'reconcile --help']) {
    const { files, bytes } = await loadedBy(here, line.split(' '));
    expect(files, line).toEqual(ALWAYS);
    expect(bytes, line).toBeLessThan(110 * KB);
  }
});

test('showing settings loads two files more', async () => {
  const { files, bytes } = await loadedBy(await install(), ['settings', 'show']);
  expect(files).toEqual([...ALWAYS, 'commands', 'settings']);
  expect(bytes).toBeLessThan(260 * KB);
});

test('a dry run loads nothing that only changes a team, and a run does', async () => {
  const here = await install();
  const sandbox = await startSandbox({ team: { seed: builtInSeed() } });
  onTestFinished(() => sandbox.close());
  const roster = join(here.folder, 'roster.csv');
  await writeFile(roster, 'email\nana@example.com\n');
  const env = {
    TEAMSYNC_DROPBOX_API_URL: sandbox.url,
    TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken,
  };
  const dry = await loadedBy(here, ['reconcile', roster, '--dry-run'], env);
  expect([...dry.files].sort()).toEqual([...ALWAYS, 'commands', 'run', 'settings'].sort());
  expect(dry.bytes).toBeLessThan(540 * KB);
  const real = await loadedBy(here, ['reconcile', roster, '--yes'], env);
  expect(real.files).toContain('apply');
});
