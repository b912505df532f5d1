import { join } from 'node:path';
import { drawnAt, seedAt } from '../../src/sandbox/chance.ts';
import type { Moment } from '../soak/gate.ts';
import { atSite, effectsOn, journalsOf, type Crash, type Effects, type Site } from './crash.ts';
import { momentsOf, telling, toldIn, type DiskWrite } from './disk-writes.ts';

/** How a run works, and what it finds. */
export interface Setting extends Pick<Crash, 'concurrency' | 'asJobs' | 'story'> {
  /** How the run before it was killed; `null` when there was none. */
  earlier: Crash | null;
}

/** A run that is killed in some setting. */
export type KilledRun = Setting & Crash;

/** What a run does when nothing kills it. */
export interface Survey {
  setting: Setting;
  /** The routes of its requests and its changes on disk, in order. */
  routes: string[];
  writes: DiskWrite[];
  effects: Effects;
}

/** One call after the other, nothing as a job, and no run before. */
export const PLAIN: Setting = { concurrency: 1, asJobs: false, earlier: null };

/** A run that dies when it has written down that it is about to send this request, which is never carried out. */
export function beforeSending(request: number): KilledRun {
  return { ...PLAIN, moment: { request, stage: 'arrives', laterMs: 0 } };
}

const READS = /get_|list/;
/** What a run does after its last request takes about so long. */
const LONGEST_LATER_MS = 40;

/** Runs once without a crash in that setting. */
export async function survey(setting: Setting): Promise<Survey> {
  return atSite(setting, async (site) => {
    const before = await killEarlier(site, setting);
    const log = join(site.here.folder, 'writes.ndjson');
    const args = [...site.args, '--yes', '--concurrency', String(setting.concurrency)];
    const ran = await site.here.run(args, { env: { ...site.env, ...telling(log) } });
    if (ran.exitCode !== 0) throw new Error(ran.stderr);
    const routes = site.gate.routes.slice(before);
    return { setting, routes, writes: await toldIn(log), effects: effectsOn(site.sandbox) };
  });
}

/** A crash at every request of a run; of those that only read, it makes no difference whether they are carried out. */
export function atEveryRequest({ setting, routes }: Survey, stage: Moment['stage']): KilledRun[] {
  return routes.flatMap((route, index) => {
    if (stage === 'is carried out' && READS.test(route)) return [];
    return [{ ...setting, moment: { request: index + 1, stage, laterMs: 0 } }];
  });
}

/** A crash at every change that a run makes on disk, or in files with that name. */
export function atEveryWrite({ setting, writes }: Survey, file?: string): KilledRun[] {
  return momentsOf(writes)
    .filter(({ write }) => file === undefined || writes[write - 1]?.name === file)
    .map((moment) => ({ ...setting, moment }));
}

/** Crashes at moments that are drawn, the same ones for the same seed. */
export function drawnCrashes(
  count: number,
  seed: number,
  { routes }: { routes: readonly string[] },
): KilledRun[] {
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
      earlier: null,
    };
  });
}

/**
 * Kills a run, lets something happen to its journal, runs again, and answers with everything that is then not as if
 * nothing had happened.
 */
export async function crashAndRunAgain(
  crash: KilledRun,
  effects: Effects,
  meanwhile: (journalFile: string) => Promise<void> = () => Promise.resolve(),
): Promise<string[]> {
  return atSite(crash, async (site) => {
    const { here, reconcile, runHere, gate, sandbox, leftOver, args } = site;
    const before = await killEarlier(site, crash);
    const killed = await reconcile({ ...crash, moment: counted(crash.moment, before) });
    await gate.revive();
    for (const journalFile of await journalsOf(here, sandbox)) await meanwhile(journalFile);
    // A lock that was made and never filled is held for some seconds.
    const again = await runHere(...args, '--yes', '--concurrency', '1', '--wait', '20s');
    const { work, mails, people } = effectsOn(sandbox);
    const wrong = [
      ...complaintsAbout(killed, crash.moment),
      ...(again.exitCode === 0 ? [] : [`the next ended with ${String(again.exitCode)}: ${again.stderr}`]),
      ...differing('done', work, effects.work),
      ...differing('mailed', mails, effects.mails),
      ...differing('people', people, effects.people),
      ...(await leftOver()).map((what) => `left: ${what}`),
    ];
    const point = nameOf(crash, gate.routes.slice(before));
    return wrong.map((what) => `killed ${point}: ${what}`);
  });
}

/** How many requests had been made when the run before was dead. */
async function killEarlier({ reconcile, gate }: Site, { earlier }: Setting): Promise<number> {
  if (earlier === null) return 0;
  await reconcile(earlier);
  await gate.revive();
  return gate.routes.length;
}

/** The same moment, its request counted from the first one of all runs. */
function counted(moment: Crash['moment'], before: number): Crash['moment'] {
  return 'request' in moment ? { ...moment, request: moment.request + before } : moment;
}

function complaintsAbout(
  killed: { exitCode: number | null; stderr: string },
  moment: Crash['moment'],
): string[] {
  if (killed.exitCode === null) return [];
  const late = 'request' in moment && moment.laterMs > 0;
  if (killed.exitCode === 0) return late ? [] : ['it was not killed'];
  return [`it ended with ${String(killed.exitCode)} instead: ${killed.stderr}`];
}

function differing(name: string, now: readonly string[], wanted: readonly string[]): string[] {
  return now.join('; ') === wanted.join('; ')
    ? []
    : [`${name} ${now.join('; ')} instead of ${wanted.join('; ')}`];
}

function nameOf({ moment, concurrency, asJobs, earlier }: KilledRun, routes: readonly string[]): string {
  const how = [
    `${String(concurrency)} at once`,
    ...(asJobs ? ['as jobs'] : []),
    ...(earlier === null ? [] : [`after one that was killed ${whenOf(earlier.moment, [])}`]),
  ];
  return `${whenOf(moment, routes)}, ${how.join(', ')}`;
}

function whenOf(moment: Crash['moment'], routes: readonly string[]): string {
  if ('write' in moment) return `at write ${String(moment.write)} to disk (${moment.stage})`;
  const { request, stage, laterMs } = moment;
  return `when request ${String(request)} (${routes[request - 1] ?? 'none'}) ${stage} + ${laterMs.toFixed(3)} ms`;
}
