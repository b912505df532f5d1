import { rm } from 'node:fs/promises';
import { sep } from 'node:path';
import pMap from 'p-map';
import { expect, test } from 'vitest';
import { atSite, effectsOn } from '../helpers/crash.ts';
import {
  atEveryRequest,
  atEveryWrite,
  beforeSending,
  crashAndRunAgain,
  drawnCrashes,
  PLAIN,
  survey,
  type KilledRun,
  type Setting,
  type Survey,
} from '../helpers/killed-runs.ts';
import { COMPANIONS } from '../soak/crash-stories.ts';
import type { Moment } from '../soak/gate.ts';

/** Each one is a process; more side by side than cores only makes them slow. */
const SIDE_BY_SIDE = 2;
const DRAWN = 12;
const SEED = 20260302;
const POINTS = 200;
const TIMEOUT_MS = 600_000;

/** The second request that changes something. */
const SECOND_WRITE = 5;

const AT_ONCE: Setting = { ...PLAIN, concurrency: 4 };
const AS_JOBS: Setting = { ...PLAIN, asJobs: true };
/** Its answer was lost with it, so the next run has to find out. */
const AFTER_ANOTHER: Setting = {
  ...PLAIN,
  earlier: { ...PLAIN, moment: { request: SECOND_WRITE, stage: 'is carried out', laterMs: 0 } },
};

/** Groups, a role, a reminder and a removal with its files. */
const WITH_COMPANIONS: Setting = { ...PLAIN, story: COMPANIONS };

const known = new Map<Setting, Promise<Survey>>();

/** What a run without a crash does in a setting, found out once. */
function normal(setting = PLAIN): Promise<Survey> {
  const found = known.get(setting) ?? survey(setting);
  known.set(setting, found);
  return found;
}

/** Half a line of a journal is the same to the next run whatever it is about. */
function isWhole({ moment }: KilledRun): boolean {
  return moment.stage !== 'half';
}

async function afterEachOf(crashes: readonly KilledRun[], setting = PLAIN): Promise<string[]> {
  const { effects } = await normal(setting);
  const wrong = await pMap(crashes, (crash) => crashAndRunAgain(crash, effects), {
    concurrency: SIDE_BY_SIDE,
  });
  return wrong.flat();
}

test('a run does something to somebody in every way, or its crashes would prove little', async () => {
  const { work, mails } = (await normal()).effects;
  const writes = ['set_profile_v2', 'recover', 'unsuspend', 'add_v2', 'suspend', 'remove'];
  for (const route of writes) expect(work.some((one) => one.startsWith(`team/members/${route} `))).toBe(true);
  expect(mails).toHaveLength(2);
});

const SCENARIOS: { who: string; setting: Setting; stages: Moment['stage'][] }[] = [
  { who: 'a run', setting: PLAIN, stages: ['arrives', 'is carried out', 'is answered'] },
  {
    who: 'a run with several calls in flight',
    setting: AT_ONCE,
    stages: ['arrives', 'is carried out', 'is answered'],
  },
  { who: 'a run that starts jobs', setting: AS_JOBS, stages: ['arrives', 'is carried out'] },
  {
    who: 'a run that settles a killed one',
    setting: AFTER_ANOTHER,
    stages: ['arrives', 'is carried out'],
  },
];

test.each(
  SCENARIOS.flatMap(({ who, setting, stages }) => stages.map((stage) => [stage, who, setting] as const)),
)(
  'whichever request %s when %s is killed, the next run does exactly what was left',
  { timeout: TIMEOUT_MS },
  async (stage, _who, setting) => {
    expect(await afterEachOf(atEveryRequest(await normal(setting), stage))).toEqual([]);
  },
);

test(
  'at whichever change on disk a run is killed, or half way through it, the next run does exactly what was left',
  { timeout: TIMEOUT_MS },
  async () => {
    expect(await afterEachOf(atEveryWrite(await normal()))).toEqual([]);
  },
);

test('a run with companions of accounts does something with every one of them', async () => {
  const { work, mails } = (await normal(WITH_COMPANIONS)).effects;
  expect(work).toEqual([
    'files of kofi@example.com to ana@example.com',
    'team/groups/create Design in Design',
    'team/groups/members/add ana@example.com in Design',
    'team/groups/members/add ben@example.com in Design',
    'team/groups/members/add ben@example.com in Engineering',
    'team/groups/members/add hugo@example.com in Design',
    'team/groups/members/remove ana@example.com in Engineering',
    'team/members/remove kofi@example.com',
    'team/members/send_welcome_email hugo@example.com',
    'team/members/set_admin_permissions_v2 ben@example.com',
    'team/members/suspend greta@example.com',
  ]);
  expect(mails).toEqual(['hugo@example.com']);
});

// A reminder that was written down and never carried out counts as sent, so requests that only arrive are left out.
test.each<[string, (found: Survey) => KilledRun[]]>([
  ['when a request is carried out', (found) => atEveryRequest(found, 'is carried out')],
  ['before a change of its journal', (found) => atEveryWrite(found, 'journal.ndjson').filter(isWhole)],
])(
  'a run with companions of accounts that is killed %s reminds nobody twice and makes nothing twice',
  { timeout: TIMEOUT_MS },
  async (_when, crashesOf) => {
    const crashes = crashesOf(await normal(WITH_COMPANIONS));
    expect(await afterEachOf(crashes, WITH_COMPANIONS)).toEqual([]);
  },
);

test(
  `whenever else a run is killed, with several calls in flight or with jobs, the next run does what was left (seed ${String(SEED)})`,
  { timeout: TIMEOUT_MS },
  async () => {
    expect(await afterEachOf(drawnCrashes(DRAWN, SEED, await normal()))).toEqual([]);
  },
);

test(`these are at least ${String(POINTS)} moments`, async () => {
  let points = DRAWN + atEveryWrite(await normal()).length;
  for (const { setting, stages } of SCENARIOS) {
    const found = await normal(setting);
    for (const stage of stages) points += atEveryRequest(found, stage).length;
  }
  expect(points).toBeGreaterThanOrEqual(POINTS);
});

test('a run on a machine that has lost what it knew of a killed run finishes the job all the same', async () => {
  const forget = async (journalFile: string): Promise<void> => {
    const [state = ''] = journalFile.split(`${sep}teams${sep}`);
    await rm(state, { recursive: true });
  };
  const midway: KilledRun = { ...beforeSending(SECOND_WRITE), concurrency: 4 };
  expect(await crashAndRunAgain(midway, (await normal()).effects, forget)).toEqual([]);
});

test.each(['stdout', 'stderr'] as const)(
  'a %s that nobody reads any more keeps a run from nothing',
  async (name) => {
    await atSite({ latencyMs: 20 }, async ({ here, sandbox, args, env }) => {
      const ran = await here.run([...args.filter((word) => word !== '--json'), '--yes', '--verbose'], {
        env,
        onStart: (child) => child[name]?.destroy(),
      });
      expect(ran.exitCode).toBe(0);
      expect(effectsOn(sandbox)).toEqual((await normal()).effects);
    });
  },
);
