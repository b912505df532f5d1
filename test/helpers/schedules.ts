import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { run } from '../../src/main.ts';
import { drawnAt } from '../../src/sandbox/chance.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { mayOmit, randomFaults, rulesOf } from '../soak/random-faults.ts';
import { randomTeam, rosterOf, seedOf, type RandomTeam } from '../soak/random-teams.ts';
import { untruths, type ReportedChange } from '../soak/truth.ts';
import { outsideWith } from './context.ts';

/** A team, what goes wrong while it is reconciled, and how. */
export interface Schedule {
  team: RandomTeam;
  faults: object[];
  concurrency: number;
  /** Somebody interrupts the run when it looks at the clock for the nth time; `null` when nobody does. */
  interruptAt: number | null;
  /** Where the run's own random numbers begin. */
  chance: number;
}

/** Schedules are about answers and not about disks, so their files stay in memory where Linux has a folder for that. */
const MEMORY = '/dev/shm';
const START_MS = Date.parse('2026-03-02T09:00:00Z');
/** Clean runs that may be needed until nothing is left to do. */
const CLEAN_RUNS = 2;

/** Any team of a few people in any weather. */
const schedule: fc.Arbitrary<Schedule> = fc.record({
  team: randomTeam,
  faults: randomFaults,
  concurrency: fc.constantFrom(1, 1, 4),
  interruptAt: fc.oneof(
    { weight: 9, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 30 }) },
  ),
  chance: fc.nat(1_000_000),
});

interface Report {
  exitCode: number;
  error: { code: string; message: string } | null;
  data: {
    changes?: ReportedChange[];
    blocked?: object[];
    kept?: { code: string }[];
    verified?: boolean | null;
  };
}

/** A clock that only moves when somebody waits for it. */
interface Clock {
  now: () => Date;
  monotonic: () => number;
  sleep: (milliseconds: number) => Promise<void>;
}

function virtualClock(): Clock {
  let passed = 0;
  return {
    now: () => new Date(START_MS + passed),
    monotonic: () => passed,
    sleep: (milliseconds) => {
      passed += milliseconds;
      return Promise.resolve();
    },
  };
}

interface Stage {
  folder: string;
  sandbox: Sandbox;
  clock: Clock;
  random: () => number;
}

/** `reconcile --yes`, in this process and on the virtual clock. */
async function reconcile(
  { folder, sandbox, clock, random }: Stage,
  concurrency: number,
  interruptAt: number | null = null,
): Promise<Report> {
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

/** Runs a schedule on a team of its own; answers with every promise that was broken. */
export async function play(planned: Schedule): Promise<string[]> {
  const { team, faults, chance } = planned;
  const folder = await mkdtemp(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'teamsync-schedule-'));
  const clock = virtualClock();
  const sandbox = await startSandbox({
    team: { seed: seedOf(team) },
    faults: rulesOf(faults),
    now: clock.now,
  });
  let draws = 0;
  const random = (): number => drawnAt(chance, (draws += 1));
  try {
    await writeFile(join(folder, 'roster.csv'), rosterOf(team));
    await writeFile(join(folder, 'settings.json'), JSON.stringify(team.settings));
    return await inAllWeathers({ folder, sandbox, clock, random }, planned);
  } finally {
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function inAllWeathers(
  stage: Stage,
  { faults, concurrency, interruptAt }: Schedule,
): Promise<string[]> {
  const first = await judged(stage, () => reconcile(stage, concurrency, interruptAt));
  const broken = first.broken.map((lie) => `in bad weather: ${lie}`);
  const cleared = await fetch(`${stage.sandbox.url}/_sandbox/faults`, { method: 'DELETE' });
  await cleared.arrayBuffer();
  let wasGood = first.report.exitCode === 0 && !mayOmit(faults);
  for (let looks = 0; ; looks += 1) {
    const { report, broken: lies } = await judged(stage, () => reconcile(stage, concurrency));
    broken.push(...lies.map((lie) => `in good weather: ${lie}`));
    const left = (report.data.changes ?? []).map(({ id }) => id).join(', ');
    if (left === '' || looks === CLEAN_RUNS) return [...broken, ...unfinished(report, left)];
    if (wasGood) broken.push(`a run ended with 0 and left ${left}`);
    wasGood = report.exitCode === 0;
  }
}

/** A run, and everything about its report that is not so. */
async function judged(
  stage: Stage,
  work: () => Promise<Report>,
): Promise<{ report: Report; broken: string[] }> {
  const before = stage.sandbox.snapshot();
  const report = await work();
  const after = stage.sandbox.snapshot();
  const { exitCode, error, data } = report;
  const changes = data.changes ?? [];
  const broken = untruths(changes, before, after);
  if (error?.code === 'unexpected') broken.push(`something unexpected: ${error.message}`);
  if ((exitCode === 0) !== (error === null))
    broken.push(`exit code ${String(exitCode)} and error do not agree`);
  if (exitCode === 0 && changes.some(({ status }) => status !== 'applied'))
    broken.push('0, and not all applied');
  if (exitCode === 0 && data.verified === false) broken.push('0, and not verified');
  if (after.counters.wipesRequested.length > 0) broken.push('a wipe that nobody asked for');
  return { report, broken };
}

/** What is still wrong in good weather: something to do, or a code that nothing explains. */
function unfinished({ exitCode, error, data }: Report, left: string): string[] {
  const isBlocked = (data.blocked ?? []).length > 0;
  const isHeld = (data.kept ?? []).some(({ code }) => code === 'over_limit');
  const why = `${error?.code ?? 'no error'} ${error?.message ?? ''}`;
  if (left !== '')
    return exitCode === 3 && error?.code === 'over_limit' ? [] : [`still to do: ${left} (${why})`];
  const expected = isBlocked ? 4 : isHeld ? 3 : 0;
  return exitCode === expected
    ? []
    : [`ended with ${String(exitCode)} instead of ${String(expected)} (${why})`];
}

/** Schedules mostly wait for sockets and disks, so several are played side by side. */
const SIDE_BY_SIDE = 6;

/** Fails with the seed, the path and the shrunk schedule when any of so many schedules breaks a promise. */
export async function checkSchedules(schedules: number, seed: number): Promise<void> {
  const property = fc.asyncProperty(schedule, async (planned) => {
    const broken = await play(planned);
    if (broken.length > 0) throw new Error(broken.join('\n'));
  });
  const numRuns = Math.ceil(schedules / SIDE_BY_SIDE);
  const lanes = Array.from({ length: SIDE_BY_SIDE }, (_, lane) =>
    fc.assert(property, { numRuns, seed: seed + lane }),
  );
  await Promise.all(lanes);
}
