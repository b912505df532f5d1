import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/main.ts';
import { checkFaults } from '../../src/sandbox/faults.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts';
import { filesOf, runFolders } from '../../src/state/run-folder.ts';
import { writeMemory } from '../../src/state/memory.ts';
import { unfinishedRuns } from '../../src/state/unfinished-runs.ts';
import { ACCOUNTS, type Story } from '../soak/crash-stories.ts';
import { startGate, type Gate, type Moment } from '../soak/gate.ts';
import { install, type Installation, type Ran } from './cli.ts';
import { outsideWith } from './context.ts';
import { NOTHING_REMEMBERED } from './memory.ts';
import { dyingAt, type WriteMoment } from './disk-writes.ts';

/** A run that is killed. */
export interface Crash {
  /** At one of its requests, or at one of its changes on disk. */
  moment: Moment | WriteMoment;
  concurrency: number;
  /** Adds and removals go on as jobs. */
  asJobs: boolean;
  /** What it was about to do; to accounts alone when left out. */
  story?: Story;
}

/** What the run does to the sandbox when nothing kills it. */
export interface Undisturbed {
  /** The routes of its requests, in order. */
  routes: string[];
  effects: Effects;
}

/** Everything that a sandbox did to anybody, told by address, and how everybody is afterwards. */
export interface Effects {
  work: string[];
  mails: string[];
  people: string[];
}

const AS_JOBS = [
  { route: 'team/members/add_v2', times: 0, async: 0 },
  { route: 'team/members/remove', times: 0, async: 0 },
];

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
  /** Runs a command line in this very process, which is enough for a run that is not killed; waiting costs it no time. */
  runHere: (...words: string[]) => Promise<Ran>;
  /** What the history still calls unfinished or damaged, and the plan that is left. */
  leftOver: () => Promise<string[]>;
}

/** Makes a site, and takes it down after the work. */
export async function atSite<T>(
  {
    asJobs = false,
    latencyMs = 0,
    story = ACCOUNTS,
  }: { asJobs?: boolean; latencyMs?: number; story?: Story | undefined },
  work: (site: Site) => Promise<T>,
): Promise<T> {
  const here = await install();
  const faults = checkFaults(asJobs ? AS_JOBS : [], 'this test');
  const sandbox = await startSandbox({ team: { seed: story.seed }, faults, latencyMs });
  const gate = await startGate(sandbox.url);
  const [settings, roster] = [join(here.folder, 'settings.json'), join(here.folder, 'roster.csv')];
  await writeFile(settings, JSON.stringify(story.settings));
  await writeFile(roster, story.roster);
  if (story.isKnown === true) {
    await writeMemory(join(here.folder, 'state'), sandbox.snapshot().team.id, NOTHING_REMEMBERED);
  }
  const env = {
    TEAMSYNC_DROPBOX_API_URL: gate.url,
    TEAMSYNC_DROPBOX_ACCESS_TOKEN: sandbox.accessToken,
  };
  const args = ['reconcile', roster, '--settings', settings, '--json', '--retry-budget', '0s'];
  const pids: number[] = [];
  const reconcile: Site['reconcile'] = (crash, ...options) => {
    const { moment = null, concurrency = 1 } = crash ?? {};
    const dying = moment !== null && 'write' in moment ? dyingAt(moment) : {};
    return here.run([...args, '--yes', '--concurrency', String(concurrency), ...options], {
      env: { ...env, ...dying },
      onStart: (child) => {
        pids.push(child.pid ?? 0);
        if (moment !== null && 'request' in moment) gate.arm(moment, () => child.kill('SIGKILL'));
      },
    });
  };
  const runHere: Site['runHere'] = async (...words) => {
    let skipped = 0;
    const outside = outsideWith({
      argv: words,
      env: { ...here.env, ...env },
      host: hostname(),
      now: () => new Date(Date.now() + skipped),
      monotonic: () => performance.now() + skipped,
      random: Math.random,
      sleep: (milliseconds) => {
        skipped += milliseconds;
        return Promise.resolve();
      },
    });
    const exitCode = await run(outside);
    return { exitCode, stdout: outside.stdout.text, stderr: outside.stderr.text };
  };
  const leftOver = async (): Promise<string[]> => {
    const { stdout } = await runHere(...args, '--dry-run');
    const { data } = JSON.parse(stdout) as { data: { changes: { id: string }[] } };
    const verified = await runHere('history', 'verify');
    const runs = await unfinishedRuns(join(here.folder, 'state'), sandbox.snapshot().team.id);
    return [
      ...data.changes.map(({ id }) => id),
      ...runs.map(({ start }) => `unfinished: ${start.runId}`),
      ...(verified.exitCode === 0 ? [] : [`an audit log that is damaged: ${verified.stderr}`]),
    ];
  };
  try {
    return await work({ here, sandbox, gate, args, env, pids, reconcile, runHere, leftOver });
  } finally {
    await gate.close();
    await sandbox.close();
  }
}

/** What was done to whom, in no order. */
export function effectsOn(sandbox: Sandbox): Effects {
  const { members, groups, counters } = sandbox.snapshot();
  const names = new Map([
    ...members.map(({ memberId, email }) => [memberId, email] as const),
    ...groups.map(({ groupId, name }) => [groupId, name] as const),
  ]);
  const nameOf = (id: string): string => names.get(id) ?? id;
  return {
    work: [
      ...counters.applied.map(({ route, who, group }) => {
        const place = group === undefined ? '' : ` in ${nameOf(group)}`;
        return `${route} ${nameOf(who)}${place}`;
      }),
      ...counters.transfers.map(({ from, to }) => `files of ${from.email} to ${to.email}`),
    ].sort(),
    mails: [...counters.mailsSent].sort(),
    people: members
      .map(({ email, status, name, externalId, roles }) => [email, status, name, externalId, ...roles].join())
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

/** The journals of all runs of an installation. */
export async function journalsOf({ folder }: Installation, sandbox: Sandbox): Promise<string[]> {
  const folders = await runFolders(join(folder, 'state'), sandbox.snapshot().team.id);
  return folders.map((run) => filesOf(run).journalFile);
}
