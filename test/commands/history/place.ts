import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Context, Surroundings } from '../../../src/commands/context.ts';
import type { TypedOptions } from '../../../src/commands/context-of.ts';
import { recordToStore } from '../../../src/auth/login-record.ts';
import { aLogin, aRecord } from '../../auth/logins.ts';
import { contextWith, outsideWith } from '../../helpers/context.ts';
import { TEAM } from '../../state/run-values.ts';

/** Folders of their own and contexts that work in them. */
export interface Place {
  state: string;
  config: string;
  context: (typed?: Partial<TypedOptions>, fields?: Partial<Surroundings>) => Context;
}

/** With `team` the default profile is logged in to it; with `null` only Dropbox would know. */
export async function place(team: string | null = TEAM): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'teamsync-place-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [state, config] = [join(folder, 'state'), join(folder, 'config')];
  await mkdir(state);
  await mkdir(config);
  if (team !== null) {
    const record = recordToStore(aRecord(aLogin({ team: { id: team, name: 'Acme' } })));
    await writeFile(join(config, 'default.json'), JSON.stringify({ credentials: record }), { mode: 0o600 });
  }
  const env = { TEAMSYNC_STATE_DIR: state, TEAMSYNC_CONFIG_DIR: config };
  return {
    state,
    config,
    context: (typed, fields = {}) =>
      contextWith(typed, outsideWith({ cwd: folder, ...fields, env: { ...env, ...fields.env } })),
  };
}
