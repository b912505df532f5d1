import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../src/main.ts';
import { drawnAt, seedAt } from '../../src/sandbox/chance.ts';
import { checkFaults } from '../../src/sandbox/faults.ts';
import { builtInSeed } from '../../src/sandbox/seed.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { filesOf, runFolders } from '../../src/state/run-folder.ts';
import { unfinishedRuns } from '../../src/state/runs.ts';
import { startGate, type Gate, type Moment } from '../soak/gate.ts';
import { install, type Installation, type Ran } from './cli.ts';
import { outsideWith } from './context.ts';

/** A run that is killed. */
export interface Crash {
  moment: Moment;
  concurrency: number;
  /** Adds and removals go on as jobs. */
  asJobs: boolean;
}

/** What the run does to the sandbox when nothing kills it. */
export interface Undisturbed {
  /** The routes of its requests, in order. */
  routes: string[];
  effects: Effects;
}

/** Everything that a sandbox did to anybody, told by address, and how everybody is afterwards. */
interface Effects {
  work: string[];
  mails: string[];
  people: string[];
}

/** What a run does after its last request takes about so long. */
const LONGEST_LATER_MS = 40;

const ROSTER = join(import.meta.dirname, '..', '..', 'fixtures', 'roster.csv');

const AS_JOBS = [
  { route: 'team/members/add_v2', times: 0, async: 0 },
  { route: 'team/members/remove', times: 0, async: 0 },
];

const EVERYTHING = {
  provision: { enabled: true },
  suspend: { enabled: true },
  deprovision: { enabled: true, unlisted: 'deprovision' },
  update: { enabled: true },
};

/** An installation with a gate in front of a sandbox of its own. */
export interface Site {
  here: Installation;
  sandbox: Sandbox;
  gate: Gate;
  /** What the program is called with and what it finds in its environment. */
  args: string[];
  env: Record<string, string>;
  /** Of the processes, in the order in which they were started. */
  pids: number[];
  /** Runs on the fixture roster, without time for retries; may be killed. */
  reconcile: (crash: Crash | null, ...options: string[]) => Promise<Ran>;
  /** What the history still calls unfinished, and the plan that is left, made in this very process. */
  leftOver: () => Promise<string[]>;
}

/** Makes a site, and takes it down after the work. */
export async function atSite<T>(
  { asJobs = false, latencyMs = 0 }: { asJobs?: boolean; latencyMs?: number },
  work: (site: Site) => Promise<T>,
): Promise<T> {
  const here = await install();
  const faults = checkFaults(asJobs ? AS_JOBS : [], 'this test');
  const sandbox = await startSandbox({ team: { seed: builtInSeed() }, faults, latencyMs });
  const gate = await startGate(sandbox.url);
  const settings = join(here.folder, 'settings.json');
  await writeFile(settings, JSON.stringify(EVERYTHING));
  const env = {
    TEAMSYNC_DROPBOX_API_URL: gate.url,
    TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken,
  };
  const args = ['reconcile', ROSTER, '--settings', settings, '--json', '--retry-budget', '0s'];
  const pids: number[] = [];
  const reconcile: Site['reconcile'] = (crash, ...options) => {
    const all = [...args, '--yes', '--concurrency', String(crash?.concurrency ?? 1), ...options];
    return here.run(all, {
      env,
      onStart: (child) => {
        pids.push(child.pid ?? 0);
        if (crash !== null) gate.arm(crash.moment, () => child.kill('SIGKILL'));
      },
    });
  };
  const leftOver = async (): Promise<string[]> => {
    const outside = outsideWith({
      argv: [...args, '--dry-run'],
      env: { ...here.env, ...env },
      now: () => new Date(),
    });
    await run(outside);
    const { data } = JSON.parse(outside.stdout.text) as { data: { changes: { id: string }[] } };
    const runs = await unfinishedRuns(join(here.folder, 'state'), sandbox.snapshot().team.id);
    return [...data.changes.map(({ id }) => id), ...runs.map(({ start }) => `unfinished: ${start.runId}`)];
  };
  try {
    return await work({ here, sandbox, gate, args, env, pids, reconcile, leftOver });
  } finally {
    await gate.close();
    await sandbox.close();
  }
}

