import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { run } from '../../src/main.ts';
import { drawnAt, seedAt } from '../../src/sandbox/chance.ts';
import { checkFaults } from '../../src/sandbox/faults.ts';
import { builtInSeed } from '../../src/sandbox/seed.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { filesOf, runFolders } from '../../src/state/run-folder.ts';
import { unfinishedRuns } from '../../src/state/runs.ts';
import { install, type Installation, type Ran } from './cli.ts';
import { outsideWith } from './context.ts';

/** When a run is killed: at which of its requests, how far that one has got, and how many milliseconds after that. */
export interface Moment {
  request: number;
  stage: 'arrives' | 'is carried out' | 'is answered';
  laterMs: number;
}

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

/** A server in front of a sandbox that strikes at one moment and is dead from then on until it is revived. */
export interface Gate {
  url: string;
  routes: string[];
  arm: (moment: Moment, strike: () => void) => void;
  /** Resolves when nothing is being passed on any more; then requests go through again. */
  revive: () => Promise<void>;
  close: () => Promise<void>;
}

/** Waits for less than a timer can. */
async function after(milliseconds: number): Promise<void> {
  for (const end = performance.now() + milliseconds; performance.now() < end; ) await turn();
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Starts a gate in front of the server at this address. */
export async function startGate(target: string): Promise<Gate> {
  const routes: string[] = [];
  let armed: { moment: Moment; strike: () => void } | null = null;
  let dead = false;
  const passing = new Set<Promise<void>>();

  const reached = async (request: number, stage: Moment['stage']): Promise<void> => {
    if (armed?.moment.request !== request || armed.moment.stage !== stage) return;
    const { moment, strike } = armed;
    armed = null;
    await after(moment.laterMs);
    dead = true;
    strike();
  };
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const number = routes.push((request.url ?? '').replace(/^\/2\//, ''));
    const body = await bodyOf(request);
    await reached(number, 'arrives');
    if (dead) return void response.destroy();
    const { authorization = '', 'content-type': type } = request.headers;
    const headers = { authorization, ...(type === undefined ? {} : { 'content-type': type }) };
    const answer = await fetch(target + (request.url ?? ''), { method: 'POST', headers, body });
    const text = await answer.text();
    await reached(number, 'is carried out');
    if (dead) return void response.destroy();
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    const sent = once(response, 'finish');
    response.end(text);
    await sent;
    await reached(number, 'is answered');
  };
  const server = createServer((request, response) => {
    // Whoever is killed does not hear the end of it.
    const passed = pass(request, response).catch(() => response.destroy()).then(() => undefined);
    passing.add(passed);
    void passed.then(() => passing.delete(passed));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    routes,
    arm: (moment, strike) => {
      armed = { moment, strike };
    },
    revive: async () => {
      armed = null;
      await Promise.all(passing);
      dead = false;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await Promise.all(passing);
    },
  };
}

/** An installation with a gate in front of a sandbox of its own. */
export interface Site {
  here: Installation;
  sandbox: Sandbox;
  gate: Gate;
  reconcile: (crash: Crash | null, ...options: string[]) => Promise<Ran>;
  /** What the history still calls unfinished, and the plan that is left, made in this very process. */
  leftOver: () => Promise<string[]>;
}

/** Makes a site, and takes it down after the work. */
export async function atSite<T>(asJobs: boolean, work: (site: Site) => Promise<T>): Promise<T> {
  const here = await install();
  const faults = checkFaults(asJobs ? AS_JOBS : [], 'this test');
  const sandbox = await startSandbox({ team: { seed: builtInSeed() }, faults });
  const gate = await startGate(sandbox.url);
  const settings = join(here.folder, 'settings.json');
  await writeFile(settings, JSON.stringify(EVERYTHING));
  const env = {
    TEAMSYNC_DROPBOX_API_URL: gate.url,
    TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken,
  };
  const args = ['reconcile', ROSTER, '--settings', settings, '--json', '--retry-budget', '0s'];
  const reconcile: Site['reconcile'] = (crash, ...options) => {
    const all = [...args, '--yes', '--concurrency', String(crash?.concurrency ?? 1), ...options];
    return here.run(all, {
      env,
      onStart: (child) => {
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
    return await work({ here, sandbox, gate, reconcile, leftOver });
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
    people: members.map(({ email, status, name, externalId }) => [email, status, name, externalId].join()).sort(),
  };
}

/** Runs once without a crash. */
export async function undisturbed(asJobs: boolean): Promise<Undisturbed> {
  return atSite(asJobs, async ({ reconcile, gate, sandbox }) => {
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
  return atSite(crash.asJobs, async ({ here, reconcile, gate, sandbox, leftOver }) => {
    const killed = await reconcile(crash);
    await gate.revive();
    for (const journalFile of await journalsOf(here, sandbox)) await meanwhile(journalFile);
    const again = await reconcile(null);
    const { work, mails, people } = effectsOn(sandbox);
    const wrong = [
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
  return now.join('; ') === wanted.join('; ') ? [] : [`${name} ${now.join('; ')} instead of ${wanted.join('; ')}`];
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
