import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/main.ts';
import { drawnAt } from '../../src/sandbox/chance.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { writeMemory } from '../../src/state/memory.ts';
import { outsideWith } from '../helpers/context.ts';
import { USUAL, type RandomTeam } from './random-teams.ts';
import type { Report } from './report.ts';
import { editsOf, memoryOf, rosterOf, seedOf } from './team-files.ts';
import { virtualClock, type VirtualClock } from './virtual-clock.ts';

/** A sandbox with a team in it, and a machine on which it is reconciled. */
export interface Stage {
  folder: string;
  sandbox: Sandbox;
  clock: VirtualClock;
  random: () => number;
}

/** A place to play on one team after the other. */
export interface Theatre {
  /** Sets a stage for a team, does the work on it, and takes it down. */
  on: <T>(team: RandomTeam, chance: number, work: (stage: Stage) => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
}

/** Schedules are about answers and not about disks, so their files stay in memory where Linux has a folder for that. */
const MEMORY = '/dev/shm';

/** Opens a sandbox whose address and token stay while its teams change, so that nothing piles up in this process. */
export async function openTheatre(): Promise<Theatre> {
  // A reset begins anew with this very object.
  const seed = seedOf({ places: [], spare: 0 });
  let clock = virtualClock();
  const sandbox = await startSandbox({ team: { seed }, now: () => clock.now() });
  return {
    close: sandbox.close,
    async on(team, chance, work) {
      const folder = await mkdtemp(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'teamsync-schedule-'));
      clock = virtualClock();
      let draws = 0;
      const stage: Stage = { folder, sandbox, clock, random: () => drawnAt(chance, (draws += 1)) };
      try {
        Object.assign(seed, seedOf(team));
        await prepare(stage, team);
        return await work(stage);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

async function prepare(stage: Stage, team: RandomTeam): Promise<void> {
  const { folder, sandbox } = stage;
  await control(stage, 'POST', 'reset');
  if (Object.entries(USUAL).some(([name, usual]) => team.ways[name as keyof typeof USUAL] !== usual)) {
    await control(stage, 'POST', 'team', team.ways);
  }
  for (const edit of editsOf(team)) await control(stage, 'POST', 'members', edit);
  const snapshot = sandbox.snapshot();
  const memory = memoryOf(team, snapshot);
  if (memory !== null) await writeMemory(join(folder, 'state'), snapshot.team.id, memory);
  await writeFile(join(folder, 'roster.csv'), rosterOf(team));
  await writeFile(join(folder, 'settings.json'), JSON.stringify(team.settings));
}

/** Calls the control interface of the sandbox on the stage. */
export async function control(
  { sandbox }: Stage,
  method: string,
  path: string,
  body?: object,
): Promise<void> {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${sandbox.url}/_sandbox/${path}`, { method, ...sent });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
}

/** How a run is made: `interruptAt` is the look at the clock at which somebody interrupts it. */
export interface Manner {
  concurrency: number;
  interruptAt?: number | null;
}

/** `reconcile --yes`, in this process and on the virtual clock. */
export async function reconcile(stage: Stage, { concurrency, interruptAt = null }: Manner): Promise<Report> {
  const { folder, sandbox, clock, random } = stage;
  const interrupt = new AbortController();
  let looks = 0;
  const outside = outsideWith({
    argv: [
      ...['reconcile', join(folder, 'roster.csv'), '--settings', join(folder, 'settings.json')],
      ...['--yes', '--json', '--concurrency', String(concurrency)],
    ],
    env: {
      TEAMSYNC_CONFIG_DIR: folder,
      TEAMSYNC_STATE_DIR: join(folder, 'state'),
      TEAMSYNC_DROPBOX_API_URL: sandbox.url,
      TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken,
    },
    cwd: folder,
    random,
    signal: interrupt.signal,
    ...clock,
    now: () => {
      looks += 1;
      if (looks === interruptAt) interrupt.abort('SIGINT');
      return clock.now();
    },
  });
  const exitCode = await run(outside);
  const report = JSON.parse(outside.stdout.text) as Report;
  if (report.exitCode !== exitCode) throw new Error('the document tells another exit code');
  return report;
}
