import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import pMap from 'p-map';
import { expect, test } from 'vitest';
import { openJournal, readJournal } from '../../src/state/journal.ts';
import { unfinishedRuns } from '../../src/state/runs.ts';
import { teamFolder } from '../../src/state/team-folder.ts';
import {
  atSite,
  crashAndRunAgain,
  drawnCrashes,
  effectsOn,
  journalsOf,
  undisturbed,
  type Crash,
  type Undisturbed,
} from '../helpers/crash.ts';
import type { Moment } from '../soak/gate.ts';

/** Each one is a process; more side by side than cores only makes them slow. */
const SIDE_BY_SIDE = 2;
const DRAWN = 12;
const SEED = 20260302;
const READS = /get_|list/;
const NEWLINE = 0x0a;
const TIMEOUT_MS = 180_000;

let known: Promise<Undisturbed> | null = null;

/** What a run without a crash does, found out once. */
function normal(): Promise<Undisturbed> {
  return (known ??= undisturbed(false));
}

/** One crash for every request; of those that only read, it makes no difference whether they are carried out. */
async function allOf(stage: Moment['stage']): Promise<Crash[]> {
  const { routes } = await normal();
  return routes.flatMap((route, index) => {
    if (stage === 'is carried out' && READS.test(route)) return [];
    return [{ moment: { request: index + 1, stage, laterMs: 0 }, concurrency: 1, asJobs: false }];
  });
}

async function afterEachOf(crashes: readonly Crash[]): Promise<string[]> {
  const wanted = await normal();
  const wrong = await pMap(crashes, (crash) => crashAndRunAgain(crash, wanted), {
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

test.each(['arrives', 'is carried out', 'is answered'] as const)(
  'whichever request %s when a run is killed, the next run does exactly what was left',
  { timeout: TIMEOUT_MS },
  async (stage) => {
    expect(await afterEachOf(await allOf(stage))).toEqual([]);
  },
);

test(
  `whenever else a run is killed, with several calls in flight or with jobs, the next run does what was left (seed ${String(SEED)})`,
  { timeout: TIMEOUT_MS },
  async () => {
    expect(await afterEachOf(drawnCrashes(DRAWN, SEED, await normal()))).toEqual([]);
  },
);

/** Dies when it has written down that it is about to send this one, which is never carried out. */
function beforeSending(request: number): Crash {
  return { moment: { request, stage: 'arrives', laterMs: 0 }, concurrency: 1, asJobs: false };
}

/** The first two requests that change something; the answer to one is written down when the other arrives. */
const FIRST_WRITE = 4;
const SECOND_WRITE = 5;

/** The first bytes of a file that hold so many lines less than all. */
function withoutLast(content: Buffer, lines: number): Buffer {
  let end = content.length;
  for (let line = 0; line < lines; line += 1) end = content.lastIndexOf(NEWLINE, end - 2) + 1;
  return content.subarray(0, end);
}

/** Cuts a journal off in the middle of the last record that is left when so many are gone. */
function cutting(gone: number, share: number): (journalFile: string) => Promise<void> {
  return async (journalFile) => {
    const content = withoutLast(await readFile(journalFile), gone);
    const start = withoutLast(content, 1).length;
    const length = Math.floor((content.length - start) * share);
    await writeFile(journalFile, content.subarray(0, start + length));
  };
}

test.each([
  ['what it was about to send', SECOND_WRITE, 0, 0.5],
  ['what it was about to send, all but the end of its line', SECOND_WRITE, 0, 0.999],
  ['an answer', SECOND_WRITE, 1, 0.5],
  ['its very first line', FIRST_WRITE, 1, 0.3],
])(
  'the next run takes a journal that was cut off while the run wrote down %s',
  async (_what, request, gone, share) => {
    expect(await crashAndRunAgain(beforeSending(request), await normal(), cutting(gone, share))).toEqual([]);
  },
);

test('wherever the last record of a killed run is cut off, everything before it is read and can be continued', async () => {
  await atSite({}, async ({ here, sandbox, gate, reconcile }) => {
    await reconcile(beforeSending(SECOND_WRITE));
    await gate.revive();
    const [journalFile = ''] = await journalsOf(here, sandbox);
    const content = await readFile(journalFile);
    const { records } = await readJournal(journalFile);
    expect(records.map(({ type }) => type)).toEqual(['start', 'intent', 'answer', 'intent']);
    const start = withoutLast(content, 1).length;
    const team = sandbox.snapshot().team.id;
    for (let end = start; end <= content.length; end += 1) {
      await writeFile(journalFile, content.subarray(0, end));
      const whole = end === content.length;
      const kept = whole ? records : records.slice(0, -1);
      expect(await readJournal(journalFile)).toEqual({ records: kept, torn: !whole && end > start });
      const [run] = await unfinishedRuns(join(here.folder, 'state'), team);
      expect(run?.unsettled).toHaveLength(whole ? 1 : 0);
      const journal = await openJournal(journalFile);
      await journal.append({ type: 'end', at: records[0]?.at ?? '', exitCode: 137 });
      await journal.close();
      expect((await readJournal(journalFile)).records.map(({ type }) => type)).toEqual([
        ...kept.map(({ type }) => type),
        'end',
      ]);
    }
  });
});

test.each([
  ['lies below a file', (state: string) => writeFile(state, '')],
  [
    'has a file where the folder of the teams should be',
    async (state: string) => {
      await mkdir(state);
      await writeFile(join(state, 'teams'), '');
    },
  ],
])('a state folder that %s ends the run before anything is sent', async (_name, spoil) => {
  await atSite({}, async ({ here, sandbox, reconcile }) => {
    const state = join(here.folder, 'state');
    await spoil(state);
    const ran = await reconcile(null);
    expect([1, 7]).toContain(ran.exitCode);
    expect(ran.stderr).toContain(state);
    expect(sandbox.snapshot().counters.writes).toBe(0);
  });
});

test.runIf(process.platform === 'linux')(
  'a disk that is full when a run ends is an error of the run, and the changes stand',
  async () => {
    await atSite({}, async ({ here, sandbox, reconcile, leftOver }) => {
      const team = teamFolder(join(here.folder, 'state'), sandbox.snapshot().team.id);
      const log = join(team, 'audit.ndjson');
      await mkdir(team, { recursive: true });
      await symlink('/dev/full', log);
      const ran = await reconcile(null);
      expect(ran.exitCode).toBe(1);
      expect(ran.stderr).toContain(log);
      expect(effectsOn(sandbox)).toEqual((await normal()).effects);
      await rm(log);
      expect((await reconcile(null)).exitCode).toBe(0);
      expect(effectsOn(sandbox)).toEqual((await normal()).effects);
      expect(await leftOver()).toEqual([]);
    });
  },
);

test('a run on a machine that has lost what it knew of a killed run finishes the job all the same', async () => {
  const forget = async (journalFile: string): Promise<void> => {
    const [state = ''] = journalFile.split(`${sep}teams${sep}`);
    await rm(state, { recursive: true });
  };
  const midway: Crash = { ...beforeSending(SECOND_WRITE), concurrency: 4 };
  expect(await crashAndRunAgain(midway, await normal(), forget)).toEqual([]);
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
