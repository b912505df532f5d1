import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Member } from '../../src/team.ts';
import type { SandboxData } from './documents.ts';
import { teamsync, type Ran } from './run-main.ts';

const ROSTER = join(import.meta.dirname, '..', '..', 'fixtures', 'roster.csv');
const START = Date.parse('2026-03-02T10:00:00Z');
const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 24 * 60;

/** A command that was run with `--json`. */
export interface Answer<Data> {
  exitCode: number;
  data: Data;
  warnings: { code: string; message: string }[];
  error: { code: string; message: string; hint: string | null } | null;
}

/** The rehearsal team in folders of its own; each command runs a minute after the one before. */
export interface Rehearsal {
  folder: string;
  /** The roster that comes with the program. */
  roster: string;
  run: (line: string) => Promise<Ran>;
  ask: <Data>(line: string) => Promise<Answer<Data>>;
  /** Lets so many days go by before the next command. */
  later: (days: number) => void;
  /** Writes a roster and answers with its path. */
  write: (name: string, lines: readonly string[]) => Promise<string>;
  members: () => Promise<Record<string, string>>;
  /** What somebody else does to a member. */
  alter: (
    email: string,
    fields: Partial<Pick<Member, 'status' | 'email' | 'surname' | 'externalId' | 'joinedOn' | 'invitedOn'>>,
  ) => Promise<void>;
  /** The folder of a run. */
  folderOf: (runId: string) => Promise<string>;
}

/** Makes a rehearsal for one test. */
export async function rehearse(): Promise<Rehearsal> {
  const folder = await mkdtemp(join(tmpdir(), 'teamsync-rehearsal-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const env = { TEAMSYNC_CONFIG_DIR: folder, TEAMSYNC_STATE_DIR: folder };
  let minutes = 0;
  const run = (line: string): Promise<Ran> => {
    minutes += 1;
    const now = new Date(START + minutes * MINUTE_MS);
    return teamsync(`--sandbox ${line}`, { cwd: folder, env, now: () => now });
  };
  const ask = async <Data>(line: string): Promise<Answer<Data>> =>
    JSON.parse((await run(`${line} --json`)).stdout) as Answer<Data>;
  return {
    folder,
    roster: ROSTER,
    run,
    ask,
    later(days) {
      minutes += days * MINUTES_A_DAY;
    },
    async write(name, lines) {
      await writeFile(join(folder, name), `${lines.join('\n')}\n`);
      return name;
    },
    async members() {
      const { data } = await ask<SandboxData>('sandbox show');
      const living = data.members.filter(({ status }) => status !== 'removed');
      return Object.fromEntries(
        living.map(({ email, status, name, externalId }) => [email, `${status} ${name} ${externalId ?? ''}`]),
      );
    },
    async alter(email, fields) {
      // The first look makes the team.
      await run('sandbox show');
      const path = join(folder, 'sandbox', 'team.json');
      const team = JSON.parse(await readFile(path, 'utf8')) as { members: { email: string }[] };
      Object.assign(team.members.find((one) => one.email === email) ?? {}, fields);
      await writeFile(path, JSON.stringify(team));
    },
    async folderOf(runId) {
      const teams = join(folder, 'teams');
      const [team] = await readdir(teams);
      return join(teams, team ?? '', 'runs', runId);
    },
  };
}
