import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Names of profiles and runs on disk that would do harm if a shell took them for more than text. */
const HOSTILE_NAMES = [
  '$(touch pwned)',
  '`touch pwned`',
  "a'; touch pwned; '",
  '"; touch pwned; "',
  'a b',
  '-rf',
  '--json',
  'new\nline',
  '\u001b[31mred',
  '*',
];

/** E-mails on hold: odd, and yet possible. */
export const ODD_EMAILS = ["o'brien@example.com", 'a b@example.com', 'x$(touch pwned)y@example.com'];

const TEAM = 'dbtid%3AA';
const RUN = '20260302T100000Z-00ab1f';

/** Folders of configuration and state as an attacker might have filled them, gone after the test. */
export async function hostileFolders(): Promise<{
  folder: string;
  config: string;
  state: string;
  run: string;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'teamsync-completion-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [config, state] = [join(folder, 'config'), join(folder, 'state')];
  const team = join(state, 'teams', TEAM);
  for (const name of [...HOSTILE_NAMES, 'acme', 'other.one']) await put(join(config, `${name}.json`), '{}');
  for (const name of [...HOSTILE_NAMES, RUN]) await mkdir(join(team, 'runs', name), { recursive: true });
  const holds = [...ODD_EMAILS, '-rf@example.com', 'new\nline@example.com'].map((email) => ({
    email,
    since: '2026-01-01T00:00:00Z',
    until: null,
    why: `on leave: $(touch pwned)\u001b[31m`,
  }));
  await put(join(team, 'holds.json'), JSON.stringify({ version: 1, holds }));
  return { folder, config, state, run: RUN };
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, text, { mode: 0o600 });
}