/** What was done to whom, in no order. */
export function effectsOn(sandbox: Sandbox): Effects {
  const { members, counters } = sandbox.snapshot();
  const emails = new Map(members.map(({ memberId, email }) => [memberId, email]));
  return {
    work: counters.applied.map(({ route, who }) => `${route} ${emails.get(who) ?? who}`).sort(),
    mails: [...counters.mailsSent].sort(),
    people: members
      .map(({ email, status, name, externalId }) => [email, status, name, externalId].join())
      .sort(),
  };
}

/** Runs once without a crash. */
export async function undisturbed(asJobs: boolean): Promise<Undisturbed> {
  return atSite({ asJobs }, async ({ reconcile, gate, sandbox }) => {
    const ran = await reconcile(null);
    if (ran.exitCode !== 0) throw new Error(ran.stderr);
    return { routes: [...gate.routes], effects: effectsOn(sandbox) };
  });
}

/**
 * Kills a run, lets something happen to its journal, runs again, and answers with everything that is then not as if
 * nothing had happened.
 */
export async function crashAndRunAgain(
  crash: Crash,
  { effects }: Undisturbed,
  meanwhile: (journalFile: string) => Promise<void> = () => Promise.resolve(),
): Promise<string[]> {
  return atSite(crash, async ({ here, reconcile, gate, sandbox, leftOver }) => {
    const killed = await reconcile(crash);
    await gate.revive();
    for (const journalFile of await journalsOf(here, sandbox)) await meanwhile(journalFile);
    const again = await reconcile(null);
    const { work, mails, people } = effectsOn(sandbox);
    const escaped = killed.exitCode === 0 && crash.moment.laterMs === 0;
    const wrong = [
      ...(escaped ? ['the first was not killed'] : []),
      ...(killed.exitCode === null || killed.exitCode === 0
        ? []
        : [`the first ended with ${String(killed.exitCode)}: ${killed.stderr}`]),
      ...(again.exitCode === 0 ? [] : [`the second ended with ${String(again.exitCode)}: ${again.stderr}`]),
      ...differing('done', work, effects.work),
      ...differing('mailed', mails, effects.mails),
      ...differing('people', people, effects.people),
      ...(await leftOver()).map((what) => `left: ${what}`),
    ];
    const { request, stage, laterMs } = crash.moment;
    const where = `${stage} ${String(request)} (${gate.routes[request - 1] ?? 'none'}) + ${laterMs.toFixed(3)} ms`;
    const how = `${String(crash.concurrency)} at once${crash.asJobs ? ', as jobs' : ''}`;
    return wrong.map((what) => `killed when ${where}, ${how}: ${what}`);
  });
}

/** The journals of all runs of an installation. */
export async function journalsOf({ folder }: Installation, sandbox: Sandbox): Promise<string[]> {
  const folders = await runFolders(join(folder, 'state'), sandbox.snapshot().team.id);
  return folders.map((run) => filesOf(run).journalFile);
}

function differing(name: string, now: readonly string[], wanted: readonly string[]): string[] {
  return now.join('; ') === wanted.join('; ')
    ? []
    : [`${name} ${now.join('; ')} instead of ${wanted.join('; ')}`];
}

/** Crashes at moments that are drawn, the same ones for the same seed. */
export function drawnCrashes(count: number, seed: number, { routes }: Undisturbed): Crash[] {
  const stages = ['arrives', 'is carried out', 'is answered', 'is answered'] as const;
  return Array.from({ length: count }, (_, index) => {
    const draw = (place: number): number => drawnAt(seedAt(seed, index), place);
    return {
      moment: {
        request: 1 + Math.floor(draw(1) * routes.length),
        stage: stages[Math.floor(draw(2) * stages.length)] ?? 'is answered',
        laterMs: draw(3) ** 2 * LONGEST_LATER_MS,
      },
      concurrency: draw(4) < 0.5 ? 1 : 4,
      asJobs: draw(5) < 0.3,
    };
  });
}
